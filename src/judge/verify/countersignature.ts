import { parseTimestampToken } from '../../formats/der/timestamp-token.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import { checkPath, isIssuedBy } from './issued-certificate.ts';
import { publicKeyOf } from './public-key.ts';
import { checkImprint, checkName, checkSignature, checkStamper, isBound } from './timestamp.ts';

/** A timestamp over a signature, by an authority that is trusted. */
export interface Countersignature {
  /** Seconds since 1970: the true time lies between the two, both included. */
  readonly earliest: number;
  readonly latest: number;
  /** From the stamper to the trusted root. */
  readonly chain: readonly Certificate[];
}

/** Longest chain of a stamper. */
const MAX_PATH = 8;
/** ETSI's baseline policy, whose timestamps are right to a second unless they say better. @see ETSI EN 319 421 section 5.2 */
const BASELINE = '0.4.0.2023.1.1';

/**
 * Verifies the timestamp that countersigns a notation signature. It is a token over the signature's bytes; its signer is the
 * certificate that it binds by a hash other than SHA-1, which is for timestamps alone; and a chain of certificates that came
 * along leads from there to a trusted root, all of it valid at the time that is stamped.
 *
 * @param der - as it stands in the envelope
 * @param stamped - the bytes of the signature
 * @param roots - DER of the certificates that the policy trusts for timestamps, self-signed
 * @throws FormatError saying why it does not count
 * @example verifyCountersignature(envelope.timestampToken, envelope.signature, roots).earliest
 * @see Notary Project trust-store-trust-policy.md, "Authentic Timestamp"; RFC 3161 sections 2.3 and 2.4.2; RFC 5816
 */
export function verifyCountersignature(
  der: Uint8Array,
  stamped: Uint8Array,
  roots: readonly Uint8Array[],
): Countersignature {
  const token = parseTimestampToken(der);
  if (!equalBytes(token.token, der)) fail('is a whole response, and an envelope holds the token alone');
  checkImprint(token, stamped);
  const carried = token.certificates.map((one) => parseCertificate(one));
  const leaf = carried.find((one) => isBound(token, one));
  if (leaf === undefined) return fail('does not carry the certificate that it binds, or binds it by SHA-1');
  checkStamper(leaf);
  checkName(token, leaf);
  checkKey(leaf);
  const trusted = roots.map((one) => parseCertificate(one));
  const chain = pathTo(trusted, leaf, carried);
  if (chain === undefined) return fail('is of no authority that the policy trusts with timestamps');
  checkPath(chain, [token.time], EXT_KEY_USAGES.timeStamping);
  checkSignature(token, leaf);
  const accuracy = token.accuracy === 0 && token.policy === BASELINE ? 1 : token.accuracy;
  return { earliest: token.time - accuracy, latest: token.time + accuracy, chain };
}

/** @see Notary Project signature-specification.md, "Certificate Requirements": those of the leaf hold for stampers too */
function checkKey({ version, spki, extensions: { keyUsage } }: Certificate): void {
  const { info } = publicKeyOf(spki);
  const sound = info.type === 'ec' || (info.type === 'rsa' && [2048, 3072, 4096].includes(info.bits));
  if (version !== 3 || !sound) fail('is signed by a key of a type or size that is not taken');
  const uses = keyUsage?.uses ?? [];
  if (!uses.includes('digitalSignature') || uses.some((use) => use !== 'digitalSignature' && use !== 'nonRepudiation'))
    fail('is signed by a certificate whose key usage is not digitalSignature alone');
}

/** Each certificate is looked at once, so that whatever came along costs no more than its number. */
function pathTo(
  roots: readonly Certificate[],
  leaf: Certificate,
  carried: readonly Certificate[],
): readonly Certificate[] | undefined {
  const seen = new Set<Certificate>([leaf]);
  const climb = (from: Certificate, below: readonly Certificate[]): readonly Certificate[] | undefined => {
    const root = roots.find((one) => named(from, one) && isIssuedBy(from, one) && isIssuedBy(one, one));
    if (root !== undefined) return [...below, root];
    if (below.length >= MAX_PATH) return undefined;
    for (const next of carried) {
      if (seen.has(next) || !named(from, next)) continue;
      seen.add(next);
      if (!isIssuedBy(from, next)) continue;
      const found = climb(next, [...below, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return climb(leaf, [leaf]);
}

function named({ issuer }: Certificate, { subject }: Certificate): boolean {
  return equalBytes(issuer.raw, subject.raw);
}

function fail(problem: string): never {
  throw new FormatError('timestamp', `the timestamp ${problem}`);
}
