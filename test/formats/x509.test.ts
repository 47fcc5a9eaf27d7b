import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatDistinguishedName,
  parseDistinguishedName,
  writeDistinguishedName,
} from '../../src/formats/der/distinguished-name.ts';
import { parsePem } from '../../src/formats/der/pem.ts';
import { parseDer } from '../../src/formats/der/reader.ts';
import { contextTag, DER_TAGS } from '../../src/formats/der/tags.ts';
import {
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSetOfOne,
  writeTime,
} from '../../src/formats/der/writer.ts';
import { type Certificate, parseCertificate } from '../../src/formats/der/x509.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { vectorText } from '../support/vectors.ts';

const derOf = (name: string): Uint8Array => {
  const [block] = parsePem(vectorText(name), { explanatoryText: true });
  assert.ok(block);
  return block.bytes;
};
const refused = (der: Uint8Array, message: RegExp) =>
  assert.throws(
    () => parseCertificate(der),
    (error) => error instanceof FormatError && message.test(error.message),
  );

for (const name of ['openssl/root.crt', 'openssl/mid.crt', 'openssl/leaf.crt', 'notation/example.com.crt']) {
  test(`${name} reads as Node reads it`, () => {
    const der = derOf(name);
    const ours = parseCertificate(der);
    const node = new X509Certificate(der);
    assert.deepEqual(ours.raw, der);
    assert.equal(ours.serialNumber, node.serialNumber.toLowerCase());
    assert.equal(ours.notBefore * 1000, Date.parse(node.validFrom));
    assert.equal(ours.notAfter * 1000, Date.parse(node.validTo));
    assert.deepEqual(ours.spki, new Uint8Array(node.publicKey.export({ format: 'der', type: 'spki' })));
    assert.equal(ours.extensions.basicConstraints?.ca ?? false, node.ca);
    const flat = ours.subject.name.flat().map(({ type, value }) => `${type}=${value}`);
    assert.deepEqual(
      flat,
      node.subject.split('\n').map((line) => line.replace(/\\(.)/g, '$1')),
    );
  });
}

test('the leaf shows each extension that OpenSSL put there', () => {
  const { extensions, version, signatureAlgorithm, subject, rawExtensions } = parseCertificate(
    derOf('openssl/leaf.crt'),
  );
  assert.equal(version, 3);
  assert.deepEqual(signatureAlgorithm, { oid: '1.2.840.113549.1.1.11', parameters: writeNull() });
  assert.deepEqual(extensions.basicConstraints, { critical: false, ca: false });
  assert.deepEqual(extensions.keyUsage, { critical: true, uses: ['digitalSignature'] });
  assert.deepEqual(extensions.extKeyUsage, { critical: false, purposes: ['1.3.6.1.5.5.7.3.3'] });
  assert.deepEqual(
    extensions.subjectAltName?.names.map((name) =>
      'value' in name && typeof name.value === 'string' ? `${name.type}:${name.value}` : name.type,
    ),
    ['email:a@example.com', 'uri:https://example.com/x', 'dns:example.com', 'ip', 'other'],
  );
  const mid = parseCertificate(derOf('openssl/mid.crt'));
  assert.deepEqual(extensions.authorityKeyIdentifier, mid.extensions.subjectKeyIdentifier);
  assert.deepEqual(mid.extensions.basicConstraints, { critical: true, ca: true, pathLength: 0 });
  assert.deepEqual(mid.extensions.keyUsage, { critical: true, uses: ['keyCertSign', 'cRLSign'] });
  assert.equal(rawExtensions.length, 6);
  assert.equal(formatDistinguishedName(subject.name), 'CN=leaf,O=Strauß\\, Söhne \\+ Co,ST=Berlin,C=DE');
});

test('names round-trip, and awkward characters are escaped as RFC 4514 has it', () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => !text.includes('\0') && text.isWellFormed());
  const name = fc.array(
    fc
      .record({ type: fc.constantFrom('CN', 'O', 'OU', 'DC', '1.2.3.4'), value }, { noNullPrototype: true })
      .map((attribute) => [attribute]),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(name, (dn) => assert.deepEqual(parseDistinguishedName(parseDer(writeDistinguishedName(dn)), 'it'), dn)),
  );
  const text = (raw: string) => formatDistinguishedName([[{ type: 'CN', value: raw }]]);
  assert.equal(text(' '), 'CN=\\ ');
  assert.equal(text('  '), 'CN=\\ \\ ');
  assert.equal(text(' #a,b+"c\\<d>; '), 'CN=\\ #a\\,b\\+\\"c\\\\\\<d\\>\\;\\ ');
  assert.equal(text('#a'), 'CN=\\#a');
  assert.equal(text('a\nb'), 'CN=a\\0ab');
});

test('a name with a NUL, or of bytes that are no text, is refused', () => {
  const named = (tag: number, content: Uint8Array) =>
    parseDer(writeSequence(writeSetOfOne(writeSequence(writeOid('2.5.4.3'), writeElement(tag, content)))));
  for (const [tag, content] of [
    [DER_TAGS.utf8String, 'a\0b'],
    [DER_TAGS.printableString, 'a\x80'],
    [DER_TAGS.bmpString, 'abc'],
    [DER_TAGS.octetString, 'a'],
    [DER_TAGS.utf8String, '\xff'],
  ] as const)
    assert.throws(
      () => parseDistinguishedName(named(tag, new Uint8Array(Buffer.from(content, 'latin1'))), 'it'),
      FormatError,
    );
  assert.deepEqual(parseDistinguishedName(named(DER_TAGS.bmpString, new Uint8Array([0, 65])), 'it'), [
    [{ type: 'CN', value: 'A' }],
  ]);
});

const ALGORITHM = writeSequence(writeOid('1.2.840.10045.4.3.2'));

/** A certificate with one thing changed. */
function certificate(change: {
  readonly version?: Uint8Array | undefined;
  readonly serial?: Uint8Array;
  readonly inner?: Uint8Array;
  readonly extensions?: readonly Uint8Array[] | undefined;
  readonly tail?: readonly Uint8Array[];
}): Uint8Array {
  const version = 'version' in change ? change.version : writeInteger(new Uint8Array([2]));
  const { extensions } = change;
  const tbs = writeSequence(
    ...(version === undefined ? [] : [writeConstructed(contextTag(0, 'constructed'), [version])]),
    change.serial ?? writeInteger(new Uint8Array([9])),
    change.inner ?? ALGORITHM,
    writeSequence(),
    writeSequence(writeTime(0), writeTime(1)),
    writeSequence(),
    writeSequence(),
    ...(change.tail ?? []),
    ...(extensions === undefined
      ? []
      : [writeConstructed(contextTag(3, 'constructed'), [writeSequence(...extensions)])]),
  );
  return writeSequence(tbs, ALGORITHM, writeBitString(new Uint8Array([1])));
}

const extension = (oid: string, value: Uint8Array, ...flag: readonly Uint8Array[]) =>
  writeSequence(writeOid(oid), ...flag, writeOctetString(value));
const CONSTRAINTS = '2.5.29.19';
const USAGE = '2.5.29.15';
const NAMES = '2.5.29.17';

for (const [what, der, message] of [
  [
    'another algorithm inside than outside',
    certificate({ inner: writeSequence(writeOid('1.2.3')) }),
    /differs between inside and outside/,
  ],
  ['version 1 written out', certificate({ version: writeInteger(new Uint8Array([0])) }), /version/],
  ['version 4', certificate({ version: writeInteger(new Uint8Array([3])) }), /version/],
  [
    'extensions in version 2',
    certificate({ version: writeInteger(new Uint8Array([1])), extensions: [extension('1.2.3', writeNull())] }),
    /version is not 3/,
  ],
  [
    'extensions in version 1',
    certificate({ version: undefined, extensions: [extension('1.2.3', writeNull())] }),
    /version 1/,
  ],
  ['an empty list of extensions', certificate({ extensions: [] }), /parts/],
  [
    'an extension twice',
    certificate({ extensions: [extension('1.2.3', writeNull()), extension('1.2.3', writeNull())] }),
    /twice/,
  ],
  [
    'a negative serial number',
    certificate({ serial: writeElement(DER_TAGS.integer, new Uint8Array([0x80])) }),
    /negative/,
  ],
  ['a serial number of 21 octets', certificate({ serial: writeInteger(new Uint8Array(21).fill(1)) }), /20 octets/],
  ['an unknown field behind', certificate({ tail: [writeNull()] }), /not known there/],
  [
    'unique identifiers in the wrong order',
    certificate({
      tail: [
        writeElement(contextTag(2, 'primitive'), new Uint8Array([0])),
        writeElement(contextTag(1, 'primitive'), new Uint8Array([0])),
      ],
    }),
    /not known there/,
  ],
  [
    'a path length without cA',
    certificate({ extensions: [extension(CONSTRAINTS, writeSequence(writeInteger(new Uint8Array([1]))))] }),
    /path length/,
  ],
  [
    'three parts in basicConstraints',
    certificate({
      extensions: [
        extension(CONSTRAINTS, writeSequence(writeBoolean(true), writeInteger(new Uint8Array([1])), writeNull())),
      ],
    }),
    /parts/,
  ],
  [
    'a key usage without bits',
    certificate({ extensions: [extension(USAGE, writeBitString(new Uint8Array([])))] }),
    /named bits/,
  ],
  [
    'a key usage that ends in zero bits',
    certificate({ extensions: [extension(USAGE, writeBitString(new Uint8Array([0x80])))] }),
    /named bits/,
  ],
  [
    'a key usage of ten bits',
    certificate({ extensions: [extension(USAGE, writeBitString(new Uint8Array([0, 0x40]), 6))] }),
    /named bits/,
  ],
  [
    'bytes behind an extension',
    certificate({ extensions: [extension(USAGE, new Uint8Array([3, 2, 7, 128, 0]))] }),
    /after the value/,
  ],
  [
    'a NUL in an alternative name',
    certificate({
      extensions: [
        extension(NAMES, writeSequence(writeElement(contextTag(6, 'primitive'), new Uint8Array([97, 0, 98])))),
      ],
    }),
    /printable ASCII/,
  ],
  ['no alternative name', certificate({ extensions: [extension(NAMES, writeSequence())] }), /parts/],
] as const) {
  test(`a certificate with ${what} is refused`, () => refused(der, message));
}

test('old certificates and written-out defaults, which authorities do issue, are read', () => {
  assert.equal(parseCertificate(certificate({ version: undefined })).version, 1);
  const explicit = certificate({
    extensions: [extension(CONSTRAINTS, writeSequence(writeBoolean(false)), writeBoolean(false))],
  });
  assert.deepEqual(parseCertificate(explicit).extensions.basicConstraints, { critical: false, ca: false });
});

test('a certificate with any byte changed gives other fields or a FormatError, never another fault', () => {
  const der = derOf('openssl/leaf.crt');
  const fields = ({ raw: _, ...rest }: Certificate) => JSON.stringify(rest);
  const before = fields(parseCertificate(der));
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = der.with(at, (der[at] ?? 0) ^ flip);
      try {
        assert.notEqual(fields(parseCertificate(changed)), before);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});
