import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonObject } from '../json/value.ts';
import { formatUtcSeconds, parseRfc3339 } from '../rfc3339.ts';

/** The algorithms that the Notary Project allows, each for one type and size of key. */
export const JWS_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'] as const;
/** One of {@link JWS_ALGORITHMS}. */
export type JwsAlgorithm = (typeof JWS_ALGORITHMS)[number];

/** How a signer vouches for the time: by its own word (to be time-stamped), or as an authority. */
export type SigningScheme = 'notary.x509' | 'notary.x509.signingAuthority';

/** The signed header of a notation signature. Times are seconds since 1970. */
export interface NotaryProtectedHeader {
  readonly alg: JwsAlgorithm;
  /** Media type of the payload. */
  readonly contentType: string;
  readonly scheme: SigningScheme;
  /** The signer's claim; always there with a signing authority, which makes it authentic. */
  readonly signingTime?: number;
  readonly expiry?: number;
  /** Further signed attributes, none of them critical. */
  readonly extended: JsonObject;
}

const NAMES = {
  scheme: 'io.cncf.notary.signingScheme',
  signingTime: 'io.cncf.notary.signingTime',
  authenticSigningTime: 'io.cncf.notary.authenticSigningTime',
  expiry: 'io.cncf.notary.expiry',
} as const;
const KNOWN: readonly string[] = ['alg', 'cty', 'crit', ...Object.values(NAMES)];
// RFC 7515 section 4.1 names with a meaning that is not processed here: a signer that uses them means something else.
const FOREIGN = ['jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'b64', 'enc', 'zip'];

/**
 * Reads the protected header. `crit` must list exactly the members that the specification makes critical and that are
 * there; a name that is not understood is refused.
 *
 * @param bytes - the decoded header, at most 16 KiB
 * @throws FormatError
 * @example parseNotaryProtectedHeader(decodeBase64Url(text)).alg // 'ES256'
 * @see Notary Project signature-envelope-jws.md, "Protected Headers"; RFC 7515 section 4.1.11
 */
export function parseNotaryProtectedHeader(bytes: Uint8Array): NotaryProtectedHeader {
  const json = parseJson(bytes, { maxBytes: 16 * 1024, maxDepth: 8, maxValues: 512 });
  const members: Members = new Members('notary-jws', json, '/protected');
  members.noCaseTwins(KNOWN);
  const foreign = FOREIGN.find((name) => members.has(name));
  if (foreign !== undefined) members.fail(foreign, 'has no place in the protected header');
  const alg = JWS_ALGORITHMS.find((name) => name === members.object.alg);
  if (alg === undefined) members.fail('alg', `is none of ${JWS_ALGORITHMS.join(', ')}`);
  const scheme = members.text(NAMES.scheme);
  if (scheme !== 'notary.x509' && scheme !== 'notary.x509.signingAuthority')
    members.fail(NAMES.scheme, 'is none of the signing schemes that are read');
  const authority = scheme === 'notary.x509.signingAuthority';
  const [own, foreignTime] = authority
    ? [NAMES.authenticSigningTime, NAMES.signingTime]
    : [NAMES.signingTime, NAMES.authenticSigningTime];
  if (members.has(foreignTime)) members.fail(foreignTime, `has no place beside the scheme ${scheme}`);
  if (authority && !members.has(own)) members.fail(own, 'is missing');
  const signingTime = members.has(own) ? seconds(members, own) : undefined;
  const expiry = members.has(NAMES.expiry) ? seconds(members, NAMES.expiry) : undefined;
  checkCritical(members, criticalNames(scheme, expiry));
  if (signingTime !== undefined && expiry !== undefined && expiry <= signingTime)
    members.fail(NAMES.expiry, 'is not after the signing time');
  const extended: Record<string, JsonObject[string]> = Object.create(null);
  for (const [name, value] of Object.entries(members.object)) if (!KNOWN.includes(name)) extended[name] = value;
  return {
    alg,
    contentType: members.text('cty', 255),
    scheme,
    ...(signingTime === undefined ? {} : { signingTime }),
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
  const timeName = scheme === 'notary.x509' ? NAMES.signingTime : NAMES.authenticSigningTime;
  const bytes = canonicalJsonBytes({
    ...extended,
    alg,
    cty: contentType,
    crit: criticalNames(scheme, expiry),
    [NAMES.scheme]: scheme,
    [timeName]: signingTime === undefined ? undefined : formatUtcSeconds(signingTime),
    [NAMES.expiry]: expiry === undefined ? undefined : formatUtcSeconds(expiry),
  });
  parseNotaryProtectedHeader(bytes);
  return bytes;
}

function criticalNames(scheme: SigningScheme, expiry: number | undefined): readonly string[] {
  return [
    NAMES.scheme,
    ...(scheme === 'notary.x509' ? [] : [NAMES.authenticSigningTime]),
    ...(expiry === undefined ? [] : [NAMES.expiry]),
  ];
}

function checkCritical(members: Members, needed: readonly string[]): void {
  const critical = members.array('crit', 16);
  const stranger = critical.find((name) => typeof name !== 'string' || !needed.includes(name));
  if (stranger !== undefined) members.fail('crit', 'lists a name that is not understood or not there');
  if (new Set(critical).size !== critical.length) members.fail('crit', 'lists a name twice');
  const missing = needed.find((name) => !critical.includes(name));
  if (missing !== undefined) members.fail('crit', `does not list ${missing}`);
}

/** Whole seconds; an offset is allowed. */
function seconds(members: Members, name: string): number {
  const text = members.text(name, 40);
  if (text.includes('.')) members.fail(name, 'is not in whole seconds');
  return parseRfc3339(text) / 1000;
}
