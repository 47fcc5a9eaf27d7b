import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { leafHash, nodeHash } from '../../src/formats/merkle/hash.ts';
import {
  parseVerifierKey,
  serialiseVerifierKey,
  type VerifyEd25519,
  verifierKey,
} from '../../src/formats/signed-note.ts';
import { escapedName, parseEscapedName } from '../../src/formats/sumdb/escaped-name.ts';
import { parseGoproxy } from '../../src/formats/sumdb/goproxy.ts';
import { DEFAULT_GOSUMDB, parseGosumdb } from '../../src/formats/sumdb/gosumdb.ts';
import { parseLookup, serialiseLookup, sumsOfRecord } from '../../src/formats/sumdb/lookup.ts';
import { matchesPrefixPatterns } from '../../src/formats/sumdb/prefix-patterns.ts';
import {
  parseProvenRecord,
  parseTreeStep,
  serialiseProvenRecord,
  serialiseTreeStep,
} from '../../src/formats/sumdb/proven-record.ts';
import { openTreeHead } from '../../src/formats/sumdb/tree-head.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import { publicLookup, sumdbVectors } from '../support/sumdb-vectors.ts';

const vectors = sumdbVectors();
const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return verify(null, message, key, signature);
};
const refused =
  (format: string, rule = '') =>
  (error: unknown) =>
    error instanceof FormatError && error.format === format && error.rule === rule;

test('the answer of the public database is read, its head is signed by the key that we know, and it is written back', () => {
  const bytes = publicLookup();
  const answer = parseLookup(bytes);
  assert.deepEqual(serialiseLookup(answer), bytes);
  const known = parseGosumdb(DEFAULT_GOSUMDB);
  assert.ok(known !== undefined);
  const head = openTreeHead(answer.note, known.key, verifyEd25519);
  assert.ok(head.size > answer.id);
  assert.deepEqual(sumsOfRecord(answer.record, 'golang.org/x/mod', 'v0.30.0'), {
    h1: 'h1:fDEXFVZ/fmCKProc/yAXXUijritrDzahmwwefnjoPFk=',
    goModH1: 'h1:lAsf5O2EvJeSFMiBxXDki7sCgAxEUcZHXoXMKT4GJKc=',
  });
  const changed = encodeUtf8(decodeUtf8(answer.note).replace(/\n\d/, '\n1'));
  assert.throws(() => openTreeHead(changed, known.key, verifyEd25519), refused('note', 'signature'));
});

test('a head that another key signed, or another kind of text, is no head', () => {
  const key = parseVerifierKey(vectors.key);
  for (const { note, size } of vectors.trees)
    assert.equal(openTreeHead(encodeUtf8(note), key, verifyEd25519).size, size);
  const [{ note } = { note: '' }] = vectors.trees;
  const other = parseGosumdb(DEFAULT_GOSUMDB)?.key ?? key;
  assert.throws(() => openTreeHead(encodeUtf8(note), other, verifyEd25519), refused('note', 'signature'));
  assert.throws(
    () => openTreeHead(encodeUtf8(note.replace('go.sum', 'no.sum')), key, verifyEd25519),
    refused('checkpoint'),
  );
  assert.throws(() => openTreeHead(encodeUtf8('<html>\n\n</html>\n'), key, verifyEd25519), refused('note'));
});

test('what is no answer to a lookup is refused', () => {
  const text = decodeUtf8(publicLookup());
  const wrong = [
    '',
    '\n',
    '<!doctype html>\n<html>\n\n</html>\n',
    text.slice(0, 5),
    `0${text}`,
    `-${text}`,
    text.replace(/^\d+/, '9'.repeat(16)),
    text.replace(/^\d+\n/, ''),
    text.replace(/^\d+\n/, '7\n\n'),
    text.replaceAll('\n\n', '\n'),
    text.replace('v0.30.0 ', 'v0.30.0\t'),
    text.replace('v0.30.0 ', 'v0.30.0\r'),
    `${text}${'x'.repeat(70_000)}`,
  ];
  for (const each of wrong)
    assert.throws(() => parseLookup(encodeUtf8(each)), FormatError, JSON.stringify(each.slice(0, 60)));
  assert.throws(() => serialiseLookup({ id: 0, record: 'a\n\nb\n', note: new Uint8Array() }), refused('sumdb-lookup'));
  assert.throws(() => serialiseLookup({ id: 0, record: 'a', note: new Uint8Array() }), refused('sumdb-lookup'));
});

test('any bytes that are read as an answer are written back as they were', () => {
  const bytes = publicLookup();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      try {
        assert.deepEqual(serialiseLookup(parseLookup(changed)), changed);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('a record gives sums for its own module alone, and one of each kind', () => {
  const h1 = 'h1:fDEXFVZ/fmCKProc/yAXXUijritrDzahmwwefnjoPFk=';
  const record = `a.b/c v1.0.0 ${h1}\na.b/c v1.0.0/go.mod ${h1}\n`;
  assert.deepEqual(sumsOfRecord(record, 'a.b/c', 'v1.0.0'), { h1, goModH1: h1 });
  assert.deepEqual(sumsOfRecord(`${record}a.b/c v1.0.0 h9:new\n`, 'a.b/c', 'v1.0.0'), { h1, goModH1: h1 });
  for (const [path, version] of [
    ['a.b/d', 'v1.0.0'],
    ['a.b/c', 'v1.0.1'],
    ['a.b', 'v1.0.0'],
    ['', ''],
  ] as const)
    assert.equal(sumsOfRecord(record, path, version), undefined);
  assert.equal(sumsOfRecord(record.repeat(2), 'a.b/c', 'v1.0.0'), undefined);
  assert.equal(sumsOfRecord(record.replace('/go.mod', ''), 'a.b/c', 'v1.0.0'), undefined);
  assert.equal(sumsOfRecord(record.replaceAll('h1:', 'h2:'), 'a.b/c', 'v1.0.0'), undefined);
  assert.equal(sumsOfRecord(record.replaceAll('PFk=', 'PFk'), 'a.b/c', 'v1.0.0'), undefined);
});

test('names are escaped as Go escapes them, both ways', () => {
  for (const { path, version, escaped } of vectors.names) {
    assert.equal(escapedName(path, version), escaped);
    assert.deepEqual(parseEscapedName(escaped), { path, version });
  }
  for (const [path, version] of [
    ['../../etc', 'v1.0.0'],
    ['example.com/../x', 'v1.0.0'],
    ['example.com/a!b', 'v1.0.0'],
    ['example.com/a', 'v1.0.0/../../x'],
    ['example.com/a', 'latest'],
    ['example.com/a@v1', 'v1.0.0'],
    ['example.com/\u00e9', 'v1.0.0'],
    ['', ''],
  ] as const)
    assert.throws(() => escapedName(path, version), refused('module'), path);
  for (const name of [
    'example.com/a',
    'example.com/A@v1.0.0',
    'example.com/!A@v1.0.0',
    'example.com/!@v1.0.0',
    'example.com/a@v1.0.0@x',
  ])
    assert.throws(() => parseEscapedName(name), refused('module'), name);
});

test('patterns of private modules match what they match in Go', () => {
  for (const { globs, path, match } of vectors.patterns)
    assert.equal(matchesPrefixPatterns(globs, path), match, `${JSON.stringify(globs)} ${path}`);
  assert.ok(vectors.patterns.some(({ match }) => match));
  assert.ok(!matchesPrefixPatterns(`${'*a'.repeat(200)}b`, 'a'.repeat(1000)), 'no pattern takes for ever');
});

test('GOSUMDB is read as Go reads it', () => {
  assert.equal(parseGosumdb('off'), undefined);
  assert.deepEqual(parseGosumdb(DEFAULT_GOSUMDB), parseGosumdb(` ${DEFAULT_GOSUMDB} `));
  assert.equal(
    parseGosumdb(`${DEFAULT_GOSUMDB} https://mirror.example.com/db/`)?.address,
    'https://mirror.example.com/db',
  );
  assert.equal(parseGosumdb('sum.golang.google.cn')?.key.name, DEFAULT_GOSUMDB);
  assert.equal(parseGosumdb('sum.golang.google.cn')?.address, 'https://sum.golang.google.cn');
  const ownName = vectors.key.replace('PeterNeumann', 'example.com/db');
  assert.throws(() => parseGosumdb(ownName), refused('gosumdb'), 'the hash is of another name');
  const own = serialiseVerifierKey(verifierKey('example.com/db', new Uint8Array(32)));
  assert.deepEqual(parseGosumdb(own), { key: parseVerifierKey(own) });
  for (const name of ['Example.com', 'a/../b', 'a//b', 'a/', 'user@a', 'a?b', '-a'])
    assert.throws(
      () => parseGosumdb(serialiseVerifierKey(verifierKey(name, new Uint8Array(32)))),
      refused('gosumdb'),
      name,
    );
  for (const value of [
    '',
    ' ',
    'example.com',
    'a b c',
    `${DEFAULT_GOSUMDB} ftp://x`,
    `${DEFAULT_GOSUMDB} https://a:b@x`,
    `${DEFAULT_GOSUMDB} https://x?q`,
    `${DEFAULT_GOSUMDB} x y`,
  ])
    assert.throws(() => parseGosumdb(value), refused('gosumdb'), value);
});

test('GOPROXY is read as Go reads it, and passwords in it are neither sent nor shown', () => {
  assert.deepEqual(
    parseGoproxy('https://a.example/x/,b.example|http://127.0.0.1:1|file:///srv/go,direct,https://never.example'),
    [
      { proxy: 'https://a.example/x', fallBackOnError: false },
      { proxy: 'https://b.example', fallBackOnError: true },
      { proxy: 'http://127.0.0.1:1', fallBackOnError: true },
      { proxy: 'file:///srv/go', fallBackOnError: false },
      { proxy: 'direct', fallBackOnError: false },
    ],
  );
  assert.deepEqual(parseGoproxy('off'), [{ proxy: 'off', fallBackOnError: false }]);
  assert.equal(parseGoproxy(' , ,a.example').length, 1);
  for (const value of [
    '',
    ',',
    ' | ',
    'word',
    'ftp://a.example',
    'https://',
    'https://a?b',
    'file://host/x',
    '/srv/go',
    'a.example,'.repeat(65),
  ])
    assert.throws(() => parseGoproxy(value), refused('goproxy'), value);
  assert.throws(
    () => parseGoproxy('https://user:s3cret@a.example'),
    (error) => error instanceof FormatError && !error.message.includes('s3cret'),
  );
});

test('a proven record and a step between trees are proved again whenever they are read', () => {
  const [a, b] = ['a.b/c v1.0.0 x\n', 'a.b/c v1.0.1 x\n'].map((record) => leafHash(encodeUtf8(record)));
  assert.ok(a !== undefined && b !== undefined);
  const newer = { size: 2, root: nodeHash(a, b) };
  const record = { id: 0, record: 'a.b/c v1.0.0 x\n', tree: newer, proof: [b] };
  const bytes = serialiseProvenRecord(record);
  assert.deepEqual(parseProvenRecord(bytes), record);
  assert.deepEqual(serialiseProvenRecord(parseProvenRecord(bytes)), bytes);
  const step = { older: { size: 1, root: a }, newer, proof: [b] };
  const stepBytes = serialiseTreeStep(step);
  assert.deepEqual(parseTreeStep(stepBytes), step);
  for (const [good, parse] of [
    [bytes, parseProvenRecord],
    [stepBytes, parseTreeStep],
  ] as const) {
    let proofs = 0;
    for (let at = 0; at < good.length; at++) {
      const changed = good.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.throws(
        () => parse(changed),
        (error) => {
          if (error instanceof FormatError && error.rule === 'proof') proofs++;
          return error instanceof FormatError;
        },
        `byte ${at}`,
      );
    }
    assert.ok(proofs > 50, 'a change of a hash is seen by the proof');
    assert.throws(() => parse(new Uint8Array(200_000)), FormatError);
    assert.throws(() => parse(encodeUtf8('{}')), FormatError);
  }
  assert.throws(() => parseTreeStep(serialiseTreeStep({ older: newer, newer: step.older, proof: [b] })), FormatError);
});
