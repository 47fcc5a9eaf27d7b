import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonObject } from '../json/value.ts';
import { formatUtcSeconds, parseRfc3339 } from '../rfc3339.ts';
import {
  type CriticalNames,
  criticalNames,
  criticalProblem,
  isSigningScheme,
  LAST_SECOND,
  MAX_HEADER,
  NOTARY_ALGORITHMS,
  type NotaryHeader,
  SIGNED_NAMES,
  timeNames,
} from './header.ts';

/** The signed header of a notation signature in JWS. */
export interface NotaryProtectedHeader extends NotaryHeader {
  /** Further signed attributes, none of them critical. */
  readonly extended: JsonObject;
}

const KNOWN: readonly string[] = ['alg', 'cty', 'crit', ...Object.values(SIGNED_NAMES)];
// RFC 7515 section 4.1 names with a meaning that is not processed here: a signer that uses them means something else.
const FOREIGN = ['jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'b64', 'enc', 'zip'];

/**
 * Reads the protected header. `crit` must list exactly the members that the specification makes critical and that are
 * there; a name that is not understood is refused.
 *
 * @param bytes - the decoded header, at most 16 KiB
 * @param critical - which names may be critical
 * @throws FormatError
 * @example parseNotaryProtectedHeader(decodeBase64Url(text)).alg // 'ES256'
 * @see Notary Project signature-envelope-jws.md, "Protected Headers"; RFC 7515 section 4.1.11
 */
export function parseNotaryProtectedHeader(
  bytes: Uint8Array,
  critical: CriticalNames = 'understood',
): NotaryProtectedHeader {
  const json = parseJson(bytes, { maxBytes: MAX_HEADER, maxDepth: 8, maxValues: 512 });
  const members: Members = new Members('notary-jws', json, '/protected');
  members.noCaseTwins(KNOWN);
  const foreign = FOREIGN.find((name) => members.has(name));
  if (foreign !== undefined) members.fail(foreign, 'has no place in the protected header');
  const alg = NOTARY_ALGORITHMS.find((name) => name === members.object.alg);
  if (alg === undefined) members.fail('alg', `is none of ${NOTARY_ALGORITHMS.join(', ')}`);
  const scheme = members.text(SIGNED_NAMES.scheme);
  if (!isSigningScheme(scheme))
    return members.fail(SIGNED_NAMES.scheme, 'is none of the signing schemes that are read');
  const { own, foreign: foreignTime } = timeNames(scheme);
  if (members.has(foreignTime)) members.fail(foreignTime, `has no place beside the scheme ${scheme}`);
  const signingTime = seconds(members, own);
  const expiry = members.has(SIGNED_NAMES.expiry) ? seconds(members, SIGNED_NAMES.expiry) : undefined;
  const others = critical === 'listed' ? Object.keys(members.object).filter((name) => !KNOWN.includes(name)) : [];
  const wrong = criticalProblem(members.array('crit', 16), criticalNames(scheme, expiry), others);
  if (wrong !== undefined) members.fail('crit', wrong);
  if (expiry !== undefined && expiry <= signingTime) members.fail(SIGNED_NAMES.expiry, 'is not after the signing time');
  const extended: Record<string, JsonObject[string]> = Object.create(null);
  for (const [name, value] of Object.entries(members.object)) if (!KNOWN.includes(name)) extended[name] = value;
  return {
    alg,
    contentType: members.text('cty', 255),
    scheme,
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
    extended,
  };
}

/**
 * Writes a protected header as canonical JSON, with the right `crit`.
 * @throws FormatError when a time is not in whole seconds
 * @example serialiseNotaryProtectedHeader({ alg: 'ES256', contentType, scheme: 'notary.x509', signingTime, extended: {} })
 */
export function serialiseNotaryProtectedHeader(header: NotaryProtectedHeader): Uint8Array<ArrayBuffer> {
  const { alg, contentType, scheme, signingTime, expiry, extended } = header;
  const bytes = canonicalJsonBytes({
    ...extended,
    alg,
    cty: contentType,
    crit: criticalNames(scheme, expiry),
    [SIGNED_NAMES.scheme]: scheme,
    [timeNames(scheme).own]: formatUtcSeconds(signingTime),
    [SIGNED_NAMES.expiry]: expiry === undefined ? undefined : formatUtcSeconds(expiry),
  });
  parseNotaryProtectedHeader(bytes);
  return bytes;
}

/** Whole seconds; an offset is allowed, and small letters are not, as Go's reader has it. @see Go time, RFC3339 */
function seconds(members: Members, name: string): number {
  const text = members.text(name, 40);
  if (text.includes('.')) members.fail(name, 'is not in whole seconds');
  if (/[tz]/.test(text)) members.fail(name, 'has small letters, which readers of notation refuse');
  const time = parseRfc3339(text) / 1000;
  // With an offset, the last days of 9999 lie in the year after.
  if (time < 0 || time > LAST_SECOND) members.fail(name, 'is not in the years 1970 to 9999');
  return time;
}
