import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { parseOnePem, serialisePem } from '../../formats/der/pem.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import type { KeylessSigner } from '../../ports/keyless-signer.ts';
import { spkiOf } from '../keys/key-object-signer.ts';
import { askService, failed, serviceAddress } from './service-client.ts';
import { challengeOf } from './token-claims.ts';

/** Seconds before its end at which a certificate is not used any more: the log has to take the signature within its time. */
const MARGIN = 60;

/**
 * Signs with a key of the moment, for which Fulcio vouches. The key is made anew with each certificate, lives in memory only and
 * signs as long as its certificate counts, so that an index and its platforms need one certificate.
 *
 * @param url - of the authority
 * @param token - gives a token of the identity, each time a new one where the environment has such
 * @param now - milliseconds since 1970
 * @throws TwinsealError `KEYLESS_REFUSED` for an address that is none
 * @example certificateAuthority('https://fulcio.sigstore.dev', token, () => Date.now())
 * @see fulcio fulcio.proto (CreateSigningCertificate); fulcio docs/how-certificate-issuing-works.md
 */
export function certificateAuthority(
  url: string,
  token: (call: Call) => Promise<string>,
  now: () => number,
): KeylessSigner['certified'] {
  const at = serviceAddress(url, 'api/v2/signingCert');
  let held: { readonly key: KeyObject; readonly certificate: Certificate } | undefined;
  return async (message, call) => {
    if (held === undefined || now() / 1000 > held.certificate.notAfter - MARGIN)
      held = await certified(at, await token(call), call);
    const { key, certificate } = held;
    return { signature: signed(message, key), certificate: certificate.raw };
  };
}

async function certified(at: URL, token: string, call: Call) {
  const challenge = challengeOf(token);
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = serialisePem('PUBLIC KEY', spkiOf(publicKey));
  const request = {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content },
      proofOfPossession: Buffer.from(signed(Buffer.from(challenge), key)).toString('base64'),
    },
  };
  const answer = await askService(at, request, call);
  try {
    const certificate = leafIn(answer);
    if (!createPublicKey({ key: Buffer.from(certificate.spki), format: 'der', type: 'spki' }).equals(publicKey))
      throw failed(at, 'its certificate is for another key than ours');
    return { key, certificate };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw failed(at, `it gave no certificate that can be used: ${cause.message}`, cause);
  }
}

/** With the promise of the log of certificates inside: a bundle has no place for one that comes apart. */
function leafIn(answer: JsonValue): Certificate {
  const chain = new Members('fulcio-answer', answer).inside('signedCertificateEmbeddedSct').inside('chain');
  const [leaf] = chain.array('certificates', 16);
  if (typeof leaf !== 'string') throw new FormatError('fulcio-answer', 'the chain is empty', '/chain');
  return parseCertificate(parseOnePem(leaf, ['CERTIFICATE']).bytes);
}

function signed(message: Uint8Array, key: KeyObject): Uint8Array {
  return new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'der' }));
}
