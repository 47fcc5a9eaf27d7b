import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { IMPORT_LIMITS, makeSourceImporter } from '../../src/adapters/source/importer.ts';
import { parseGoMod } from '../../src/formats/gobuild/go-mod.ts';
import type { ImportedTree } from '../../src/records/imported-tree.ts';
import { refuseOutsideReplacements } from '../../src/seal/source/local-replacements.ts';
import { call, fails, folder, imported, root } from './source-harness.ts';

test('only regular files are imported, and what is left out is told', async () => {
  const path = folder({
    'go.mod': 'module m\n',
    'a/b.go': 'package a\n',
    '.git/config': 'x',
    'sub/.hg/x': 'x',
    'run.sh': '#!',
  });
  chmodSync(join(path, 'run.sh'), 0o755);
  symlinkSync('/etc/passwd', join(path, 'link.go'));
  symlinkSync('a', join(path, 'linked-folder'));
  execFileSync('mkfifo', [join(path, 'pipe')]);
  const server = createServer().listen(join(path, 'socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  const tree = await imported(path);
  server.close();
  assert.deepEqual(
    tree.files.map((file) => [file.path, file.executable]),
    [
      ['a/b.go', false],
      ['go.mod', false],
      ['run.sh', true],
    ],
  );
  assert.deepEqual(tree.leftOut, [
    { path: '.git', kind: 'vcs' },
    { path: 'link.go', kind: 'symlink' },
    { path: 'linked-folder', kind: 'symlink' },
    { path: 'pipe', kind: 'fifo' },
    { path: 'socket', kind: 'socket' },
    { path: 'sub/.hg', kind: 'vcs' },
  ]);
  const shell = "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum";
  const digest = execFileSync('sh', ['-c', shell], { cwd: tree.folder }).toString().slice(0, 64);
  assert.equal(tree.treeDigest, `sha256:${digest}`);
  assert.equal(readFileSync(join(tree.folder, 'a/b.go'), 'utf8'), 'package a\n');
});

test('names that could deceive are refused', async () => {
  for (const name of ['a\nb', 'a\\b', 'a\u202eb', '\u200b.go', 'a\x7f']) {
    await assert.rejects(imported(folder({ [name]: '' })), fails('SOURCE_NAME'), JSON.stringify(name));
  }
  const path = folder();
  writeFileSync(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff, 0xfe])]), '');
  await assert.rejects(imported(path), fails('SOURCE_NAME', /UTF-8/));
  const odd = await imported(folder({ 'u\u0308mlaut \u{1f600} $(x).go': '' }));
  assert.equal(odd.files[0]?.path, 'u\u0308mlaut \u{1f600} $(x).go');
});

test('a file that is linked from outside too is refused; links among the files of the tree are not', async () => {
  const inner = folder({ 'a/one': 'x' });
  linkSync(join(inner, 'a/one'), join(inner, 'two'));
  assert.equal((await imported(inner)).files.length, 2);
  const outer = folder({ three: '' });
  linkSync(join(inner, 'two'), join(outer, 'hidden'));
  await assert.rejects(imported(inner), fails('SOURCE_LINKED', /3 hard links, of which only 2 lie in the source/));
  await assert.rejects(imported(outer), fails('SOURCE_LINKED', /^"hidden" .* only 1 lies/));
});

test('a vendor folder is made from no folder outside of the source', () => {
  const refuse = (path: string) =>
    refuseOutsideReplacements(parseGoMod(`module m\n\nreplace a.b/c => ${path}\n`), './m');
  for (const path of ['./c', './c/../d', './', './a/b/../../c']) refuse(path);
  for (const path of ['../c', '/etc', './a/../../c', './..'])
    assert.throws(() => refuse(path), fails('SOURCE_OUTSIDE', /replaces a\.b\/c by the folder/), path);
});

test('a source past the limits is refused before it fills the disk', async () => {
  const limited = makeSourceImporter({
    ...IMPORT_LIMITS,
    files: 2,
    fileBytes: 1000,
    totalBytes: 1500,
    depth: 2,
    leftOut: 1,
  });
  const attempt = (path: string): Promise<ImportedTree> => limited.importTree(path, root, call);
  await assert.rejects(attempt(folder({ a: '', b: '', c: '' })), fails('SOURCE_LIMIT', /2 files/));
  await assert.rejects(attempt(folder({ a: 'x'.repeat(1001) })), fails('SOURCE_LIMIT', /1000 bytes/));
  await assert.rejects(attempt(folder({ a: 'x'.repeat(900), b: 'x'.repeat(900) })), fails('SOURCE_LIMIT', /1500/));
  await assert.rejects(attempt(folder({ 'a/b/c/d': '' })), fails('SOURCE_LIMIT', /deeper than 2/));
  const sparse = folder({ a: '' });
  truncateSync(join(sparse, 'a'), 1024 ** 4);
  await assert.rejects(imported(sparse), fails('SOURCE_LIMIT'));
  const links = folder();
  for (const name of ['a', 'b']) symlinkSync('x', join(links, name));
  await assert.rejects(attempt(links), fails('SOURCE_LIMIT'));
  await assert.rejects(imported(join(root, 'nowhere')), fails('INPUT_UNREADABLE', /does not exist: name the folder/));
});
