// TUF metadata and the file that an instance is kept in: what is read, what is refused, whatever the bytes.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { type KeptTrust, parseKeptTrust, serialiseKeptTrust } from '../../src/formats/sigstore/kept-trust.ts';
import { tufCanonicalBytes } from '../../src/formats/tuf/canonical-json.ts';
import { notedVersion, parseTufMetadata } from '../../src/formats/tuf/metadata.ts';
import { parseTufRoot } from '../../src/formats/tuf/root.ts';
import { tufTarget } from '../../src/formats/tuf/target.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import { TufRepository } from '../support/tuf-repository.ts';

const { canonicalize } = createRequire(import.meta.url)('@tufjs/canonical-json') as {
  canonicalize(value: unknown): string;
};
const repository = new TufRepository();
repository.publish({ 'trusted_root.json': Buffer.from('{}') });
const file = (name: string): Buffer => {
  const bytes = repository.files.get(name);
  assert.ok(bytes instanceof Buffer, name);
  return bytes;
};
const ROOT = file('1.root.json');
const TARGETS = file('1.targets.json');
interface Document extends Record<string, unknown> {
  readonly signed: Record<string, unknown>;
  readonly signatures: Record<string, unknown>[];
}
const changed = (bytes: Buffer, change: (document: Document) => unknown): Buffer => {
  const document = JSON.parse(bytes.toString()) as Document;
  change(document);
  return Buffer.from(JSON.stringify(document));
};

test('the canonical form is that of other clients, for any value', () => {
  const value = fc.jsonValue({ noNullPrototype: true } as fc.JsonSharedConstraints);
  fc.assert(
    fc.property(value, (any) => {
      const text = JSON.stringify(any, (_, inner) =>
        typeof inner === 'number' ? Math.trunc(inner) % 2 ** 53 || 0 : inner,
      );
      if (text.includes('\\ud') || text.includes('\\u0000')) return;
      const parsed = parseJson(encodeUtf8(text));
      assert.equal(decodeUtf8(tufCanonicalBytes(parsed)), canonicalize(JSON.parse(text)));
    }),
  );
  assert.throws(() => tufCanonicalBytes({ a: 1.5 }), FormatError);
});

test('metadata is read with its signatures; empty ones are none', () => {
  const signed = changed(ROOT, (document) => {
    document.signatures.push({ keyid: 'not-yet', sig: '' });
  });
  const metadata = parseTufMetadata(signed, 'root');
  assert.deepEqual([metadata.version, metadata.signatures.size], [1, 3]);
  assert.equal(parseTufRoot(ROOT).roles.targets.threshold, 2);
  assert.equal(tufTarget(parseTufMetadata(TARGETS, 'targets'), 'trusted_root.json')?.length, 2);
  assert.equal(tufTarget(parseTufMetadata(TARGETS, 'targets'), '../trusted_root.json'), undefined);
  assert.equal(notedVersion(parseTufMetadata(file('timestamp.json'), 'timestamp'), 'snapshot.json'), 1);
});

interface Roles {
  readonly root: { readonly keyids: string[] };
  snapshot?: unknown;
}
const rolesOf = ({ signed }: Document): Roles => signed.roles as Roles;
const threshold = (document: Document, value: number) => Object.assign(rolesOf(document).root, { threshold: value });
const WRONG: readonly (readonly [string, (document: Document) => unknown, RegExp])[] = [
  ['another type', ({ signed }) => Object.assign(signed, { _type: 'targets' }), /must be "root"/],
  ['version 2 of the specification', ({ signed }) => Object.assign(signed, { spec_version: '2.0' }), /no version 1/],
  ['version 0', ({ signed }) => Object.assign(signed, { version: 0 }), /above zero/],
  ['a version with a fraction', ({ signed }) => Object.assign(signed, { version: 1.5 }), /above zero/],
  ['no end', ({ signed }) => Object.assign(signed, { expires: undefined }), /"expires" is missing/],
  ['an end that is no time', ({ signed }) => Object.assign(signed, { expires: 'never' }), /must look like/],
  ['two signatures of one key', ({ signatures }) => signatures.push({ ...signatures[0] }), /has two signatures/],
  [
    'a signature that is no hex',
    ({ signatures }) => Object.assign(signatures[0] ?? {}, { sig: 'zz' }),
    /not hexadecimal/,
  ],
  ['a threshold of 0', (document) => threshold(document, 0), /above zero/],
  ['a threshold with a fraction', (document) => threshold(document, 0.5), /no whole number/],
  [
    'a key twice in a role',
    (document) => rolesOf(document).root.keyids.push(rolesOf(document).root.keyids[0] ?? ''),
    /names a key twice/,
  ],
  ['a role too few', (document) => delete rolesOf(document).snapshot, /snapshot is missing/],
];

for (const [what, change, message] of WRONG)
  test(`a root with ${what} is refused`, () => {
    const bytes = changed(ROOT, change);
    assert.throws(() => parseTufRoot(bytes), { name: 'FormatError', message });
  });

const kept: KeptTrust = {
  name: 'corp',
  mirror: 'https://tuf.example.com',
  updated: 1_790_000_000,
  roots: [new Uint8Array(ROOT)],
  timestamp: new Uint8Array(file('timestamp.json')),
  snapshot: new Uint8Array(file('1.snapshot.json')),
  targets: new Uint8Array(TARGETS),
  trustedRoot: encodeUtf8('{}'),
};

test('a kept instance is read as it was written', () => {
  for (const one of [kept, { ...kept, signingConfig: encodeUtf8('{"a":1}') }])
    assert.deepEqual(parseKeptTrust(serialiseKeptTrust(one)), one);
});

test('a kept instance with a strange member, name or version is refused', () => {
  const bytes = Buffer.from(serialiseKeptTrust(kept));
  for (const change of [
    { apiVersion: 'v2' },
    { name: '../corp' },
    { roots: [] },
    { roots: [1] },
    { more: 1 },
    { targets: '!' },
  ])
    assert.throws(() => parseKeptTrust(changed(bytes, (document) => Object.assign(document, change))), FormatError);
});

test('whatever bytes come, they are read or refused', () => {
  const readers = [
    (bytes: Uint8Array) => parseTufRoot(bytes),
    (bytes: Uint8Array) => tufTarget(parseTufMetadata(bytes, 'targets'), 'trusted_root.json'),
    (bytes: Uint8Array) => parseKeptTrust(bytes),
  ];
  const originals = [ROOT, TARGETS, Buffer.from(serialiseKeptTrust(kept))];
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat({ max: 2 }), (at, byte, which) => {
      const bytes = Buffer.from(originals[which] ?? '');
      bytes[at % bytes.length] = byte;
      try {
        readers[which]?.(bytes);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
