import { dssePae } from '../../../formats/dsse.ts';
import { IN_TOTO_PAYLOAD_TYPE, type Statement, serialiseStatement } from '../../../formats/in-toto.ts';
import { serialiseSigstoreBundle } from '../../../formats/sigstore/bundle.ts';
import type { Call } from '../../../ports/call.ts';
import type { KeylessSigner } from '../../../ports/keyless-signer.ts';
import type { Signer } from '../../../ports/signer.ts';
import type { TimestampAuthority } from '../../../ports/timestamp-authority.ts';
import type { SignedBundle } from '../../../records/signed-document.ts';
import { assertVerifies } from '../self-check.ts';
import { stampSignature } from '../timestamp.ts';
import { COSIGN_SCHEMES } from './cosign-schemes.ts';
import { cosignKeyHint } from './key-hint.ts';
import { signKeyless } from './sign-keyless.ts';

/**
 * Signs a statement as a DSSE envelope in a Sigstore bundle of v0.3: with a key and no log, as `cosign sign` and
 * `cosign attest` of version 3 make them offline, or for an identity, with certificate and log. The envelope has no keyid: verifiers of the go-securesystemslib family
 * skip a signature whose keyid is not the fingerprint that they compute.
 *
 * @param statement - a v1 statement
 * @param timestamps - stamps the signature
 * @throws FormatError when the statement is not one that strict readers take
 * @throws TwinsealError when the signer fails
 * @example await signStatement(cosignImageStatement(digest), signer, call)
 * @see cosign specs/BUNDLE_SPEC.md; DSSE v1.0 protocol.md
 */
export async function signStatement(
  statement: Statement,
  signer: Signer | KeylessSigner,
  call: Call,
  timestamps?: TimestampAuthority,
): Promise<SignedBundle> {
  const payload = serialiseStatement(statement);
  const message = dssePae(IN_TOTO_PAYLOAD_TYPE, payload);
  if ('certified' in signer) return await signKeyless(statement, { payload, message }, signer, call, timestamps);
  const scheme = COSIGN_SCHEMES[signer.keyType];
  const sig = await signer.sign(message, scheme, call);
  assertVerifies(message, sig, signer, scheme);
  const stamps = timestamps === undefined ? [] : [(await stampSignature(sig, 'sha256', timestamps, call)).response];
  const bytes = serialiseSigstoreBundle({
    version: '0.3',
    key: { kind: 'public-key', hint: cosignKeyHint(signer.spki) },
    tlogEntries: [],
    timestamps: stamps,
    content: {
      kind: 'dsse',
      envelope: { payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ sig }] },
    },
  });
  return { kind: 'sigstore-bundle', predicateType: statement.predicateType, bytes };
}
