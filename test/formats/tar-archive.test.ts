import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { type FileToWrite, tarArchive } from '../../src/formats/tar/archive.ts';
import { TarReader } from '../../src/formats/tar/read.ts';

const file = (path: string, bytes: Uint8Array, size = bytes.length): FileToWrite => ({
  path,
  size,
  bytes: async () => bytes,
});

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(Buffer.from(part));
  return Buffer.concat(all);
}
const archive = (files: Iterable<FileToWrite>): Promise<Buffer> => joined(tarArchive(files));
async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test('any files come back in their order, and the same files give the same bytes', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}(?:\/[a-z0-9]{1,120}){0,2}$/), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(names, fc.uint8Array({ maxLength: 1500 }), async (paths, bytes) => {
      const files = paths.map((path, at) => file(path, bytes.subarray(0, Math.max(0, bytes.length - at))));
      const tar = await archive(files);
      assert.deepEqual(await archive(files), tar);
      const reader = new TarReader(streamOf(tar));
      const found: string[] = [];
      for (let entry = await reader.next(); entry !== undefined; entry = await reader.next()) {
        const content = await joined(reader.content());
        assert.deepEqual(content, Buffer.from((await files[found.length]?.bytes()) ?? []));
        found.push(entry.path);
      }
      assert.deepEqual([found, reader.end], [paths, { marked: true, trailing: false }]);
    }),
    { numRuns: 40 },
  );
});

test('the system’s tar reads it', async () => {
  const tar = await archive([
    file('a/b.json', Buffer.from('{}')),
    file('log/checkpoint', Buffer.from('x'.repeat(600))),
  ]);
  assert.equal(execFileSync('tar', ['-t'], { input: tar, encoding: 'utf8' }), 'a/b.json\nlog/checkpoint\n');
});

test('a file of another size than was said, or with a path that readers refuse, ends the archive', async () => {
  for (const bad of [file('a', Buffer.from('xy'), 1), file('../a', Buffer.from('x')), file('', Buffer.from('x'))])
    await assert.rejects(archive([bad]), FormatError);
});
