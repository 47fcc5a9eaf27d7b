import { FormatError } from '../format-error.ts';
import { type DerElement, parseDer } from './reader.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { bitString, booleanValue, expectTag, octetString, oidValue, sequenceOf, smallInteger } from './values.ts';

/** The uses of a key, in the order of their bits. @see RFC 5280 section 4.2.1.3 */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
/** One of {@link KEY_USAGES}. */
export type KeyUsage = (typeof KEY_USAGES)[number];

/** Identifiers of the extensions that are read here. @see RFC 5280 section 4.2.1 */
export const EXTENSION_OIDS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const;

/** Purposes by the name that the code reads. @see RFC 5280 section 4.2.1.12 */
export const EXT_KEY_USAGES = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** One alternative name. `other` keeps the type identifier and the DER of the value; `raw` is a form not read here. */
export type AlternativeName =
  | { readonly type: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly type: 'ip'; readonly bytes: Uint8Array }
  | { readonly type: 'other'; readonly oid: string; readonly value: Uint8Array }
  | { readonly type: 'raw'; readonly tag: number; readonly value: Uint8Array };

/** The extensions that signature formats ask about, each with its critical flag. */
export interface CertificateExtensions {
  readonly basicConstraints?: { readonly critical: boolean; readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: { readonly critical: boolean; readonly uses: readonly KeyUsage[] };
  /** Dotted identifiers of the purposes. */
  readonly extKeyUsage?: { readonly critical: boolean; readonly purposes: readonly string[] };
  readonly subjectAltName?: { readonly critical: boolean; readonly names: readonly AlternativeName[] };
  readonly subjectKeyIdentifier?: Uint8Array;
  readonly authorityKeyIdentifier?: Uint8Array;
}

interface Raw {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/**
 * Reads the known extensions of a certificate; others are passed over.
 * @param raw - dotted identifier, critical flag and DER of each
 * @throws FormatError when one of them is malformed
 * @example parseExtensions([{ oid: EXTENSION_OIDS.keyUsage, critical: true, value }]).keyUsage?.uses
 * @see RFC 5280 section 4.2.1
 */
export function parseExtensions(raw: readonly Raw[]): CertificateExtensions {
  const read = <T>(oid: string, parse: (root: DerElement, critical: boolean) => T): T | undefined => {
    const extension = raw.find((one) => one.oid === oid);
    return extension === undefined ? undefined : parse(parseDer(extension.value), extension.critical);
  };
  const basicConstraints = read(EXTENSION_OIDS.basicConstraints, readBasicConstraints);
  const keyUsage = read(EXTENSION_OIDS.keyUsage, readKeyUsage);
  const extKeyUsage = read(EXTENSION_OIDS.extKeyUsage, (root, critical) => ({
    critical,
    purposes: sequenceOf(root, 'extKeyUsage', 1, 64).map((purpose) => oidValue(purpose, 'a purpose')),
  }));
  const subjectAltName = read(EXTENSION_OIDS.subjectAltName, (root, critical) => ({
    critical,
    names: sequenceOf(root, 'subjectAltName', 1, 256).map(readName),
  }));
  const subjectKeyIdentifier = read(EXTENSION_OIDS.subjectKeyIdentifier, (root) =>
    octetString(root, 'subjectKeyIdentifier'),
  );
  const authorityKeyIdentifier = read(
    EXTENSION_OIDS.authorityKeyIdentifier,
    (root) =>
      sequenceOf(root, 'authorityKeyIdentifier', 0, 3).find((part) => part.tag === contextTag(0, 'primitive'))?.content,
  );
  return {
    ...(basicConstraints === undefined ? {} : { basicConstraints }),
    ...(keyUsage === undefined ? {} : { keyUsage }),
    ...(extKeyUsage === undefined ? {} : { extKeyUsage }),
    ...(subjectAltName === undefined ? {} : { subjectAltName }),
    ...(subjectKeyIdentifier === undefined ? {} : { subjectKeyIdentifier }),
    ...(authorityKeyIdentifier === undefined ? {} : { authorityKeyIdentifier }),
  };
}

function readBasicConstraints(root: DerElement, critical: boolean) {
  const parts = [...sequenceOf(root, 'basicConstraints', 0, 2)];
  // A default FALSE that is written out is passed for the same reason as the critical flag's.
  const ca = parts[0]?.tag === DER_TAGS.boolean && booleanValue(parts.shift(), 'cA');
  if (parts.length === 0) return { critical, ca };
  if (!ca) throw new FormatError('x509', 'a path length stands beside cA false (RFC 5280 section 4.2.1.9)');
  if (parts.length > 1) throw new FormatError('x509', 'basicConstraints has too many parts');
  return { critical, ca, pathLength: smallInteger(parts[0], 'pathLenConstraint') };
}

function readKeyUsage(root: DerElement, critical: boolean) {
  const { bytes, unused } = bitString(root, 'keyUsage');
  const count = bytes.length * 8 - unused;
  const isSet = (bit: number) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  // X.690 section 11.2.2: in a list of named bits the last one is set.
  if (count > KEY_USAGES.length || count === 0 || !isSet(count - 1))
    throw new FormatError('x509', 'keyUsage is not a list of named bits with one set at its end');
  return { critical, uses: KEY_USAGES.filter((_, bit) => isSet(bit)) };
}

function readName(element: DerElement): AlternativeName {
  const ascii = () => {
    const text = element.content.length > 4096 ? undefined : printableAscii(element.content);
    if (text !== undefined) return text;
    throw new FormatError('x509', 'an alternative name has a character outside printable ASCII', `@${element.offset}`);
  };
  switch (element.tag) {
    case contextTag(0, 'constructed'): {
      const [oid, explicit] = element.children;
      const value = expectTag(explicit, contextTag(0, 'constructed'), 'the value of an other name');
      return { type: 'other', oid: oidValue(oid, 'the type of an other name'), value: value.content };
    }
    case contextTag(1, 'primitive'):
      return { type: 'email', value: ascii() };
    case contextTag(2, 'primitive'):
      return { type: 'dns', value: ascii() };
    case contextTag(6, 'primitive'):
      return { type: 'uri', value: ascii() };
    case contextTag(7, 'primitive'):
      return { type: 'ip', bytes: element.content };
    default:
      return { type: 'raw', tag: element.tag, value: element.content };
  }
}

function printableAscii(bytes: Uint8Array): string | undefined {
  let text = '';
  for (const octet of bytes) {
    if (octet < 0x20 || octet > 0x7e) return undefined;
    text += String.fromCharCode(octet);
  }
  return text;
}
