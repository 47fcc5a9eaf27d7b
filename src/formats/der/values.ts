import { FormatError } from '../format-error.ts';
import type { DerElement } from './reader.ts';
import { DER_TAGS } from './tags.ts';

/**
 * The children of a SEQUENCE, between `min` and `max` of them.
 * @throws FormatError when it is another type or has another count
 * @example const [algorithm, key] = sequenceOf(parseDer(spki), 'SubjectPublicKeyInfo', 2, 2);
 */
export function sequenceOf(
  element: DerElement | undefined,
  what: string,
  min = 0,
  max = Number.POSITIVE_INFINITY,
): readonly DerElement[] {
  const { children } = expectTag(element, DER_TAGS.sequence, what);
  if (children.length < min || children.length > max)
    throw fault(what, `has ${children.length} parts, not ${min === max ? min : `${min} to ${max}`}`, element);
  return children;
}

/**
 * The element itself when it has the tag.
 * @param what - names the value in messages, here and in the functions below
 * @throws FormatError when it is absent or another type
 * @example expectTag(element, DER_TAGS.set, 'a relative name').children
 */
export function expectTag(element: DerElement | undefined, tag: number, what: string): DerElement {
  if (element === undefined) throw new FormatError('der', `${what} is missing`);
  if (element.tag !== tag)
    throw fault(what, `has the tag 0x${element.tag.toString(16)}, not 0x${tag.toString(16)}`, element);
  return element;
}

/**
 * The one child of an element that stands for it, as under an explicit tag.
 * @throws FormatError when the tag is another, or there is another number of children
 * @example octetString(onlyChild(explicit, contextTag(0, 'constructed')), 'the content')
 * @see X.690 section 8.14
 */
export function onlyChild(element: DerElement | undefined, tag: number): DerElement {
  const [child, second] = expectTag(element, tag, 'a part').children;
  if (child === undefined || second !== undefined)
    throw fault('a part', 'has another number of parts than one', element);
  return child;
}

/**
 * The identifier of an AlgorithmIdentifier; its parameters are not looked at.
 * @throws FormatError
 * @example algorithmOid(algorithm) // '2.16.840.1.101.3.4.2.1'
 * @see RFC 5280 section 4.1.1.2
 */
export function algorithmOid(element: DerElement | undefined): string {
  return oidValue(sequenceOf(element, 'an algorithm', 1, 2)[0], 'an algorithm');
}

/**
 * A BOOLEAN. DER writes true as 0xff only.
 * @param tag - where a context replaces the own tag (implicit tagging)
 * @throws FormatError
 * @example booleanValue(parseDer(new Uint8Array([1, 1, 0xff])), 'cA') // true
 * @see X.690 section 11.1
 */
export function booleanValue(element: DerElement | undefined, what: string, tag: number = DER_TAGS.boolean): boolean {
  const { content } = expectTag(element, tag, what);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw fault(what, 'is not a boolean', element);
  return content[0] === 0xff;
}

/**
 * The magnitude of an INTEGER that is not negative, big-endian, without its sign octet; zero is one zero octet.
 * @see X.690 section 8.3.2 (shortest form)
 * @throws FormatError
 * @example unsignedBytes(parseDer(new Uint8Array([2, 2, 0, 0x80])), 'r') // Uint8Array [0x80]
 */
export function unsignedBytes(element: DerElement | undefined, what: string): Uint8Array {
  const { content } = expectTag(element, DER_TAGS.integer, what);
  const first = content[0];
  const second = content[1];
  if (first === undefined) throw fault(what, 'is an empty integer', element);
  if (first >= 0x80) throw fault(what, 'is negative', element);
  if (first === 0 && second !== undefined && second < 0x80)
    throw fault(what, 'is an integer with a needless leading zero', element);
  return first === 0 && content.length > 1 ? content.subarray(1) : content;
}

/** A small INTEGER, zero to 2^31 - 1. @throws FormatError @example smallInteger(version, 'version') // 2 */
export function smallInteger(element: DerElement | undefined, what: string): number {
  const bytes = unsignedBytes(element, what);
  const value = bytes.reduce((sum, octet) => sum * 256 + octet, 0);
  if (bytes.length > 4 || value > 0x7fffffff) throw fault(what, 'is too large', element);
  return value;
}

/**
 * An OBJECT IDENTIFIER as dotted numbers.
 * @throws FormatError, also over 64 octets or for an arc past 2^53
 * @example oidValue(parseDer(new Uint8Array([6, 3, 85, 4, 3])), 'the type') // '2.5.4.3'
 * @see X.690 section 8.19
 */
export function oidValue(element: DerElement | undefined, what: string): string {
  const { content } = expectTag(element, DER_TAGS.oid, what);
  const last = content[content.length - 1];
  if (last === undefined || content.length > 64 || last >= 0x80)
    throw fault(what, 'is not an object identifier', element);
  let dotted = '';
  let arc = 0;
  let started = false;
  for (const octet of content) {
    if (!started && octet === 0x80) throw fault(what, 'has an arc with a needless leading zero', element);
    started = octet >= 0x80;
    arc = arc * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) throw fault(what, 'has an arc that is too large', element);
    if (started) continue;
    if (dotted === '') {
      const root = Math.min(2, Math.floor(arc / 40));
      dotted = `${root}.${arc - root * 40}`;
    } else dotted += `.${arc}`;
    arc = 0;
  }
  return dotted;
}

/**
 * A BIT STRING: its octets and how many bits of the last are unused, which must be zero.
 * @throws FormatError
 * @example bitString(parseDer(new Uint8Array([3, 2, 7, 0x80])), 'keyUsage').unused // 7
 * @see X.690 section 11.2
 */
export function bitString(element: DerElement | undefined, what: string): { bytes: Uint8Array; unused: number } {
  const { content } = expectTag(element, DER_TAGS.bitString, what);
  const unused = content[0];
  const bytes = content.subarray(1);
  const last = bytes[bytes.length - 1];
  if (unused === undefined || unused > 7 || (last === undefined ? unused !== 0 : (last & ((1 << unused) - 1)) !== 0))
    throw fault(what, 'is not a bit string', element);
  return { bytes, unused };
}

/**
 * The octets of a BIT STRING that has whole ones, as keys and signatures do.
 * @throws FormatError
 * @example bitStringOctets(parseDer(new Uint8Array([3, 2, 0, 5])), 'the key') // Uint8Array [5]
 */
export function bitStringOctets(element: DerElement | undefined, what: string): Uint8Array {
  const { bytes, unused } = bitString(element, what);
  if (unused !== 0) throw fault(what, 'does not have a whole number of bytes', element);
  return bytes;
}

/**
 * The octets of an OCTET STRING.
 * @throws FormatError
 * @example octetString(parseDer(new Uint8Array([4, 1, 5])), 'the identifier') // Uint8Array [5]
 */
export function octetString(element: DerElement | undefined, what: string): Uint8Array {
  return expectTag(element, DER_TAGS.octetString, what).content;
}

function fault(what: string, problem: string, element: DerElement | undefined): FormatError {
  return new FormatError('der', `${what} ${problem}`, `@${element?.offset ?? 0}`);
}
