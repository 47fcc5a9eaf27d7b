import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64 } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  parseSignedNote,
  parseVerifierKey,
  serialiseSignedNote,
  serialiseVerifierKey,
  type VerifyEd25519,
  verifierKey,
  verifySignedNote,
} from '../../src/formats/signed-note.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import { sumdbVectors } from '../support/sumdb-vectors.ts';

const vectors = sumdbVectors();
const neumann = parseVerifierKey(vectors.key);
const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return verify(null, message, key, signature);
};
const malformed = (error: unknown): boolean => error instanceof FormatError && error.rule === '';
const badSignature = (error: unknown): boolean => error instanceof FormatError && error.rule === 'signature';

// The example of golang.org/x/mod/sumdb/note.
const EXAMPLE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n" +
  '\n' +
  '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

function ownKey(name: string): { key: ReturnType<typeof verifierKey>; sign: (text: string) => Uint8Array } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  return { key: verifierKey(name, raw), sign: (text) => new Uint8Array(sign(null, Buffer.from(text), privateKey)) };
}

test('the notes that Go signed are read, verified, and written back byte for byte', () => {
  for (const text of [EXAMPLE, ...vectors.trees.map(({ note }) => note)]) {
    const note = parseSignedNote(encodeUtf8(text));
    assert.deepEqual(verifySignedNote(note, [neumann], verifyEd25519), [neumann]);
    assert.equal(decodeUtf8(serialiseSignedNote(note)), text);
  }
});

test('a changed text, or a signature by nobody who is trusted, does not pass', () => {
  const changed = parseSignedNote(encodeUtf8(EXAMPLE.replace('answer', 'cause')));
  assert.throws(() => verifySignedNote(changed, [neumann], verifyEd25519), badSignature);
  const note = parseSignedNote(encodeUtf8(EXAMPLE));
  assert.deepEqual(verifySignedNote(note, [ownKey('PeterNeumann').key], verifyEd25519), []);
  assert.deepEqual(verifySignedNote(note, [], verifyEd25519), []);
  assert.deepEqual(verifySignedNote(note, [{ ...neumann, name: 'other' }], verifyEd25519), []);
});

test('each of several keys is found, strangers are passed over, and one false line in a trusted name spoils the note', () => {
  const [a, b] = [ownKey('a.example/log'), ownKey('b.example')];
  const text = 'line\n\nafter a blank one\n';
  const line = (own: typeof a) => ({ name: own.key.name, keyHash: own.key.keyHash, signature: own.sign(text) });
  const note = parseSignedNote(serialiseSignedNote({ text, signatures: [line(b), line(a)] }));
  assert.deepEqual(
    verifySignedNote(note, [a.key, b.key], verifyEd25519).map(({ name }) => name),
    ['a.example/log', 'b.example'],
  );
  assert.deepEqual(verifySignedNote(note, [a.key], verifyEd25519), [a.key]);
  const forged = { ...line(a), signature: b.sign(text) };
  assert.throws(
    () => verifySignedNote({ text, signatures: [line(b), forged] }, [a.key, b.key], verifyEd25519),
    badSignature,
  );
  assert.throws(() => verifySignedNote({ text, signatures: [line(a), forged] }, [a.key], verifyEd25519), badSignature);
  const long = { ...line(a), signature: Buffer.concat([a.sign(text), Buffer.alloc(1)]) };
  assert.throws(() => verifySignedNote({ text, signatures: [long] }, [a.key], verifyEd25519), badSignature);
});

test('what is no note is refused', () => {
  const wrong = [
    '',
    '\n',
    '\n\n',
    'text\n',
    'text\n\n',
    'text\n\n\u2014 a\n',
    EXAMPLE.slice(0, -1),
    EXAMPLE.replace('\u2014', '-'),
    EXAMPLE.replace('\u2014 ', '\u2014'),
    EXAMPLE.replace('PeterNeumann', 'Peter+Neumann'),
    EXAMPLE.replace('PeterNeumann', 'Peter\u2003Neumann'),
    EXAMPLE.replace('PeterNeumann ', ''),
    EXAMPLE.replace('nAM=', 'nAN='),
    EXAMPLE.replace('nAM=', 'nAM'),
    EXAMPLE.replace('\n\n', '\r\n\r\n'),
    EXAMPLE.replace('answer', 'an\u0000swer'),
    EXAMPLE.replace('answer', 'an\tswer'),
    `${EXAMPLE}\n`,
    `${EXAMPLE}more`,
    'text\n\n\u2014 a AAAAAA==\n',
    `text\n${'\u2014 a AAAAAAA=\n'.repeat(101).replace(/^/, '\n')}`,
    `${'x'.repeat(70_000)}\n${EXAMPLE}`,
  ];
  for (const text of wrong)
    assert.throws(() => parseSignedNote(encodeUtf8(text)), FormatError, JSON.stringify(text.slice(0, 80)));
  assert.throws(() => parseSignedNote(new Uint8Array([0xff, 0x0a, 0x0a])), FormatError);
  assert.equal(
    parseSignedNote(encodeUtf8(`text\n${'\u2014 a AAAAAAA=\n'.repeat(100).replace(/^/, '\n')}`)).signatures.length,
    100,
  );
});

test('a note that would be read as another is not written', () => {
  const signature = { name: 'a', keyHash: 1, signature: new Uint8Array(64) };
  for (const text of ['no end of line', 'bell\u0007\n', '\ud800\n'])
    assert.throws(() => serialiseSignedNote({ text, signatures: [signature] }), FormatError, JSON.stringify(text));
  assert.throws(() => serialiseSignedNote({ text: 'a\n', signatures: [] }), FormatError);
  assert.throws(() => serialiseSignedNote({ text: 'a\n', signatures: [{ ...signature, name: 'a b' }] }), FormatError);
});

test('any note is read as it was written, and any bytes that are read are written back as they were', () => {
  const name = fc.stringMatching(/^[a-z0-9./\u00e9-]{1,12}$/);
  const signature = fc.record({ name, keyHash: fc.nat(), signature: fc.uint8Array({ minLength: 1, maxLength: 80 }) });
  fc.assert(
    fc.property(
      fc.stringMatching(/^[ -~\n\u2014\u00fc]{0,40}$/),
      fc.array(signature, { minLength: 1, maxLength: 4 }),
      (text, signatures) => {
        const note = parseSignedNote(serialiseSignedNote({ text: `${text}\n`, signatures }));
        assert.equal(note.text, `${text}\n`);
        assert.deepEqual(
          note.signatures.map((s) => ({ ...s, signature: [...s.signature] })),
          signatures.map((s) => ({ ...s, signature: [...s.signature] })),
        );
      },
    ),
  );
  const bytes = encodeUtf8(EXAMPLE);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      try {
        assert.deepEqual(serialiseSignedNote(parseSignedNote(changed)), changed);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('verifier keys have one text, whose hash must be their own', () => {
  assert.equal(serialiseVerifierKey(neumann), vectors.key);
  const known = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
  assert.equal(serialiseVerifierKey(parseVerifierKey(known)), known);
  const own = ownKey('example.com/log').key;
  assert.deepEqual(parseVerifierKey(serialiseVerifierKey(own)), own);
  const wrong = [
    '',
    'PeterNeumann',
    'PeterNeumann+c74f20a3',
    vectors.key.replace('c74f20a3', 'c74f20a4'),
    vectors.key.replace('c74f20a3', 'C74F20A3'),
    vectors.key.replace('c74f20a3', 'c74f20'),
    vectors.key.replace('Peter', 'Petra'),
    vectors.key.replace('Peter', 'Peter '),
    vectors.key.replace('+ARpc', '+AhpC'),
    vectors.key.slice(0, -4),
    `${vectors.key}AAAA`,
    `x${'x'.repeat(5000)}${vectors.key}`,
  ];
  for (const text of wrong) assert.throws(() => parseVerifierKey(text), FormatError, text.slice(0, 80));
  // Cosignatures (algorithm 4) are other keys, and not verified as plain ones.
  const cosigner = encodeBase64(new Uint8Array(33).fill(4));
  assert.throws(() => parseVerifierKey(`a+00000000+${cosigner}`), malformed);
  assert.throws(() => verifierKey('a', new Uint8Array(31)), malformed);
  assert.throws(() => verifierKey('a+b', new Uint8Array(32)), malformed);
});
