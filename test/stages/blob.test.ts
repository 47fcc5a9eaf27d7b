import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { memoryBlob, readWhole } from '../../src/records/blob.ts';

const bytes = new Uint8Array([1, 2, 3, 4, 5]);
const blob = memoryBlob(sha256Digest(bytes), bytes);

test('a blob of memory is read whole, as often as asked', async () => {
  assert.deepEqual(await readWhole(blob), bytes);
  assert.deepEqual(await readWhole(blob), bytes);
});

test('a blob that gives more or fewer bytes than it says is refused, not cut or filled up', async () => {
  for (const size of [4, 6]) await assert.rejects(readWhole({ ...blob, size }), { code: 'CONTENT_MISMATCH' });
});
