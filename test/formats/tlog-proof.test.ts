// Receipts: one text for one proof, and none for anything else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { serialiseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { proveInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { parseTlogProof, serialiseTlogProof, tlogProofText } from '../../src/formats/merkle/tlog-proof.ts';
import { serialiseSignedNote } from '../../src/formats/signed-note.ts';
import { decodeUtf8 } from '../../src/formats/utf8.ts';
import { read, treeOf } from '../support/merkle-tree.ts';

const signatures = [{ name: 'example.com/log', keyHash: 7, signature: new Uint8Array(64).fill(9) }];
function receipt(index: number, size: number): string {
  const text = serialiseCheckpoint({ origin: 'example.com/log', ...treeOf(size), extension: '' });
  const note = decodeUtf8(serialiseSignedNote({ text, signatures }));
  return tlogProofText({ index, hashes: proveInclusion(index, size, read) }, note);
}

test('any receipt comes back as it was written', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999 }), fc.nat({ max: 999 }), (a, b) => {
      const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
      const text = receipt(index, size);
      const proof = parseTlogProof(text);
      assert.deepEqual([proof.index, proof.checkpoint.size], [index, size]);
      assert.equal(serialiseTlogProof(proof), text);
    }),
    { numRuns: 50 },
  );
  const extra = { ...parseTlogProof(receipt(3, 8)), extra: new Uint8Array([1, 2, 3]) };
  assert.deepEqual(parseTlogProof(serialiseTlogProof(extra)).extra, extra.extra);
});

test('a receipt in another spelling, or with more or less in it, is refused', () => {
  const text = receipt(41, 300);
  const [, hash = ''] = /\n([A-Za-z0-9+/=]{44})\n/.exec(text) ?? [];
  for (const bad of [
    '',
    text.slice(1),
    text.toUpperCase(),
    text.replace('@v1', '@v2'),
    text.replaceAll('\n', '\r\n'),
    text.replace('index 41', 'index 041'),
    text.replace('index 41', 'index -1'),
    text.replace('index 41', 'index 4e1'),
    text.replace('index 41', `index ${2 ** 53}`),
    text.replace('index 41\n', ''),
    text.replace('index 41', 'extra AAAA\nextra AAAA\nindex 41'),
    text.replace('index 41', 'extra *\nindex 41'),
    text.replace(hash, hash.slice(4)),
    text.replace(hash, `${hash} `),
    text.replace(hash, hash.replace(/.=$/, '_=')),
    text.replace('\n\n', '\n'),
    text.replace('\n\n', `\n${`${hash}\n`.repeat(60)}\n`),
    `${text}x`,
    text.slice(0, text.indexOf('\n\n') + 2),
    `${text.slice(0, 40)}${'x'.repeat(200_000)}`,
    `${text}\ud800`,
  ])
    assert.throws(() => parseTlogProof(bad), FormatError, bad.slice(0, 80));
});

test('no text whatever crashes its reader', () => {
  const text = receipt(41, 300);
  fc.assert(
    fc.property(fc.nat({ max: text.length }), fc.string({ maxLength: 8, unit: 'binary' }), (at, more) => {
      try {
        parseTlogProof(text.slice(0, at) + more + text.slice(at));
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});

test('what can stand in no proof is not written', () => {
  const note = receipt(0, 1).split('\n\n').slice(1).join('\n\n');
  for (const index of [-1, 1.5, 2 ** 53]) assert.throws(() => tlogProofText({ index, hashes: [] }, note), FormatError);
  const hashes = Array.from({ length: 54 }, () => new Uint8Array(32));
  assert.throws(() => tlogProofText({ index: 0, hashes }, note), FormatError);
});
