import type { Annotations, Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { EnvelopeSigner } from '../ports/envelope-signer.ts';
import type { KeylessSigner } from '../ports/keyless-signer.ts';
import type { CertifiedSigner, Signer } from '../ports/signer.ts';
import type { TimestampAuthority } from '../ports/timestamp-authority.ts';
import type { Attachment } from '../records/attachment.ts';
import type { NotationChoices } from '../records/notation-choices.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { attachNotation } from '../seal/attach/attach-notation.ts';
import { cosignImageStatement } from '../seal/sign/cosign/image-statement.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { signDescriptor } from '../seal/sign/notation/sign-descriptor.ts';

/** How a document is signed. */
export interface Signing {
  /** Seconds since 1970. */
  readonly now: number;
  /** Signed along, `cosign sign -a` and `notation sign --user-metadata`. */
  readonly annotations?: Annotations;
  /** Stamps the signature. */
  readonly timestamps?: TimestampAuthority;
}

/** How a document is signed by notation. */
export interface NotationSigningOf extends Signing {
  /** Of Twinseal. */
  readonly version: string;
  readonly choices?: NotationChoices;
}

/**
 * Signs an index or a manifest as `cosign sign` of version 3 does.
 * @returns the referrer
 * @throws TwinsealError when the signer fails
 * @example await signByCosign(index.descriptor, signer, { now }, call)
 */
export async function signByCosign(
  subject: Descriptor,
  signer: Signer | KeylessSigner,
  { now, annotations, timestamps }: Signing,
  call: Call,
): Promise<Attachment> {
  return attachBundle(
    subject,
    await signStatement(cosignImageStatement(subject.digest, annotations), signer, call, timestamps),
    now,
  );
}

/**
 * Signs an index or a manifest as `notation sign` does.
 * @returns the referrer
 * @throws TwinsealError when the signer fails, `CERTIFICATE_UNSUITABLE`, `USAGE` for annotations that the Notary Project reserves
 * @example await signByNotation(index.descriptor, signer, { now, version: '0.1.0' }, call)
 */
export async function signByNotation(
  subject: Descriptor,
  signer: CertifiedSigner | EnvelopeSigner,
  { now, annotations, timestamps, version, choices = {} }: NotationSigningOf,
  call: Call,
): Promise<Attachment> {
  const { envelope, expiresAfter, userMetadata } = choices;
  const signing = {
    signingTime: now,
    signingAgent: `twinseal/${version}`,
    ...(envelope !== undefined && { envelope }),
    ...(expiresAfter !== undefined && { expiry: now + expiresAfter }),
    ...(timestamps !== undefined && { timestamps }),
    userMetadata: { ...annotations, ...userMetadata },
  };
  return attachNotation(subject, await signDescriptor(subject, signer, signing, call));
}
