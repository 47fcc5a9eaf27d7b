import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { isEcdsaDer } from '../../formats/der/ecdsa-signature.ts';
import { serialisePem } from '../../formats/der/pem.ts';
import { type PublicKeyInfo, parseSpki } from '../../formats/der/spki.ts';
import { FormatError } from '../../formats/format-error.ts';

/** A public key that can be asked whether a signature is its own. */
export interface PublicKey {
  readonly info: PublicKeyInfo;
  readonly spki: Uint8Array;
  readonly object: KeyObject;
}

const CURVE_HASH = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

/**
 * Keys that were read, for as long as their bytes are in use: those of a policy and of a trusted root are the same for
 * every piece of evidence, and reading one takes about as long as a signature.
 */
const READ = new WeakMap<Uint8Array, PublicKey>();

/**
 * Reads a public key (SPKI, DER), strictly and then by the library, which checks that a point lies on its curve.
 * @param spki - never written to afterwards
 * @throws FormatError
 * @example publicKeyOf(certificate.spki).info.type // 'ec'
 */
export function publicKeyOf(spki: Uint8Array): PublicKey {
  const known = READ.get(spki);
  if (known !== undefined) return known;
  const key = readPublicKey(spki);
  READ.set(spki, key);
  return key;
}

/**
 * Reads a public key as {@link publicKeyOf} does and remembers nothing: for a key that one piece of evidence brings along, since
 * the collector of garbage pays for every key that is remembered.
 * @throws FormatError
 * @example readPublicKey(certificate.spki).info.type // 'ec'
 */
export function readPublicKey(spki: Uint8Array): PublicKey {
  const info = parseSpki(spki);
  try {
    // As text, which the library reads in a third of the time that it takes for DER with options.
    return { info, spki, object: createPublicKey(serialisePem('PUBLIC KEY', spki)) };
  } catch (cause) {
    throw new FormatError('spki', 'the public key is no point of its curve or otherwise no key', '', { cause });
  }
}

/**
 * Checks a signature in the forms that cosign makes by key: ECDSA as DER with the hash of the curve (SHA-256 for every
 * curve in older versions), RSASSA-PKCS1-v1_5 with SHA-256, Ed25519 over the message itself.
 *
 * @returns whether it verifies; a malformed signature does not
 * @example verifiesForCosign(publicKeyOf(spki), encodeUtf8('message'), signature)
 * @see sigstore architecture-docs, "Sigstore Algorithm Registry"; FIPS 186-5
 */
export function verifiesForCosign(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const { info, object } = key;
  switch (info.type) {
    case 'ec': {
      // Strict DER first: the library takes encodings that other verifiers refuse.
      if (!isEcdsaDer(signature, info.curve)) return false;
      const own = CURVE_HASH[info.curve];
      return (
        verifies(own, message, object, signature) ||
        (own !== 'sha256' && verifies('sha256', message, object, signature))
      );
    }
    case 'rsa':
      return verifies('sha256', message, object, signature);
    case 'ed25519':
      return signature.length === 64 && verifies(undefined, message, object, signature);
  }
}

/** Signature algorithms of X.509, by dotted identifier; SHA-1 and anything older is not among them. */
const X509_ALGORITHMS: Readonly<Record<string, readonly ['ec' | 'rsa', string]>> = {
  '1.2.840.10045.4.3.2': ['ec', 'sha256'],
  '1.2.840.10045.4.3.3': ['ec', 'sha384'],
  '1.2.840.10045.4.3.4': ['ec', 'sha512'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
};

/**
 * Checks the signature on a certificate.
 * @param algorithm - dotted identifier of the signature algorithm
 * @returns undefined for an algorithm that is refused or not read
 * @example verifiesForX509(issuerKey, '1.2.840.10045.4.3.2', certificate.tbs, certificate.signature)
 * @see RFC 5280 section 6.1.3 (a)(1); RFC 5758; RFC 4055
 */
export function verifiesForX509(
  key: PublicKey,
  algorithm: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const known = Object.hasOwn(X509_ALGORITHMS, algorithm) ? X509_ALGORITHMS[algorithm] : undefined;
  if (known === undefined) return undefined;
  const [type, hash] = known;
  const { info, object } = key;
  if (info.type !== type) return false;
  if (info.type === 'ec' && !isEcdsaDer(signature, info.curve)) return false;
  return verifies(hash, message, object, signature);
}

/**
 * Checks a signature of the Notary Project, in either envelope. The algorithm must be the one that the key implies, so a
 * header can't choose a weaker one.
 *
 * @param alg - by its name in JOSE and COSE
 * @param message - what the envelope says is signed
 * @param signature - raw, for ECDSA r and s side by side
 * @returns whether it verifies; undefined when `alg` is not the key's or the key is of a size that is not allowed
 * @example verifiesForNotary(publicKeyOf(leaf.spki), 'PS256', signingInput, signature)
 * @see Notary Project signature-specification.md, "Algorithm Selection"; RFC 7518 sections 3.4 and 3.5; RFC 9053 section 2.1; RFC 8230 section 2
 */
export function verifiesForNotary(
  key: PublicKey,
  alg: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const { info, object } = key;
  if (info.type === 'ec') {
    const hash = CURVE_HASH[info.curve];
    if (alg !== `ES${hash.slice(3)}`) return undefined;
    return verifies(hash, message, { key: object, dsaEncoding: 'ieee-p1363' }, signature);
  }
  const hash = info.type === 'rsa' ? { 2048: 'sha256', 3072: 'sha384', 4096: 'sha512' }[info.bits] : undefined;
  if (hash === undefined || alg !== `PS${hash.slice(3)}`) return undefined;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verifies(hash, message, { key: object, ...padding }, signature);
}

type VerifyKey = Parameters<typeof verify>[2];

/** @param key - by itself where its own form of signature is meant (PKCS #1 v1.5, DER): the library takes that faster than options */
function verifies(hash: string | undefined, message: Uint8Array, key: VerifyKey, signature: Uint8Array): boolean {
  try {
    return verify(hash, message, key, signature);
  } catch {
    // OpenSSL throws for lengths and values that cannot be a signature of this key.
    return false;
  }
}
