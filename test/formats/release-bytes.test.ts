import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseBytes } from '../../src/formats/release-bytes.ts';

test('bytes that have their buffer for themselves are empty afterwards; those that share it stay', () => {
  const alone = Uint8Array.of(1, 2, 3);
  releaseBytes(alone);
  assert.equal(alone.length, 0);
  const buffer = new ArrayBuffer(8);
  const [some, rest] = [new Uint8Array(buffer, 0, 5), new Uint8Array(buffer, 5)];
  releaseBytes(some);
  releaseBytes(rest);
  assert.deepEqual([some.length, rest.length], [5, 3]);
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  releaseBytes(shared);
  assert.equal(shared.length, 4);
});
