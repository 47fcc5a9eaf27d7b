import { parseCertificate } from '../formats/der/x509.ts';
import { parseDigest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { parseStatement } from '../formats/in-toto.ts';
import { MEDIA_TYPES } from '../formats/oci/media-types.ts';
import { parseSigstoreBundle } from '../formats/sigstore/bundle.ts';
import { certificateIdentity } from '../formats/sigstore/certificate-identity.ts';
import type { TrustedRoot } from '../formats/sigstore/trusted-root.ts';
import { verifyBlobBundle } from '../judge/verify/blob-bundle.ts';
import type { Attachment } from '../records/attachment.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { ImageSigners } from './sign-image.ts';

/**
 * Verifies every bundle of an identity as a stranger would, by the trusted root of its instance, before any of them is attached: a
 * log or an authority that answered with something else than it should is found now, and not by everybody else later.
 *
 * @param attachments - all that is to be attached
 * @param now - seconds since 1970
 * @throws TwinsealError `KEYLESS_FAILED` with the check that failed
 * @example checkKeyless(attachments, signers, now)
 */
export function checkKeyless(attachments: readonly Attachment[], { cosign }: ImageSigners, now: number): void {
  const root = cosign !== undefined && 'certified' in cosign ? cosign.root : undefined;
  if (root === undefined) return;
  const bundles = attachments.flatMap(({ blobs }) =>
    blobs.filter(({ descriptor }) => descriptor.mediaType === MEDIA_TYPES.sigstoreBundle),
  );
  for (const { descriptor, bytes } of new Map(bundles.map((one) => [one.descriptor.digest, one])).values())
    check(descriptor.digest, bytes, root, now);
}

function check(name: string, bytes: Uint8Array, root: TrustedRoot, now: number): void {
  try {
    const { key, content } = parseSigstoreBundle(bytes);
    if (key.kind !== 'certificate' || content.kind !== 'dsse') return;
    const { identity, issuer } = certificateIdentity(parseCertificate(key.certificate));
    const [subject] = parseStatement(content.envelope.payload).subject;
    const hex = subject?.digest.sha256 ?? '';
    const digest = parseDigest(`sha256:${hex}`);
    const artifact = { name: digest, digest, blob: { hash: 'sha256' as const, digest: Buffer.from(hex, 'hex') } };
    const wanted = { kind: 'identity' as const, identity, issuer };
    const { outcome, checks } = verifyBlobBundle({ name, bytes, artifact, wanted, root, now });
    const wrong = checks.find(({ status }) => status === 'fail' || status === 'fault');
    if (outcome !== 'verified') fail(wrong?.reason ?? 'it does not verify');
  } catch (cause) {
    if (cause instanceof FormatError) fail(cause.message);
    throw cause;
  }
}

function fail(why: string): never {
  throw new TwinsealError(
    'KEYLESS_FAILED',
    `what the instance signed does not verify by its trusted root, so nothing was attached: ${why}`,
  );
}
