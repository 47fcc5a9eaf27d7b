import { parseCbor } from '../cbor/reader.ts';
import { type CborLabel, type CborMap, type CborValue, isCborArray, isCborMap, isCborTag } from '../cbor/value.ts';
import { serialiseCbor } from '../cbor/writer.ts';
import { FormatError } from '../format-error.ts';
import {
  type CriticalNames,
  criticalNames,
  criticalProblem,
  isSigningScheme,
  LAST_SECOND,
  MAX_HEADER,
  type NotaryAlgorithmName,
  type NotaryHeader,
  SIGNED_NAMES,
  timeNames,
} from './header.ts';

/** The signed header of a notation signature in COSE. */
export interface CoseProtectedHeader extends NotaryHeader {
  /** Further signed attributes, none of them critical. */
  readonly extended: CborMap;
}

/** @see IANA, "COSE Header Parameters" */
const LABELS = { alg: 1, crit: 2, contentType: 3 } as const;
/** @see IANA, "COSE Algorithms" */
const ALGORITHMS: ReadonlyMap<CborValue, NotaryAlgorithmName> = new Map<number, NotaryAlgorithmName>([
  [-7, 'ES256'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-37, 'PS256'],
  [-38, 'PS384'],
  [-39, 'PS512'],
]);
/** Of times: seconds since 1970. @see RFC 8949 section 3.4.2 */
const EPOCH = 1;
const KNOWN: readonly CborLabel[] = [...Object.values(LABELS), ...Object.values(SIGNED_NAMES)];

/**
 * Reads the protected header: a map, its algorithm and content type, the attributes of the Notary Project, times as whole
 * seconds with the tag 1. `crit` must list exactly the attributes that are critical and there. Of COSE's own numbered
 * labels only these have a place there: a signer that uses others means something that is not processed here.
 *
 * @param bytes - the content of the byte string, at most 16 KiB
 * @param criticals - which labels may be critical
 * @throws FormatError
 * @example parseCoseProtectedHeader(protectedHeader).alg // 'PS256'
 * @see Notary Project signature-envelope-cose.md, "Protected Headers"; RFC 9052 section 3
 */
export function parseCoseProtectedHeader(
  bytes: Uint8Array,
  criticals: CriticalNames = 'understood',
): CoseProtectedHeader {
  const map = parseCbor(bytes, { maxBytes: MAX_HEADER, maxDepth: 8, maxItems: 512 });
  if (!isCborMap(map)) throw new FormatError('notary-cose', 'the protected header is not a map');
  const foreign = [...map.keys()].find((label) => typeof label === 'number' && !KNOWN.includes(label));
  if (foreign !== undefined) fail(foreign, 'has no place in the protected header');
  const alg = ALGORITHMS.get(map.get(LABELS.alg) ?? null);
  if (alg === undefined) fail(LABELS.alg, `(alg) is none of ${[...ALGORITHMS.values()].join(', ')}`);
  const contentType = map.get(LABELS.contentType);
  if (typeof contentType !== 'string' || contentType === '' || contentType.length > 255)
    return fail(LABELS.contentType, '(content type) must be text of at most 255 characters');
  const scheme = map.get(SIGNED_NAMES.scheme);
  if (!isSigningScheme(scheme)) return fail(SIGNED_NAMES.scheme, 'is none of the signing schemes that are read');
  const { own, foreign: foreignTime } = timeNames(scheme);
  if (map.has(foreignTime)) fail(foreignTime, `has no place beside the scheme ${scheme}`);
  const signingTime = seconds(map, own);
  const expiry = map.has(SIGNED_NAMES.expiry) ? seconds(map, SIGNED_NAMES.expiry) : undefined;
  const critical = map.get(LABELS.crit);
  if (!isCborArray(critical) || critical.length > 16)
    return fail(LABELS.crit, '(crit) must be a list of at most 16 labels');
  const others = criticals === 'listed' ? [...map.keys()].filter((label) => !KNOWN.includes(label)) : [];
  const wrong = criticalProblem(critical, criticalNames(scheme, expiry), others);
  if (wrong !== undefined) fail(LABELS.crit, `(crit) ${wrong}`);
  if (expiry !== undefined && expiry <= signingTime) fail(SIGNED_NAMES.expiry, 'is not after the signing time');
  const extended = new Map([...map].filter(([label]) => !KNOWN.includes(label)));
  return { alg, contentType, scheme, signingTime, ...(expiry === undefined ? {} : { expiry }), extended };
}

/**
 * Writes a protected header in the deterministic encoding, with the right `crit`; what it gives is the content of the byte
 * string.
 * @throws FormatError for a header that {@link parseCoseProtectedHeader} would refuse
 * @example serialiseCoseProtectedHeader({ alg: 'ES256', contentType, scheme: 'notary.x509', signingTime, extended: new Map() })
 */
export function serialiseCoseProtectedHeader(header: CoseProtectedHeader): Uint8Array<ArrayBuffer> {
  const { alg, contentType, scheme, signingTime, expiry, extended } = header;
  const [number] = [...ALGORITHMS].find(([, name]) => name === alg) ?? [null];
  const bytes = serialiseCbor(
    new Map<CborLabel, CborValue>([
      ...extended,
      [LABELS.alg, number],
      [LABELS.crit, criticalNames(scheme, expiry)],
      [LABELS.contentType, contentType],
      [SIGNED_NAMES.scheme, scheme],
      [timeNames(scheme).own, { tag: EPOCH, value: signingTime }],
      ...(expiry === undefined ? [] : [[SIGNED_NAMES.expiry, { tag: EPOCH, value: expiry }] as const]),
    ]),
  );
  parseCoseProtectedHeader(bytes);
  return bytes;
}

/** Whole seconds since 1970 with the tag that says so. */
function seconds(map: CborMap, name: string): number {
  const value = map.get(name);
  if (value === undefined) return fail(name, 'is missing');
  if (!isCborTag(value) || value.tag !== EPOCH) return fail(name, 'is not a time with the tag 1');
  const time = value.value;
  if (typeof time !== 'number' || time < 0 || time > LAST_SECOND)
    return fail(name, 'is not in whole seconds of the years 1970 to 9999');
  return time;
}

function fail(label: CborLabel, problem: string): never {
  const name = typeof label === 'number' ? `the label ${label}` : JSON.stringify(label.slice(0, 80));
  throw new FormatError('notary-cose', `${name} ${problem}`, `/protected/${label}`);
}
