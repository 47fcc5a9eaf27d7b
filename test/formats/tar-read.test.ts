import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { TAR_LIMITS, type TarEntry, type TarLimits, TarReader } from '../../src/formats/tar/read.ts';
import { TAR_END, tarHeader, tarPadding } from '../../src/formats/tar/write.ts';
import { join, paxOf, rawEntry, reused, tarOf } from '../support/tar.ts';

type Read = { readonly entry: TarEntry; readonly content: string };

async function read(bytes: Uint8Array, limits: TarLimits = TAR_LIMITS, chunk = 700) {
  const tar = new TarReader(reused(bytes, chunk), limits);
  const entries: Read[] = [];
  for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
    const parts: Uint8Array[] = [];
    for await (const part of tar.content()) parts.push(part.slice());
    entries.push({ entry, content: new TextDecoder().decode(join(parts)) });
  }
  return { entries, end: tar.end };
}

async function refused(bytes: Uint8Array, rule: string, limits?: TarLimits): Promise<void> {
  await assert.rejects(read(bytes, limits), (error: unknown) => {
    assert.ok(error instanceof FormatError, String(error));
    assert.equal(`${error.format} ${error.rule}`, `tar ${rule}`, error.message);
    return true;
  });
}

test('what our writer writes is read back, whatever the chunks', async () => {
  const path = fc
    .array(fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom('a', 'Z', '0', 'ü', '-', '.x') }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.map((part) => `n${part}`).join('/'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(path, fc.string({ maxLength: 2000 })), { maxLength: 5 }),
      fc.integer({ min: 1, max: 3000 }),
      async (files, chunk) => {
        const bytes = join([
          ...files.flatMap(([name, content]) => {
            const body = new TextEncoder().encode(content);
            return [
              tarHeader({ path: name, type: 'file', mode: 0o644, size: body.length, mtime: 0 }),
              body,
              tarPadding(body.length),
            ];
          }),
          TAR_END,
        ]);
        const { entries, end } = await read(bytes, TAR_LIMITS, chunk);
        const wanted = files.map(([name, content]) => [
          name,
          new TextDecoder().decode(new TextEncoder().encode(content)),
        ]);
        assert.deepEqual(
          entries.map(({ entry, content }) => [entry.path, content]),
          wanted,
        );
        assert.deepEqual(end, { marked: true, trailing: false });
      },
    ),
    { numRuns: 60 },
  );
});

test('archives of GNU tar in each of its forms are read with the names they have', async () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'twinseal-tar-'));
  try {
    const long = `${'d'.repeat(90)}/${'f'.repeat(150)}`;
    mkdirSync(joinPath(folder, 'd'.repeat(90)));
    writeFileSync(joinPath(folder, long), 'long', { mode: 0o755 });
    symlinkSync('x'.repeat(150), joinPath(folder, 'sym'));
    writeFileSync(joinPath(folder, 'a'), 'hello');
    linkSync(joinPath(folder, 'a'), joinPath(folder, 'b'));
    for (const format of ['gnu', 'posix']) {
      const bytes = execFileSync('tar', [
        `--format=${format}`,
        '-cf',
        '-',
        '-C',
        folder,
        'a',
        'b',
        'sym',
        'd'.repeat(90),
      ]);
      const { entries, end } = await read(new Uint8Array(bytes));
      const found = new Map(entries.map((one) => [one.entry.path.replace(/\/$/, ''), one]));
      assert.equal(found.get(long)?.content, 'long');
      assert.equal(found.get('sym')?.entry.linkTarget, 'x'.repeat(150));
      assert.deepEqual([found.get('b')?.entry.type, found.get('b')?.entry.linkTarget], ['hardlink', 'a']);
      assert.equal(found.get('d'.repeat(90))?.entry.type, 'directory');
      assert.deepEqual(end, { marked: true, trailing: false });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a header that is damaged or of a form with two readings is refused', async () => {
  const good = tarOf([{ name: 'a', content: 'x' }]);
  assert.equal((await read(good)).entries.length, 1);
  await refused(
    Uint8Array.from(good, (byte, i) => (i === 0 ? byte + 1 : byte)),
    'checksum',
  );
  await refused(tarOf([{ name: 'a', magic: 'ustar\x0001' }]), 'magic');
  await refused(tarOf([{ name: 'a', type: 'S' }]), 'sparse');
  await refused(tarOf([{ name: 'a', type: 'Z' }]), 'type');
  await refused(tarOf([{ name: '' }]), 'name');
  await refused(tarOf([{ name: 'a/' }]), 'name');
  await refused(tarOf([{ name: 'a', type: '2' }]), 'name');
  await refused(tarOf([{ name: 'a', type: '5', content: 'x' }]), 'size');
  await refused(tarOf([{ name: 'a', type: '1', link: 'b', content: 'x' }]), 'size');
  const old = await read(tarOf([{ name: 'a/', type: '\0', magic: '' }]));
  assert.equal(old.entries[0]?.entry.type, 'directory');
});

test('extended headers may not contradict the header, one another or themselves', async () => {
  const one = await read(tarOf([{ name: 'a', content: 'xyz', pax: { path: 'ü', size: '3', mtime: '1.5' } }]));
  assert.deepEqual(
    one.entries.map(({ entry, content }) => [entry.path, content]),
    [['ü', 'xyz']],
  );
  assert.equal(
    (await read(tarOf([{ name: 'a', content: 'xyz', size: 0, pax: { size: '3' } }]))).entries[0]?.content,
    'xyz',
  );
  await refused(tarOf([{ name: 'a', content: 'xyz', pax: { size: '2' } }]), 'two-sizes');
  await refused(tarOf([{ name: 'a', pax: { size: '-1' } }]), 'number');
  await refused(tarOf([{ name: 'a', pax: { size: '9007199254740993' } }]), 'number');
  await refused(tarOf([{ name: 'a', pax: { 'GNU.sparse.map': '0,1' } }]), 'sparse');
  await refused(tarOf([{ name: 'a', pax: { path: 'x\0y' } }]), 'pax');
  await refused(tarOf([{ name: 'p', type: 'x', content: '9 path=ab\n' }, { name: 'a' }]), 'pax');
  await refused(
    tarOf([{ name: 'p', type: 'x', content: `${paxOf({ path: 'b' })}${paxOf({ path: 'c' })}` }, { name: 'a' }]),
    'pax-duplicate',
  );
  await refused(tarOf([{ name: 'p', type: 'g', content: paxOf({ path: 'b' }) }, { name: 'a' }]), 'global');
  assert.equal(
    (await read(tarOf([{ name: 'p', type: 'g', content: paxOf({ comment: 'b' }) }, { name: 'a' }]))).entries.length,
    1,
  );
  const pax = { name: 'p', type: 'x', content: paxOf({ path: 'b' }) };
  await refused(tarOf([pax, pax, { name: 'a' }]), 'two-headers');
  await refused(tarOf([pax, { name: 'L', type: 'L', content: 'c\0' }, { name: 'a' }]), 'two-names');
  await refused(tarOf([{ name: 'L', type: 'L', content: 'c\0d' }, { name: 'a' }]), 'name');
  await refused(tarOf([pax]), 'truncated');
});

test('a stream that stops early, goes on after its end, or has no end says so', async () => {
  const whole = tarOf([{ name: 'a', content: 'x'.repeat(600) }]);
  await refused(whole.subarray(0, 300), 'truncated');
  await refused(whole.subarray(0, 900), 'truncated');
  await refused(whole.subarray(0, 1200), 'truncated');
  assert.deepEqual((await read(whole.subarray(0, 1536))).end, { marked: false, trailing: false });
  assert.deepEqual((await read(whole.subarray(0, 2048))).end, { marked: false, trailing: false });
  assert.deepEqual((await read(join([whole, rawEntry({ name: 'hidden' })]))).end, { marked: true, trailing: true });
  await refused(join([rawEntry({ name: 'a' }), new Uint8Array(512), rawEntry({ name: 'b' })]), 'zero-block');
  assert.deepEqual((await read(new Uint8Array())).end, { marked: false, trailing: false });
});

test('entries, extended headers and records are bounded', async () => {
  const entries = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}` }));
  await refused(tarOf(entries), 'limit', { maxEntries: 10, maxHeader: 1000 });
  await refused(tarOf([{ name: 'a', pax: { comment: 'x'.repeat(2000) } }]), 'pax-limit', {
    maxEntries: 10,
    maxHeader: 1000,
  });
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, '']));
  await refused(tarOf([{ name: 'a', pax: many }]), 'pax-limit');
  const globals = Array.from({ length: 30 }, () => ({ name: 'g', type: 'g', content: paxOf({ comment: 'x' }) }));
  await refused(tarOf([...globals, { name: 'a' }]), 'limit', { maxEntries: 10, maxHeader: 1000 });
});

test('no bytes make the reader do anything but read or refuse', async () => {
  const seed = tarOf([
    { name: 'dir/', type: '5' },
    { name: 'a', content: 'hello', pax: { path: 'dir/longer', size: '5' } },
    { name: 'L', type: 'L', content: 'long\0' },
    { name: 'b', type: '2', link: 'a' },
  ]);
  const change = fc.record({ at: fc.nat(seed.length - 1), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = seed.slice();
      for (const { at, to } of changes) bytes[at] = to;
      await read(bytes).catch((error: unknown) => assert.ok(error instanceof FormatError, String(error)));
    }),
    { numRuns: 500 },
  );
});
