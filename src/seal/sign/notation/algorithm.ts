import type { EcCurve } from '../../../formats/der/ecdsa-signature.ts';
import type { ImprintHash } from '../../../formats/der/timestamp-request.ts';
import type { NotaryAlgorithmName } from '../../../formats/notary/header.ts';
import type { KeyType, SignatureScheme } from '../../../ports/signer.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';

/** What the Notary Project makes of a type of key. `curve` is there when the signature must become `r || s`. */
export interface NotaryAlgorithm {
  readonly alg: NotaryAlgorithmName;
  readonly scheme: SignatureScheme;
  /** Of the signature, and of the imprint of its timestamp. */
  readonly hash: ImprintHash;
  readonly curve?: EcCurve;
}

const ALGORITHMS: Readonly<Partial<Record<KeyType, NotaryAlgorithm>>> = {
  'ecdsa-p256': { alg: 'ES256', scheme: 'ecdsa-der', hash: 'sha256', curve: 'P-256' },
  'ecdsa-p384': { alg: 'ES384', scheme: 'ecdsa-der', hash: 'sha384', curve: 'P-384' },
  'ecdsa-p521': { alg: 'ES512', scheme: 'ecdsa-der', hash: 'sha512', curve: 'P-521' },
  'rsa-2048': { alg: 'PS256', scheme: 'rsa-pss', hash: 'sha256' },
  'rsa-3072': { alg: 'PS384', scheme: 'rsa-pss', hash: 'sha384' },
  'rsa-4096': { alg: 'PS512', scheme: 'rsa-pss', hash: 'sha512' },
};

/**
 * The one algorithm that the specification allows for a key.
 * @throws TwinsealError `CERTIFICATE_UNSUITABLE` for Ed25519
 * @example notaryAlgorithm('ecdsa-p256').alg // 'ES256'
 * @see Notary Project signature-specification.md, "Algorithm Selection"
 */
export function notaryAlgorithm(keyType: KeyType): NotaryAlgorithm {
  const algorithm = ALGORITHMS[keyType];
  if (algorithm === undefined)
    throw new TwinsealError(
      'CERTIFICATE_UNSUITABLE',
      `notation signatures take EC keys (P-256, P-384, P-521) and RSA keys of 2048, 3072 or 4096 bits, not ${keyType}: use a key of another type`,
    );
  return algorithm;
}
