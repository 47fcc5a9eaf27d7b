import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readZipFile, ZIP_LIMITS } from '../../src/adapters/zip-file.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import type { ZipLimits } from '../../src/formats/zip/central-directory.ts';
import { type RawZipEntry, zipOf } from '../support/zip.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-zip-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };

async function filesOf(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Promise<Map<string, string>> {
  const path = join(root, 'x.zip');
  writeFileSync(path, bytes);
  return await filesIn(path, limits);
}

async function filesIn(path: string, limits: ZipLimits = ZIP_LIMITS): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await readZipFile(path, limits, call, ({ name }, content) => {
    files.set(name, new TextDecoder().decode(content));
  });
  return files;
}

function refuses(bytes: Uint8Array, rule: RegExp, limits?: ZipLimits): Promise<void> {
  return assert.rejects(filesOf(bytes, limits), (error) => error instanceof FormatError && rule.test(error.message));
}

const A: RawZipEntry = { name: 'm@v1/a.go', content: 'package a\n' };
const B: RawZipEntry = { name: 'm@v1/b/b.go', content: 'package b\n'.repeat(100) };

test('whatever files are written are read, stored or deflated, with descriptors or without', async () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}(?:\/[a-z0-9]{1,8}){0,2}\.txt$/);
  const entry = fc.record({
    name,
    content: fc.string({ maxLength: 200 }),
    stored: fc.boolean(),
    descriptor: fc.boolean(),
  });
  const entries = fc.uniqueArray(entry, { selector: (each) => each.name, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(entries, async (list) => {
      const files = await filesOf(zipOf(list));
      assert.deepEqual([...files].sort(), list.map((each) => [each.name, each.content]).sort());
    }),
    { numRuns: 60 },
  );
});

test('what the zip program of the system writes is read as it was', async (t) => {
  const folder = join(root, 'made');
  const wanted = { 'a.txt': 'a', 'b/c.txt': 'c'.repeat(100_000), 'b/é.txt': 'é' };
  for (const [name, content] of Object.entries(wanted)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  try {
    execFileSync('zip', ['-q', '-r', '-D', '../made.zip', 'a.txt', 'b/c.txt'], { cwd: folder });
  } catch {
    t.skip('this machine: zip is not installed');
    return;
  }
  const files = await filesIn(join(root, 'made.zip'));
  assert.deepEqual(
    [...files].sort(),
    Object.entries(wanted)
      .filter(([name]) => name !== 'b/é.txt')
      .sort(),
  );
});

test('an empty zip has no files', async () => {
  assert.equal((await filesOf(zipOf([]))).size, 0);
});

test('entries may be listed in another order than they lie in', async () => {
  const bytes = zipOf([A, B]);
  const view = Buffer.from(bytes);
  const first = view.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const second = view.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), first + 4);
  const end = view.length - 22;
  const swapped = Buffer.concat([
    view.subarray(0, first),
    view.subarray(second, end),
    view.subarray(first, second),
    view.subarray(end),
  ]);
  assert.deepEqual([...(await filesOf(swapped)).keys()], [A.name, B.name]);
});

test('what two readers could read in two ways is refused', async () => {
  const bytes = zipOf([A, B]);
  await refuses(new Uint8Array(), /too short/);
  await refuses(bytes.subarray(0, -1), /end record/);
  await refuses(Buffer.concat([bytes, Buffer.from('x')]), /end record/);
  await refuses(zipOf([A], { comment: 'PK' }), /end record/);
  await refuses(Buffer.concat([Buffer.from('#!/bin/sh\n'), bytes]), /bytes between|too few/);
  await refuses(zipOf([{ ...A, before: Buffer.from('hidden') }]), /does not begin with its first entry/);
  await refuses(zipOf([A, { ...B, before: Buffer.from('hidden') }]), /that is no entry/);
  await refuses(zipOf([A, { ...B, before: new Uint8Array(200_000) }]), /overlap, or a gap/);
  await refuses(zipOf([A], { gap: Buffer.from('hidden') }), /between its central directory/);
  await refuses(zipOf([A, B], { entries: 1 }), /behind its last entry/);
  await refuses(zipOf([A], { entries: 2 }), /cut short|something else/);
  await refuses(zipOf([{ ...A, localName: 'm@v1/z.go' }]), /in its two headers/);
  await refuses(zipOf([{ ...A, descriptor: true, flags: 0x0800 }]), /in its two headers|no entry/);
});

test('names that would leave the folder, name no file or exist twice are refused', async () => {
  for (const name of ['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a/./b', 'a\\b', 'c:x', 'a/', 'a\nb', 'a\0b'])
    await refuses(zipOf([{ ...A, name }]), /name that is refused/);
  await refuses(zipOf([A, A]), /twice/);
  await refuses(zipOf([A, { ...A, name: 'M@v1/A.go' }]), /twice/);
  await refuses(
    zipOf([
      { ...A, name: 'x' },
      { ...B, name: 'x/y' },
    ]),
    /as a file and as a folder/,
  );
  await refuses(zipOf([{ ...A, name: 'é', flags: 0 }]), /does not say that it is UTF-8/);
  await refuses(zipOf([{ ...A, mode: 0o120777 }]), /no regular file/);
  await refuses(zipOf([{ ...A, extra: Buffer.from([0x75, 0x70, 1, 0, 0]) }]), /second name/);
});

test('sizes and checksums that are not so are refused', async () => {
  await refuses(zipOf([{ ...A, crc: 1 }]), /size and checksum/);
  await refuses(zipOf([{ ...A, size: 9 }]), /size and checksum/);
  await refuses(zipOf([{ ...A, size: 11 }]), /size and checksum/);
  await refuses(zipOf([{ ...A, stored: true, size: 9 }]), /two sizes/);
  await refuses(zipOf([{ ...A, stored: true, method: 8 }]), /size and checksum/);
  await refuses(zipOf([{ ...A, method: 12 }]), /neither stored nor deflated/);
  await refuses(zipOf([{ ...A, flags: 0x0801 }]), /encrypted/);
  await refuses(zipOf([{ ...A, flags: 0x2800 }]), /encrypted/);
  // Bytes behind the end of the deflated stream, inside of the entry.
  const trailing = Buffer.concat([deflateRawSync('abc'), Buffer.from('junk')]);
  const said = { name: 'x', stored: true, method: 8, size: 3, crc: crc32('abc') };
  await refuses(zipOf([{ ...said, content: trailing }]), /size and checksum/);
  assert.deepEqual([...(await filesOf(zipOf([{ ...said, content: deflateRawSync('abc') }])))], [['x', 'abc']]);
});

test('zip64 is refused wherever it could begin', async () => {
  await refuses(zipOf([A], { entries: 0xffff }), /zip64/);
  await refuses(zipOf([A], { offset: 0xffffffff }), /zip64/);
  await refuses(zipOf([{ ...A, size: 0xffffffff, compressedSize: 0xffffffff }]), /zip64/);
  await refuses(zipOf([{ ...A, extra: Buffer.from([1, 0, 0, 0]) }]), /zip64/);
});

test('a bomb is refused before it is unpacked', async () => {
  const zeros = new Uint8Array(1_000_000);
  const limits = { maxEntries: 100, maxBytes: 3_500_000 };
  const many = Array.from({ length: 4 }, (_, index) => ({ name: `z${index}`, content: zeros }));
  await refuses(zipOf(many), /unpacks to more than/, limits);
  await refuses(
    zipOf(Array.from({ length: 101 }, (_, index) => ({ name: `e${index}` }))),
    /more than 100 entries/,
    limits,
  );
  // One that says less than it is, one that says more than deflate can make, and two names for the same bytes.
  await refuses(zipOf([{ name: 'z', content: zeros, size: 10 }]), /size and checksum/);
  await refuses(zipOf([{ name: 'z', content: 'z', size: 400_000_000 }]), /size and checksum/);
  await refuses(
    zipOf([
      { name: 'z', content: zeros },
      { name: 'y', content: zeros, offset: 0 },
    ]),
    /overlap|two headers/,
  );
});

test('no single changed byte of a zip gives other files than were written', async () => {
  const bytes = zipOf([A, { ...B, descriptor: true }, { name: 'm@v1/c', content: 'c', stored: true }]);
  const honest = JSON.stringify([...(await filesOf(bytes))]);
  let refused = 0;
  for (let at = 0; at < bytes.length; at++) {
    const changed = Uint8Array.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    try {
      const got = await filesOf(changed);
      // Versions, times and attributes are nobody's bytes. A name may change where both headers do; here only one does.
      assert.equal(JSON.stringify([...got]), honest, `byte ${at}`);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      refused += 1;
    }
  }
  assert.ok(refused > bytes.length / 2, `${refused} of ${bytes.length}`);
});
