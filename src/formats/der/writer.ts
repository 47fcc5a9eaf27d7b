import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';
import { DER_TAGS } from './tags.ts';

/**
 * One element: identifier, shortest definite length, content.
 * @example writeElement(DER_TAGS.null, new Uint8Array()) // Uint8Array [5, 0]
 * @see X.690 sections 8.1.3 and 10.1
 */
export function writeElement(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(derHeaderSize(content.length) + content.length);
  out.set(content, writeDerHeader(out, 0, tag, content.length));
  return out;
}

/** Octets of identifier and length in front of a content. @example derHeaderSize(128) // 3 */
export function derHeaderSize(length: number): number {
  let size = 2;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size += 1;
  return size;
}

/**
 * Writes identifier and shortest definite length in front of a content.
 * @returns where the content starts
 * @example out.set(content, writeDerHeader(out, 0, DER_TAGS.sequence, content.length))
 * @see X.690 sections 8.1.3 and 10.1
 */
export function writeDerHeader(out: Uint8Array, at: number, tag: number, length: number): number {
  const start = at + derHeaderSize(length);
  out[at] = tag;
  if (length < 0x80) out[at + 1] = length;
  else {
    out[at + 1] = 0x80 | (start - at - 2);
    for (let rest = length, place = start - 1; rest > 0; rest = Math.floor(rest / 256)) out[place--] = rest % 256;
  }
  return start;
}

/** A constructed element around others, already encoded. @example writeConstructed(contextTag(0, 'constructed'), [version]) */
export function writeConstructed(tag: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return writeElement(tag, concatBytes(parts));
}

/** A SEQUENCE of elements that are already encoded. @see X.690 section 8.9 @example writeSequence(writeInteger(r), writeInteger(s)) */
export function writeSequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return writeConstructed(DER_TAGS.sequence, parts);
}

/**
 * A SET OF one element, which needs no sorting: all that names in certificates use.
 * @example writeSetOfOne(writeNull()) // Uint8Array [0x31, 2, 5, 0]
 */
export function writeSetOfOne(part: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeConstructed(DER_TAGS.set, [part]);
}

/**
 * An INTEGER that is not negative, from its big-endian magnitude; leading zeros are dropped, a sign octet is added.
 * @example writeInteger(new Uint8Array([0, 0x80])) // Uint8Array [2, 2, 0, 0x80]
 * @see X.690 section 8.3
 */
export function writeInteger(magnitude: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = magnitude.findIndex((octet) => octet !== 0);
  const digits = start < 0 ? new Uint8Array(1) : magnitude.subarray(start);
  return writeElement(DER_TAGS.integer, (digits[0] ?? 0) >= 0x80 ? concatBytes([new Uint8Array(1), digits]) : digits);
}

/** A BOOLEAN; DER has one form of true. @see X.690 section 11.1 @example writeBoolean(true) // Uint8Array [1, 1, 255] */
export function writeBoolean(value: boolean): Uint8Array<ArrayBuffer> {
  return writeElement(DER_TAGS.boolean, new Uint8Array([value ? 0xff : 0]));
}

/**
 * An OBJECT IDENTIFIER from dotted numbers.
 * @throws FormatError when the text is not of that form
 * @example writeOid('2.5.4.3') // Uint8Array [6, 3, 85, 4, 3]
 * @see X.690 section 8.19
 */
export function writeOid(dotted: string): Uint8Array<ArrayBuffer> {
  const arcs = dotted.split('.').map(Number);
  const [root = -1, second = -1, ...rest] = arcs;
  const limit = root < 2 ? 39 : Number.MAX_SAFE_INTEGER - 80;
  if (!/^[012](?:\.(?:0|[1-9][0-9]*))+$/.test(dotted) || second > limit || !arcs.every(Number.isSafeInteger))
    throw new FormatError('der', `${JSON.stringify(dotted.slice(0, 80))} is not an object identifier`);
  const octets = [root * 40 + second, ...rest].flatMap((arc) => {
    const base128 = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      base128.unshift((left % 128) | 0x80);
    return base128;
  });
  return writeElement(DER_TAGS.oid, new Uint8Array(octets));
}

/** A BIT STRING; `unused` bits at its end are zero. @example writeBitString(signature) */
export function writeBitString(bytes: Uint8Array, unused = 0): Uint8Array<ArrayBuffer> {
  return writeElement(DER_TAGS.bitString, concatBytes([new Uint8Array([unused]), bytes]));
}

/** An OCTET STRING. @see X.690 section 8.7 @example writeOctetString(keyIdentifier) */
export function writeOctetString(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeElement(DER_TAGS.octetString, bytes);
}

/** A NULL. @see X.690 section 8.8 @example writeNull() // Uint8Array [5, 0] */
export function writeNull(): Uint8Array<ArrayBuffer> {
  return writeElement(DER_TAGS.null, new Uint8Array());
}

/** A UTF8String. @see X.690 section 8.23.10 @example writeUtf8String('Twinseal') */
export function writeUtf8String(text: string): Uint8Array<ArrayBuffer> {
  return writeElement(DER_TAGS.utf8String, encodeUtf8(text));
}

/**
 * A PrintableString, for country codes and the like.
 * @throws FormatError for a character outside the type's set
 * @example writePrintableString('DE') // Uint8Array [0x13, 2, 68, 69]
 * @see X.680 section 41.4
 */
export function writePrintableString(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9 '()+,./:=?-]*$/.test(text))
    throw new FormatError('der', `${JSON.stringify(text.slice(0, 80))} has a character that PrintableString lacks`);
  return writeElement(DER_TAGS.printableString, encodeUtf8(text));
}

/**
 * A time as certificates have it: UTCTime through 2049, GeneralizedTime after.
 * @param seconds - whole seconds since 1970
 * @throws FormatError for a fraction, or a year outside 1950 to 9999
 * @example writeTime(0)[0] // DER_TAGS.utcTime
 * @see RFC 5280 section 4.1.2.5
 */
export function writeTime(seconds: number): Uint8Array<ArrayBuffer> {
  const year = new Date(seconds * 1000).getUTCFullYear();
  if (!Number.isSafeInteger(seconds) || !(year >= 1950 && year <= 9999))
    throw new FormatError('der', `${seconds} is not a time that a certificate can hold`);
  const text = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return year < 2050
    ? writeElement(DER_TAGS.utcTime, encodeUtf8(text.slice(2)))
    : writeElement(DER_TAGS.generalizedTime, encodeUtf8(text));
}
