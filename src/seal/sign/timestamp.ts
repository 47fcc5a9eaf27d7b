import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { IMPRINT_HASHES, type ImprintHash, serialiseTimestampRequest } from '../../formats/der/timestamp-request.ts';
import { parseTimestampToken, type TimestampToken } from '../../formats/der/timestamp-token.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Call } from '../../ports/call.ts';
import type { TimestampAuthority } from '../../ports/timestamp-authority.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** A timestamp that was verified. */
export interface Timestamp {
  /** The whole response, which bundles hold. */
  readonly response: Uint8Array;
  /** The token alone, which notation's envelopes hold. */
  readonly token: Uint8Array;
  /** Seconds since 1970, with fractions. */
  readonly time: number;
}

/** Longest chain from the stamper to a root. */
const MAX_CHAIN = 8;
/** Hash of a signature by its algorithm; RSA named without a hash takes that of the content. @see RFC 3370 section 3.2 */
const SIGNATURE_HASHES: Readonly<Record<string, ImprintHash | 'content'>> = {
  '1.2.840.113549.1.1.1': 'content',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/**
 * Has a signature stamped, and verifies the answer before anything is made of it: granted, for these bytes and this request, signed by
 * the certificate that it binds, which is for timestamps alone and leads to a root where roots are given.
 *
 * @param hash - of the imprint
 * @throws TwinsealError `TIMESTAMP_FAILED` when no answer came, `TIMESTAMP_INVALID` for one that does not hold
 * @example (await stampSignature(signature, 'sha256', authority, call)).time
 * @see RFC 3161 sections 2.3 and 2.4.2; GHSA-xm5m-wgh2-rrg3 (the certificate bound is the one that verifies)
 */
export async function stampSignature(
  signature: Uint8Array,
  hash: ImprintHash,
  authority: TimestampAuthority,
  call: Call,
): Promise<Timestamp> {
  const nonce = authority.nonce();
  const digest = createHash(hash).update(signature).digest();
  const response = await authority.ask(serialiseTimestampRequest({ hash, digest }, nonce), call);
  try {
    const token = parseTimestampToken(response);
    if (token.imprint.hash !== IMPRINT_HASHES[hash] || !equalBytes(token.imprint.digest, digest))
      fail('stamps something else than this signature');
    if (token.nonce === undefined || !equalBytes(trimmed(token.nonce), trimmed(nonce)))
      fail('answers another request: its nonce is not ours');
    checkStamper(token, authority.roots);
    return { response, token: token.token, time: token.time };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('TIMESTAMP_INVALID', `what ${authority.url} answered is not used: ${cause.message}`, {
      cause,
    });
  }
}

function checkStamper(token: TimestampToken, roots: readonly Uint8Array[] | undefined): void {
  const { certificateHash } = token;
  const bound = hashOf(certificateHash.hash);
  if (bound === undefined) fail('binds its certificate by a hash that is not taken');
  const certificates = token.certificates.map((der) => parseCertificate(der));
  const leaf = certificates.find((one) =>
    equalBytes(createHash(bound).update(one.raw).digest(), certificateHash.digest),
  );
  if (leaf === undefined) fail('does not carry the certificate that it binds');
  const { extKeyUsage, basicConstraints } = leaf.extensions;
  const [purpose, second] = extKeyUsage?.purposes ?? [];
  if (extKeyUsage?.critical !== true || purpose !== EXT_KEY_USAGES.timeStamping || second !== undefined)
    fail('is signed by a certificate that is not for timestamps alone');
  if (basicConstraints?.ca === true) fail('is signed by an authority');
  const { signer } = token;
  // The token names its signer a second time, where nothing signs it; verifiers refuse another name there.
  if (
    signer !== undefined &&
    (!equalBytes(signer.issuer, leaf.issuer.raw) || signer.serialNumber !== leaf.serialNumber)
  )
    fail('names another signer than the certificate that it binds');
  checkSignature(token, leaf);
  checkChain(
    leaf,
    certificates,
    roots?.map((der) => parseCertificate(der)),
    token.time,
  );
}

function checkSignature(token: TimestampToken, leaf: Certificate): void {
  const content = hashOf(token.contentHash);
  if (content === undefined || !equalBytes(createHash(content).update(token.content).digest(), token.contentDigest))
    fail('has a content that its signer did not sign');
  const named = Object.hasOwn(SIGNATURE_HASHES, token.signatureAlgorithm)
    ? SIGNATURE_HASHES[token.signatureAlgorithm]
    : undefined;
  const hash = named === 'content' ? content : named;
  if (hash === undefined) fail(`is signed by the algorithm ${token.signatureAlgorithm}, which is not taken`);
  const key = createPublicKey({ key: Buffer.from(leaf.spki), format: 'der', type: 'spki' });
  const wanted = token.signatureAlgorithm.startsWith('1.2.840.10045.') ? 'ec' : 'rsa';
  if (key.asymmetricKeyType !== wanted || !verify(hash, token.signed, key, token.signature))
    fail('has a signature that does not verify');
}

/** From the stamper upwards, over certificates that came along, to a root; all of them valid at the time that is stamped. */
function checkChain(
  leaf: Certificate,
  sent: readonly Certificate[],
  roots: readonly Certificate[] | undefined,
  time: number,
): void {
  let current = leaf;
  for (let length = 0; length < MAX_CHAIN; length++) {
    if (time < current.notBefore || time > current.notAfter)
      fail('is of a time at which its certificates were not valid');
    if (roots === undefined) return;
    const own = current;
    if (
      roots.some(
        (root) =>
          equalBytes(root.raw, own.raw) || (isIssuedBy(own, root) && time >= root.notBefore && time <= root.notAfter),
      )
    )
      return;
    const issuer = sent.find(
      (one) => one.extensions.basicConstraints?.ca === true && !equalBytes(one.raw, own.raw) && isIssuedBy(own, one),
    );
    if (issuer === undefined) break;
    current = issuer;
  }
  fail('is signed by a certificate that leads to none of the roots that were given');
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!equalBytes(certificate.issuer.raw, issuer.subject.raw)) return false;
  return new X509Certificate(certificate.raw).verify(new X509Certificate(issuer.raw).publicKey);
}

function hashOf(oid: string): ImprintHash | undefined {
  return (['sha256', 'sha384', 'sha512'] as const).find((hash) => IMPRINT_HASHES[hash] === oid);
}

/** Numbers come without leading zeros. */
function trimmed(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((octet) => octet !== 0);
  return first === -1 ? new Uint8Array() : bytes.subarray(first);
}

function fail(problem: string): never {
  throw new FormatError('timestamp', `the timestamp ${problem}`);
}
