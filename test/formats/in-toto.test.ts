import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDsseEnvelope } from '../../src/formats/dsse.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseStatement, STATEMENT_TYPES, type Statement, serialiseStatement } from '../../src/formats/in-toto.ts';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector } from '../support/vectors.ts';

const SHA256 = 'a'.repeat(64);
const good = {
  _type: STATEMENT_TYPES.v1,
  subject: [{ digest: { sha256: SHA256 } }],
  predicateType: 'https://example.com/p/v1',
  predicate: {},
};
const parse = (json: unknown) => parseStatement(encodeUtf8(JSON.stringify(json)));
const dsseOf = (name: string) => {
  const { content } = parseSigstoreBundle(vector(name));
  assert.ok(content.kind === 'dsse');
  return content.envelope;
};

test('what cosign signs is read: v1 of sign, v0.1 of attest, with and without the bundle', () => {
  const signed = parseStatement(dsseOf('cosign/sign.bundle.json').payload);
  assert.equal(signed._type, STATEMENT_TYPES.v1);
  assert.equal(signed.predicateType, 'https://sigstore.dev/cosign/sign/v1');
  assert.equal(signed.subject[0]?.name, undefined);
  assert.equal(signed.subject[0]?.annotations?.who, 'me');
  const attested = parseStatement(dsseOf('cosign/attest.bundle.json').payload);
  assert.equal(attested._type, STATEMENT_TYPES.v01);
  assert.equal(attested.predicateType, 'https://spdx.dev/Document');
  assert.deepEqual(attested.subject[0]?.digest, signed.subject[0]?.digest);
  const legacy = parseStatement(parseDsseEnvelope(vector('cosign/legacy-envelope.json')).payload);
  assert.deepEqual(legacy.predicate, attested.predicate);
});

test('the provenance of a published npm package is read', () => {
  const { subject, predicateType } = parseStatement(dsseOf('sigstore/npm-provenance-v0.1.json').payload);
  assert.match(subject[0]?.name ?? '', /^pkg:npm\//);
  assert.match(predicateType, /slsa\.dev\/provenance/);
});

test('statements round-trip both ways', () => {
  const word = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
  const statement: fc.Arbitrary<Statement> = fc.record({
    _type: fc.constant(STATEMENT_TYPES.v1),
    subject: fc.array(
      fc.record({ digest: hex.map((sha256) => ({ sha256 })), name: word }, { requiredKeys: ['digest'] }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
    predicateType: fc.webUrl(),
    predicate: fc.dictionary(
      fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
      fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
    ),
  });
  fc.assert(
    fc.property(statement, (value) => {
      const bytes = serialiseStatement(value);
      assert.deepEqual(serialiseStatement(parseStatement(bytes)), bytes);
    }),
  );
});

for (const [what, json, message] of [
  ['no subject', { ...good, subject: [] }, /at least one artifact/],
  ['1025 subjects', { ...good, subject: Array(1025).fill(good.subject[0]) }, /more than the 1024/],
  [
    '33 digests',
    { ...good, subject: [{ digest: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`x${i}`, 'a'])) }] },
    /more than the 32/,
  ],
  ['a subject without a digest', { ...good, subject: [{ name: 'x' }] }, /digest is missing/],
  ['a subject with an empty digest set', { ...good, subject: [{ digest: {} }] }, /must hold a digest/],
  ['an upper-case digest', { ...good, subject: [{ digest: { sha256: SHA256.toUpperCase() } }] }, /malformed "sha256"/],
  ['a short digest', { ...good, subject: [{ digest: { sha256: 'aa' } }] }, /malformed "sha256"/],
  ['a digest with white space', { ...good, subject: [{ digest: { other: 'a b' } }] }, /malformed "other"/],
  ['a digest that is a number', { ...good, subject: [{ digest: { sha256: 1 } }] }, /must be a string/],
  ['another type', { ...good, _type: 'https://in-toto.io/Statement/v2' }, /none of the statement types/],
  ['a predicate that is a text in v1', { ...good, predicate: 'x' }, /must be an object/],
  ['a predicate type that is no URI', { ...good, predicateType: 'spdx' }, /must be a URI/],
  ['no predicate type', { ...good, predicateType: undefined }, /predicateType/],
  ['a member in another case', { ...good, predicatetype: 'https://x' }, /case alone/],
  [
    'a subject member in another case',
    { ...good, subject: [{ digest: { sha256: SHA256 }, Digest: {} }] },
    /case alone/,
  ],
] as const) {
  test(`a statement with ${what} is refused`, () => {
    assert.throws(
      () => parse(json),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('a v0.1 predicate may be a text and a v1 predicate may be absent, since cosign wrote both', () => {
  assert.equal(parse({ ...good, _type: STATEMENT_TYPES.v01, predicate: 'SPDXVersion: x' }).predicate, 'SPDXVersion: x');
  assert.equal(parse({ ...good, predicate: undefined }).predicate, undefined);
});

test('old or odd statements are read and never written', () => {
  const old = parse({ ...good, _type: STATEMENT_TYPES.v01 });
  assert.throws(() => serialiseStatement(old), /only statements of v1/);
  assert.throws(() => serialiseStatement({ ...good, predicate: 'x' }), /only statements of v1/);
  assert.throws(() => serialiseStatement({ ...good, subject: [] }), /at least one artifact/);
});

test('a document past the limits is refused before it is parsed', () => {
  assert.throws(() => parseStatement(new Uint8Array(16 * 1024 * 1024 + 1)), /more than the/);
});
