import { dssePae } from '../../../formats/dsse.ts';
import { IN_TOTO_PAYLOAD_TYPE, type Statement, serialiseStatement } from '../../../formats/in-toto.ts';
import { serialiseSigstoreBundle } from '../../../formats/sigstore/bundle.ts';
import type { Call } from '../../../ports/call.ts';
import type { KeyType, SignatureScheme, Signer } from '../../../ports/signer.ts';
import type { SignedBundle } from '../../../records/signed-document.ts';
import { assertVerifies } from '../self-check.ts';
import { cosignKeyHint } from './key-hint.ts';

const SCHEMES: Readonly<Record<KeyType, SignatureScheme>> = {
  'ecdsa-p256': 'ecdsa-der',
  'ecdsa-p384': 'ecdsa-der',
  'ecdsa-p521': 'ecdsa-der',
  'rsa-2048': 'rsa-pkcs1',
  'rsa-3072': 'rsa-pkcs1',
  'rsa-4096': 'rsa-pkcs1',
  ed25519: 'ed25519',
};

/**
 * Signs a statement as a DSSE envelope in a Sigstore bundle of v0.3 with a key and no log, as `cosign sign` and
 * `cosign attest` of version 3 make them offline. The envelope has no keyid: verifiers of the go-securesystemslib family
 * skip a signature whose keyid is not the fingerprint that they compute.
 *
 * @param statement - a v1 statement
 * @throws FormatError when the statement is not one that strict readers take
 * @throws TwinsealError when the signer fails
 * @example await signStatement(cosignImageStatement(digest), signer, call)
 * @see cosign specs/BUNDLE_SPEC.md; DSSE v1.0 protocol.md
 */
export async function signStatement(statement: Statement, signer: Signer, call: Call): Promise<SignedBundle> {
  const payload = serialiseStatement(statement);
  const message = dssePae(IN_TOTO_PAYLOAD_TYPE, payload);
  const scheme = SCHEMES[signer.keyType];
  const sig = await signer.sign(message, scheme, call);
  assertVerifies(message, sig, signer, scheme);
  const bytes = serialiseSigstoreBundle({
    version: '0.3',
    key: { kind: 'public-key', hint: cosignKeyHint(signer.spki) },
    tlogEntries: [],
    timestamps: [],
    content: {
      kind: 'dsse',
      envelope: { payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ sig }] },
    },
  });
  return { kind: 'sigstore-bundle', predicateType: statement.predicateType, bytes };
}
