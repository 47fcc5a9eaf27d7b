// A disk that fills up within a chunk takes a part of it and reports no error; only the next write does.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { archiveFolder } from '../../src/adapters/sources/archive-folder.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { chunked, tarOf } from '../support/tar.ts';
import { testCall } from '../support/walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-short-writes-'));
after(() => rmSync(root, { recursive: true, force: true }));
const CONTENT = 'package main\n'.repeat(1000);

test('a source on a disk that fills up is whole or an error, never cut off', async (t) => {
  const archives = archiveFolder(join(root, 'kept'));
  const { digest } = await archives.take('ci', chunked(tarOf([{ name: 'a.go', content: CONTENT }])), testCall());
  const probe = await open(join(root, 'probe'), 'w');
  const handles = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const whole = handles.write as (bytes: Uint8Array, at: number, length: number) => Promise<{ bytesWritten: number }>;
  /** Bytes that the disk has left. */
  let room = Number.POSITIVE_INFINITY;
  async function short(this: FileHandle, bytes: Uint8Array, at = 0, length = bytes.length - at) {
    if (room <= 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const { bytesWritten } = await whole.call(this, bytes, at, Math.min(length, 1000, room));
    room -= bytesWritten;
    return { bytesWritten, buffer: bytes };
  }
  t.mock.method(handles, 'write', short as never);
  await archives.unpack('ci', digest, join(root, 'slowly'), testCall());
  assert.equal(readFileSync(join(root, 'slowly', 'a.go'), 'utf8'), CONTENT);
  for (const left of [1, 999, 1000, CONTENT.length - 1]) {
    room = left;
    await assert.rejects(
      archives.unpack('ci', digest, join(root, `full-${left}`), testCall()),
      (error) => error instanceof TwinsealError && error.code === 'DISK_FULL',
      `${left} bytes were left`,
    );
  }
});
