/** What labels a member of a CBOR map here: COSE knows no other labels. @see RFC 9052 section 1.4 */
export type CborLabel = number | string;

/** A CBOR map, in the order of its bytes. */
export type CborMap = ReadonlyMap<CborLabel, CborValue>;

/** A value with a tag that says what it means. */
export interface CborTag {
  readonly tag: number;
  readonly value: CborValue;
}

/** Any CBOR value that {@link parseCbor} reads. Numbers are whole and at most 2^53 - 1 either way. */
export type CborValue = null | boolean | number | string | Uint8Array | readonly CborValue[] | CborMap | CborTag;

/** True for a map. @example isCborMap(new Map()) // true */
export function isCborMap(value: CborValue | undefined): value is CborMap {
  return value instanceof Map;
}

/** True for an array; unlike `Array.isArray` it keeps the element type. @example isCborArray([1]) // true */
export function isCborArray(value: CborValue | undefined): value is readonly CborValue[] {
  return Array.isArray(value);
}

/** True for a byte string. @example isCborBytes(new Uint8Array()) // true */
export function isCborBytes(value: CborValue | undefined): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** True for a tagged value. @example isCborTag({ tag: 1, value: 0 }) // true */
export function isCborTag(value: CborValue | undefined): value is CborTag {
  return typeof value === 'object' && value !== null && !isCborMap(value) && !isCborArray(value) && !isCborBytes(value);
}
