import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { memoryFolder, pagesOf } from '../../src/adapters/memory-folder.ts';
import { makeSandbox } from '../../src/adapters/sandbox/sandbox.ts';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import { memoryImporter } from '../../src/adapters/source/memory-importer.ts';
import { testCall, twinHarness } from './twin-harness.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-memory-'));
after(() => rmSync(root, { recursive: true, force: true }));
const source = join(root, 'module');
mkdirSync(join(source, 'lib'), { recursive: true });
writeFileSync(join(source, 'go.mod'), 'module example.com/hello\n');
writeFileSync(join(source, 'lib', 'lib.go'), 'package lib\n');

test('a private folder in memory is made where the system has one, and goes away', async () => {
  const memory = await memoryFolder();
  if (!existsSync('/dev/shm')) return assert.equal(memory, undefined);
  assert.ok(memory !== undefined && memory.room() > 0);
  assert.equal(statSync(memory.folder).mode & 0o777, 0o700);
  await memory.remove();
  assert.ok(!existsSync(memory.folder));
});

test('a folder that is on a disk, or is not there, is not taken for memory', async () => {
  for (const place of [join(root, 'none'), '/proc']) assert.equal(await memoryFolder(place), undefined, place);
});

test('a source that fits is imported into memory, one that does not onto the disk, with the same digest', async () => {
  const [inMemory, onDisk] = [join(root, 'memory'), join(root, 'disk')];
  for (const each of [inMemory, onDisk]) mkdirSync(each);
  const importer = makeSourceImporter();
  const memory = (room: number) => ({ folder: inMemory, room: () => room, remove: async () => {} });
  const fits = await memoryImporter(importer, memory(1 << 20)).importTree(source, onDisk, testCall());
  assert.ok(fits.folder.startsWith(inMemory));
  const before = readdirSync(inMemory);
  // Room for the bytes, but not for a page of each of two files.
  const large = await memoryImporter(importer, memory(16 * 1024)).importTree(source, onDisk, testCall());
  assert.ok(large.folder.startsWith(onDisk));
  assert.equal(large.treeDigest, fits.treeDigest);
  assert.deepEqual(readdirSync(inMemory), before);
});

test('what files take in memory is counted in whole pages, an empty one as one', () => {
  assert.equal(pagesOf([{ size: 0 }, { size: 4095 }, { size: 4096 }]), 4 * 4096);
});

test('a side whose source lies in memory reads it at its place, can not write it, and leaves nothing there', async (t) => {
  const twin = twinHarness();
  after(() => twin.remove());
  const { plan, tree } = await twin.plan(
    twin.module({ 'go.mod': 'module example.com/hello\n\ngo 1.21\n', 'main.go': 'package main\n\nfunc main() {}\n' }),
  );
  const inMemory = join(twin.root, 'memory');
  mkdirSync(inMemory);
  mkdirSync(join(twin.root, 'boxes'));
  const sandbox = makeSandbox({ folder: join(twin.root, 'boxes'), memory: { folder: inMemory, room: () => 1 << 30 } });
  const { limits, sides, toolchains } = plan;
  const request = { name: 'b', tree, toolchain: toolchains.b, conditions: sides.b, limits } as const;
  const side = await sandbox.open({ ...request, readsSource: true }, testCall());
  try {
    if (side.isolation.kind === 'process')
      return t.skip('this machine: without namespaces a side keeps its source in its box');
    assert.equal(readdirSync(inMemory).length, 1);
    const run = (script: string) => side.run(['/bin/sh', '-c', script], { PATH: '/usr/bin:/bin' }, testCall());
    assert.match(
      (await run('pwd; cat go.mod; stat -c %a main.go')).stdout,
      /\/source\nmodule example.com\/hello[\s\S]*\n600\n$/,
    );
    assert.match((await run('echo x > main.go')).stderr, /[Rr]ead-only/);
  } finally {
    await side.close();
  }
  assert.deepEqual(readdirSync(inMemory), []);
  // Who may write his source gets a copy of his own on the disk.
  const writer = await sandbox.open(request, testCall());
  assert.deepEqual(readdirSync(inMemory), []);
  await writer.close();
});
