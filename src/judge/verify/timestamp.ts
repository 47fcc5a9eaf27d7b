import { hash as digestOf } from 'node:crypto';
import { parseTimestampToken, type TimestampToken } from '../../formats/der/timestamp-token.ts';
import type { Certificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type TrustedAuthority, withinValidity } from '../../formats/sigstore/trusted-root.ts';
import { checkPath } from './issued-certificate.ts';
import { publicKeyOf, verifiesForX509 } from './public-key.ts';

/** SHA-1 is not among them. @see RFC 5754 section 2 */
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const OTHER_THING = 'stamps something else than this signature';
/** RSA named without its hash, which then is the digest's. @see RFC 3370 section 3.2 */
const RSA = '1.2.840.113549.1.1.1';
const RSA_WITH: Readonly<Record<string, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

/**
 * Verifies a timestamp over bytes, with the certificate that the trusted root has and the token binds by hash; certificates
 * inside of the token count for nothing. The time must lie within the authority's and the whole chain's validity; its accuracy
 * is not looked at, as with every Sigstore client.
 *
 * @param stamped - what it may be over, any of them
 * @returns seconds since 1970; undefined when no authority of the trusted root made it
 * @throws FormatError when one of them is said to have made it, or can't be told, and it does not verify
 * @example verifyTimestamp(token, [signature], root.timestampAuthorities)
 * @see RFC 3161 sections 2.3 and 2.4.2; GHSA-xm5m-wgh2-rrg3 (the certificate bound is the one that verifies)
 */
export function verifyTimestamp(
  der: Uint8Array,
  stamped: readonly Uint8Array[],
  authorities: readonly TrustedAuthority[],
): number | undefined {
  const token = parseTimestampToken(der);
  const candidates = authorities.filter(({ chain: [leaf] }) => leaf !== undefined && isBound(token, leaf));
  if (candidates.length === 0) return undefined;
  if (!stamped.some((bytes) => isOver(token, bytes))) fail(OTHER_THING);
  // The same authority may stand there twice, with different times.
  const own = candidates.find(({ valid }) => withinValidity(valid, token.time));
  if (own === undefined) fail(`is of ${new Date(token.time * 1000).toISOString()}, when its authority was not trusted`);
  const [leaf] = own.chain;
  if (leaf === undefined) return fail('has no signer');
  checkStamper(leaf);
  checkName(token, leaf);
  checkPath(own.chain, [token.time], EXT_KEY_USAGES.timeStamping);
  checkSignature(token, leaf);
  return token.time;
}

/**
 * Holds a timestamp against what it is said to be over.
 * @throws FormatError
 * @example checkImprint(token, signature)
 */
export function checkImprint(token: TimestampToken, stamped: Uint8Array): void {
  if (!isOver(token, stamped)) fail(OTHER_THING);
}

function isOver({ imprint: { hash, digest } }: TimestampToken, stamped: Uint8Array): boolean {
  const name = HASHES[hash];
  return name !== undefined && equalBytes(digestOf(name, stamped, 'buffer'), digest);
}

/** Whether a timestamp names a certificate as its signer's, by a hash that is not SHA-1. @example isBound(token, leaf) */
export function isBound({ certificateHash: { hash, digest } }: TimestampToken, leaf: Certificate): boolean {
  const name = HASHES[hash];
  return name !== undefined && equalBytes(digestOf(name, leaf.raw, 'buffer'), digest);
}

/**
 * Refuses a certificate that is for more than timestamps.
 * @throws FormatError
 * @example checkStamper(leaf)
 * @see RFC 3161 section 2.3: one purpose, critical
 */
export function checkStamper({ extensions: { extKeyUsage, basicConstraints } }: Certificate): void {
  const [purpose, second] = extKeyUsage?.purposes ?? [];
  if (extKeyUsage?.critical !== true || purpose !== EXT_KEY_USAGES.timeStamping || second !== undefined)
    fail('is signed by a certificate that is not for timestamps alone');
  if (basicConstraints?.ca === true) fail('is signed by an authority');
}

/**
 * The token names its signer a second time, where nothing signs it; another name there is another token's.
 * @throws FormatError
 * @example checkName(token, leaf)
 */
export function checkName({ signer }: TimestampToken, { issuer, serialNumber }: Certificate): void {
  if (signer !== undefined && (!equalBytes(signer.issuer, issuer.raw) || signer.serialNumber !== serialNumber))
    fail('names another signer than the certificate that it binds');
}

/**
 * Checks the signature of a timestamp with the certificate that it binds.
 * @throws FormatError
 * @example checkSignature(token, leaf)
 * @see RFC 5652 sections 5.4 and 5.6
 */
export function checkSignature(token: TimestampToken, leaf: Certificate): void {
  const hash = HASHES[token.contentHash];
  if (hash === undefined || !equalBytes(digestOf(hash, token.content, 'buffer'), token.contentDigest))
    fail('has a content that its signer did not sign');
  const algorithm = token.signatureAlgorithm === RSA ? (RSA_WITH[hash] ?? RSA) : token.signatureAlgorithm;
  if (verifiesForX509(publicKeyOf(leaf.spki), algorithm, token.signed, token.signature) !== true)
    fail('has a signature that does not verify');
}

function fail(problem: string): never {
  throw new FormatError('timestamp', `the timestamp ${problem}`);
}
