import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { DerElement } from './reader.ts';
import { DER_TAGS } from './tags.ts';
import { expectTag, oidValue, sequenceOf } from './values.ts';
import { writeOid, writePrintableString, writeSequence, writeSetOfOne, writeUtf8String } from './writer.ts';

/** One attribute of a name: `type` is the short name of RFC 4514 (`CN`, `O`, ...) or else the dotted identifier. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** The relative names in the order of the certificate, each a list because it may have several attributes. */
export type DistinguishedName = readonly (readonly NameAttribute[])[];

// RFC 4514 section 3, the table of short names.
const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
};

/**
 * Reads a Name. At most 64 relative names, 8 attributes each and 1024 bytes a value.
 * @param what - names the value in messages
 * @throws FormatError, also for a value of a type that is not text
 * @example formatDistinguishedName(parseDistinguishedName(parseDer(bytes), 'the subject')) // 'CN=example,C=DE'
 * @see RFC 5280 section 4.1.2.4
 */
export function parseDistinguishedName(element: DerElement | undefined, what: string): DistinguishedName {
  return sequenceOf(element, what, 0, 64).map((rdn) => {
    const attributes = expectTag(rdn, DER_TAGS.set, what).children;
    if (attributes.length === 0 || attributes.length > 8)
      throw new FormatError('x509', `${what} has a relative name of ${attributes.length} attributes`, `@${rdn.offset}`);
    return attributes.map((attribute) => {
      const [oid, value] = sequenceOf(attribute, what, 2, 2);
      const type = oidValue(oid, what);
      return { type: SHORT[type] ?? type, value: text(value, what) };
    });
  });
}

/**
 * The name as text: relative names from last to first, special characters escaped.
 * @see RFC 4514 section 2
 * @example formatDistinguishedName([[{ type: 'C', value: 'DE' }], [{ type: 'O', value: 'a,b' }]]) // 'O=a\\,b,C=DE'
 */
export function formatDistinguishedName(name: DistinguishedName): string {
  return name
    .toReversed()
    .map((rdn) => rdn.map(({ type, value }) => `${type}=${escapeValue(value)}`).join('+'))
    .join(',');
}

/**
 * Encodes a name: countries as PrintableString, the rest as UTF8String.
 * @throws FormatError for a relative name of several attributes, an unknown type, or a country outside PrintableString
 * @example writeDistinguishedName([[{ type: 'C', value: 'DE' }], [{ type: 'O', value: 'Example' }]])
 * @see RFC 5280 section 4.1.2.4 and appendix A
 */
export function writeDistinguishedName(name: DistinguishedName): Uint8Array<ArrayBuffer> {
  const rdns = name.map((rdn) => {
    const [attribute, second] = rdn;
    if (attribute === undefined || second !== undefined)
      throw new FormatError('x509', 'only relative names of one attribute are written');
    const { type, value } = attribute;
    const oid = Object.keys(SHORT).find((dotted) => SHORT[dotted] === type) ?? type;
    const encoded = type === 'C' ? writePrintableString(value) : writeUtf8String(value);
    return writeSetOfOne(writeSequence(writeOid(oid), encoded));
  });
  return writeSequence(...rdns);
}

function escapeValue(value: string): string {
  return (
    value
      .replace(/["+,;<>\\]/g, '\\$&')
      .replace(/[\0-\x1f\x7f]/g, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
      // One space alone is the first and the last at once, and is escaped once.
      .replace(/^[ #]|(?!^) $/g, '\\$&')
  );
}

function text(element: DerElement | undefined, what: string): string {
  const { tag, content, offset } = element ?? { tag: 0, content: new Uint8Array(), offset: 0 };
  if (content.length > 1024) throw new FormatError('x509', `${what} has a value of more than 1024 bytes`, `@${offset}`);
  const latin1 = () => String.fromCharCode(...content);
  switch (tag) {
    case DER_TAGS.utf8String:
      return checked(decodeUtf8(content), what, offset);
    case DER_TAGS.printableString:
    case DER_TAGS.numericString:
    case DER_TAGS.ia5String:
      if (content.some((octet) => octet >= 0x80)) break;
      return checked(latin1(), what, offset);
    case DER_TAGS.t61String:
      return checked(latin1(), what, offset);
    case DER_TAGS.bmpString: {
      if (content.length % 2 !== 0) break;
      const units = Array.from(
        { length: content.length / 2 },
        (_, i) => ((content[2 * i] ?? 0) << 8) | (content[2 * i + 1] ?? 0),
      );
      return checked(String.fromCharCode(...units), what, offset);
    }
  }
  throw new FormatError('x509', `${what} has a value that is not text`, `@${offset}`);
}

/** A NUL inside a name made verifiers read `bank.example\0.evil.example` as another name (CVE-2009-2408). */
function checked(value: string, what: string, offset: number): string {
  if (value.includes('\0') || !value.isWellFormed())
    throw new FormatError('x509', `${what} has a NUL or a broken character`, `@${offset}`);
  return value;
}
