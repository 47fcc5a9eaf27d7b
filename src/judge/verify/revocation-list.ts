import { parseRevocationList, type RevocationList, revokedEntries } from '../../formats/der/crl.ts';
import { revocationAddresses } from '../../formats/der/revocation-addresses.ts';
import type { RevokedCertificate } from '../../formats/der/revocation-reason.ts';
import type { Certificate } from '../../formats/der/x509.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { RevocationAnswer } from '../../records/revocation.ts';
import { publicKeyOf, verifiesForX509 } from './public-key.ts';

/** A certificate with the one that issued it; both of a chain that is trusted. */
export interface IssuedPair {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** Clocks of authorities may be this many seconds ahead. */
export const CLOCK_SKEW = 300;

/**
 * What a revocation list says of a certificate, once it is held to be the issuer's own, whole and about such certificates.
 * Differences to other lists, lists of several issuers or of some reasons, and what has a critical extension that is not
 * read here, are refused: nothing is concluded from them.
 *
 * @param signedAt - seconds since 1970 at which a trusted third party saw the signature, at the latest
 * @throws FormatError saying why the list does not count
 * @example answerOfList(bytes, { certificate: leaf, issuer }, 'crl').status // 'good'
 * @see RFC 5280 sections 5.2 and 6.3.3
 */
export function answerOfList(
  bytes: Uint8Array,
  { certificate, issuer }: IssuedPair,
  by: 'crl' | 'crl-file',
  signedAt?: number,
): RevocationAnswer {
  const list = readList(bytes);
  requireIssuedBy(list, issuer);
  requireScope(list, certificate);
  const { thisUpdate, nextUpdate } = list;
  if (nextUpdate === undefined) return fail('does not say until when it is the newest (nextUpdate)');
  if (nextUpdate < thisUpdate) return fail('ends before it begins');
  const entries = revokedEntries(list, certificate.serialNumber);
  if (entries.length > 1) return fail('names the certificate more than once');
  return answerOf(entries[0], by, { from: thisUpdate - CLOCK_SKEW, until: nextUpdate }, signedAt);
}

/**
 * Puts what an authority says of one certificate into the form of the facts. A certificate that was on hold and no longer is
 * (`removeFromCRL`) is good. A signature that was seen before the key became invalid stands: no other time of a revocation
 * counts for that, as with notation.
 *
 * @example answerOf(undefined, 'ocsp', { from, until }).status // 'good'
 * @see RFC 5280 sections 5.3.1 and 5.3.2; notation-core-go revocation/internal/crl, checkRevocation
 */
export function answerOf(
  entry: RevokedCertificate | undefined,
  by: RevocationAnswer['by'],
  valid: RevocationAnswer['valid'],
  signedAt: number | undefined,
): RevocationAnswer {
  const { revokedAt, reason, invalidFrom } = entry ?? {};
  const before = invalidFrom !== undefined && signedAt !== undefined && signedAt < invalidFrom;
  if (revokedAt === undefined || reason === undefined || reason === 'removeFromCRL' || before)
    return { by, status: 'good', valid };
  return { by, status: reason === 'certificateHold' ? 'held' : 'revoked', valid, revokedAt, reason };
}

/**
 * True when a list bears the name of this issuer; whether it is the issuer's is another question.
 * @throws FormatError
 * @example isListOf(bytes, issuer)
 */
export function isListOf(bytes: Uint8Array, issuer: Certificate): boolean {
  return equalBytes(readList(bytes).issuer, issuer.subject.raw);
}

/** A list is asked about many certificates, and reading one of megabytes takes a while. */
const LISTS = new WeakMap<Uint8Array, RevocationList>();
const SIGNED_BY = new WeakMap<RevocationList, { readonly spki: Uint8Array; readonly verified: boolean | undefined }>();

function readList(bytes: Uint8Array): RevocationList {
  const list = LISTS.get(bytes) ?? parseRevocationList(bytes);
  LISTS.set(bytes, list);
  return list;
}

function requireIssuedBy(list: RevocationList, issuer: Certificate): void {
  if (!equalBytes(list.issuer, issuer.subject.raw)) fail('is of another issuer');
  const { keyUsage } = issuer.extensions;
  if (keyUsage !== undefined && !keyUsage.uses.includes('cRLSign'))
    fail('is of an issuer whose certificate does not allow it to sign such lists (cRLSign)');
  const known = SIGNED_BY.get(list);
  const verified =
    known !== undefined && equalBytes(known.spki, issuer.spki)
      ? known.verified
      : verifiesForX509(publicKeyOf(issuer.spki), list.signatureAlgorithm, list.tbs, list.signature);
  SIGNED_BY.set(list, { spki: issuer.spki, verified });
  if (verified === undefined) fail(`is signed with the algorithm ${list.signatureAlgorithm}, which is refused`);
  if (!verified) fail('has a signature that does not verify with the key of the issuer');
}

/** @see RFC 5280 section 6.3.3 (b)(2) */
function requireScope({ scope, isDelta, namesDeltas, strange }: RevocationList, certificate: Certificate): void {
  if (strange !== undefined) fail(`has the critical extension ${strange}, which is not read`);
  if (isDelta) fail('holds differences to another list (a delta CRL), which are not read');
  if (namesDeltas) fail('names lists of differences to itself (freshestCRL), which are not read');
  if (scope === undefined) return;
  if (scope.indirect) fail('is of several issuers (an indirect CRL), which are not read');
  if (scope.someReasons) fail('is about some reasons only');
  const authority = certificate.extensions.basicConstraints?.ca === true;
  if (scope.only !== undefined && scope.only !== (authority ? 'authorities' : 'users'))
    fail(`is about ${scope.only} only`);
  if (scope.addresses.length === 0) return;
  const own = revocationAddresses(certificate).crl;
  if (!scope.addresses.some((address) => own.includes(address))) fail('is not the one that the certificate names');
}

function fail(problem: string): never {
  throw new FormatError('crl', `the revocation list ${problem}`);
}
