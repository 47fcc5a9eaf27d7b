import { parseCertificate } from '../formats/der/x509.ts';
import { FormatError } from '../formats/format-error.ts';
import { certificateIdentity } from '../formats/sigstore/certificate-identity.ts';
import { legacyCertificate } from '../formats/sigstore/legacy-material.ts';
import { verifyAttestation, verifySimpleSigning } from '../judge/verify/legacy.ts';
import { RULES } from '../records/evidence-set.ts';
import type { LegacyLayer } from '../records/legacy-layer.ts';
import { EVERY_TYPE } from '../records/needs.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { ImageSigners } from './sign-image.ts';

/**
 * Verifies each layer of an identity as a stranger would, by the trusted root of its instance, before any of them is attached.
 * An instance without a log can't be told so: nobody but its own verifiers takes a certificate without one.
 *
 * @throws TwinsealError `KEYLESS_FAILED` with what does not hold
 * @example checkLegacyKeyless(layers, signers)
 */
export function checkLegacyKeyless(layers: readonly LegacyLayer[], { cosign }: ImageSigners): void {
  if (cosign === undefined || !('certified' in cosign) || cosign.root === undefined || cosign.logs.length === 0) return;
  const { root } = cosign;
  for (const { subject, kind, layer } of layers) {
    const { descriptor } = layer;
    const verify = kind === 'sig' ? verifySimpleSigning : verifyAttestation;
    const { rejected } = verify({
      evidence: { foundUnder: subject, form: `cosign-${kind}-tag`, descriptor, blobs: [layer] },
      blob: layer,
      subject: { ...descriptor, digest: subject },
      image: new Set([subject]),
      signers: [{ name: 'own', family: 'keyless', ...identityOf(descriptor.annotations ?? {}), root }],
      predicateTypes: [EVERY_TYPE],
      rules: RULES,
    });
    const [wrong] = rejected;
    if (wrong !== undefined) fail(wrong.reason);
  }
}

function identityOf(annotations: Parameters<typeof legacyCertificate>[0]) {
  try {
    const certificate = legacyCertificate(annotations);
    if (certificate === undefined) return fail('there is no certificate');
    const { identity, issuer } = certificateIdentity(parseCertificate(certificate));
    return { identity, issuer };
  } catch (cause) {
    if (cause instanceof FormatError) return fail(cause.message);
    throw cause;
  }
}

function fail(why: string): never {
  throw new TwinsealError(
    'KEYLESS_FAILED',
    `what the instance signed does not verify by its trusted root, so nothing was attached: ${why}`,
  );
}
