import { createPublicKey, verify } from 'node:crypto';
import { parseCertificate } from '../../../formats/der/x509.ts';
import { IN_TOTO_PAYLOAD_TYPE, type Statement } from '../../../formats/in-toto.ts';
import { serialiseSigstoreBundle } from '../../../formats/sigstore/bundle.ts';
import type { Call } from '../../../ports/call.ts';
import type { KeylessSigner } from '../../../ports/keyless-signer.ts';
import type { TimestampAuthority } from '../../../ports/timestamp-authority.ts';
import type { SignedBundle } from '../../../records/signed-document.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { stampSignature } from '../timestamp.ts';

/**
 * Signs a statement for an identity: certificate, timestamps and log entries in a Sigstore bundle of v0.3. It is stamped first, so that
 * no entry of a log stands for a signature that was given up.
 *
 * @param signed - the statement's bytes, and what the signature covers
 * @param more - stamps beside the authorities of the instance
 * @throws TwinsealError `KEYLESS_FAILED`, `KEYLESS_REFUSED`, `TIMESTAMP_FAILED`, `TIMESTAMP_INVALID`
 * @example await signKeyless(statement, { payload, message }, signer, call)
 * @see cosign specs/BUNDLE_SPEC.md; sigstore architecture-docs, client-spec.md, "Signing"
 */
export async function signKeyless(
  statement: Statement,
  { payload, message }: { readonly payload: Uint8Array; readonly message: Uint8Array },
  signer: KeylessSigner,
  call: Call,
  more?: TimestampAuthority,
): Promise<SignedBundle> {
  const { signature: sig, certificate } = await certifiedSignature(message, signer, call);
  const timestamps: Uint8Array[] = [];
  for (const authority of [...signer.timestamps, ...(more === undefined ? [] : [more])])
    timestamps.push((await stampSignature(sig, 'sha256', authority, call)).response);
  const envelope = { payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ sig }] };
  const tlogEntries = [];
  for (const log of signer.logs) tlogEntries.push(await log.add(envelope, certificate, call));
  const bytes = serialiseSigstoreBundle({
    version: '0.3',
    key: { kind: 'certificate', certificate },
    tlogEntries,
    timestamps,
    content: { kind: 'dsse', envelope },
  });
  return { kind: 'sigstore-bundle', predicateType: statement.predicateType, bytes };
}

/**
 * Signs for an identity, and sees that it verifies.
 * @throws TwinsealError `KEYLESS_FAILED`, `KEYLESS_REFUSED`
 * @example (await certifiedSignature(message, signer, call)).certificate
 */
export async function certifiedSignature(
  message: Uint8Array,
  signer: KeylessSigner,
  call: Call,
): Promise<{ readonly signature: Uint8Array; readonly certificate: Uint8Array }> {
  const made = await signer.certified(message, call);
  const spki = Buffer.from(parseCertificate(made.certificate).spki);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (!verify('sha256', message, { key, dsaEncoding: 'der' }, made.signature))
    throw new TwinsealError('KEYLESS_FAILED', 'the signature does not verify with the key of its certificate');
  return made;
}
