import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeGitReader } from '../../src/adapters/git/git-reader.ts';
import { remoteUrl } from '../../src/adapters/git/remote-url.ts';
import type { VcsFacts } from '../../src/records/source-lock.ts';
import { call, fails, folder, GIT_ENV, git, imported, repository, root, write } from './source-harness.ts';

const read = async (path: string): Promise<VcsFacts | undefined> =>
  makeGitReader({ folder: root }).read(path, await imported(path), call);

test('git tells revision, time, tag and distance', async () => {
  const path = repository({ 'go.mod': 'module m\n' });
  git(path, 'remote', 'add', 'origin', 'git@example.com:me/app.git');
  const head = git(path, 'rev-parse', 'HEAD').trim();
  const before = await read(path);
  assert.equal(before?.revision, head);
  assert.equal(before?.commitTime, '2023-11-14T22:13:20Z');
  assert.equal(before?.remote, 'ssh://example.com/me/app.git');
  assert.deepEqual([before?.tag, before?.commitsSinceTag, before?.dirty], [undefined, 1, false]);
  git(path, 'tag', 'v1.2.3');
  git(path, 'tag', '-a', '-m', 'x', 'v1.10.0');
  git(path, 'tag', 'latest');
  git(path, 'tag', 'v2');
  assert.deepEqual([(await read(path))?.tag, (await read(path))?.commitsSinceTag], ['v1.10.0', 0]);
  git(path, 'commit', '-q', '--allow-empty', '-m', 'second');
  git(path, 'tag', 'nightly');
  git(path, 'pack-refs', '--all');
  git(path, 'gc', '-q');
  assert.deepEqual([(await read(path))?.tag, (await read(path))?.commitsSinceTag], ['v1.10.0', 1]);
});

test('files that differ from the commit are named, in content, presence and run bit', async () => {
  const path = repository({
    'go.mod': 'module m\n',
    'a.go': 'package m\n',
    'b.go': 'package m\n',
    'c.sh': '',
    '.gitignore': 'vendor\n',
  });
  write(path, { 'a.go': 'package m // changed\n', 'vendor/x.go': 'package x\n' });
  rmSync(join(path, 'b.go'));
  chmodSync(join(path, 'c.sh'), 0o755);
  const facts = await read(path);
  assert.deepEqual(facts?.changed, ['a.go', 'b.go', 'c.sh', 'vendor/x.go']);
  assert.equal(facts?.dirty, true);
});

test('a module in a sub-folder is read, with its own tags before those of the repository', async () => {
  const path = repository({ README: 'x', 'tools/app/go.mod': 'module m\n' });
  git(path, 'tag', 'v9.0.0');
  const module = join(path, 'tools/app');
  assert.deepEqual([(await read(module))?.tag, (await read(module))?.dirty], ['v9.0.0', false]);
  git(path, 'tag', 'tools/app/v0.1.0');
  assert.equal((await read(module))?.tag, 'v0.1.0');
});

test('a folder without commits, or of which the repository holds nothing, has no git facts', async () => {
  assert.equal(await read(folder({ 'go.mod': 'module m\n' })), undefined);
  const unborn = folder({ 'go.mod': 'module m\n' });
  git(unborn, 'init', '-q');
  assert.equal(await read(unborn), undefined);
  const outer = repository({ 'other.txt': 'x' });
  write(outer, { 'app/go.mod': 'module m\n' });
  assert.equal(await read(join(outer, 'app')), undefined);
});

test('a SHA-256 repository, a shallow clone and a linked worktree are read', async () => {
  const long = repository({ 'go.mod': 'module m\n' }, '--object-format=sha256');
  const facts = await read(long);
  assert.equal(facts?.revision.length, 64);
  assert.equal(facts?.dirty, false);
  const path = repository({ 'go.mod': 'module m\n' });
  git(path, 'commit', '-q', '--allow-empty', '-m', 'second');
  const clone = join(root, 'shallow');
  git(root, 'clone', '-q', '--depth', '1', `file://${path}`, clone);
  assert.equal((await read(clone))?.commitsSinceTag, undefined);
  const tree = join(root, 'worktree');
  git(path, 'worktree', 'add', '-q', tree);
  assert.equal((await read(tree))?.revision, git(path, 'rev-parse', 'HEAD').trim());
});

test('a .git file that points to a repository of somebody else is refused', async () => {
  const victim = repository({ 'secret.txt': 'x' });
  const path = folder({ 'go.mod': 'module m\n', '.git': `gitdir: ${victim}/.git\n` });
  await assert.rejects(read(path), fails('SOURCE_GIT', /does not point back/));
});

test('nothing that a repository brings is run: config, filters, hooks, includes, alternates, programs', async () => {
  const marks = mkdtempSync(join(root, 'marks-'));
  chmodSync(marks, 0o777);
  const mark = (name: string): string => {
    const script = join(marks, `${name}.sh`);
    writeFileSync(script, `#!/bin/sh\ntouch ${marks}/${name}.ran\ncat\n`, { mode: 0o755 });
    return script;
  };
  const path = repository({
    'go.mod': 'module m\n',
    'a.txt': 'x\n',
    '.gitattributes': '* filter=evil diff=evil merge=evil\n',
  });
  const config = [
    '[core]',
    '\trepositoryformatversion = 1',
    `\tfsmonitor = ${mark('fsmonitor')}`,
    `\thooksPath = ${marks}`,
    `\tsshCommand = ${mark('ssh')}`,
    `\tpager = ${mark('pager')}`,
    `\teditor = ${mark('editor')}`,
    `\taskPass = ${mark('askpass')}`,
    `\tgitProxy = ${mark('proxy')}`,
    `\tworktree = ${root}`,
    '[extensions]',
    '\tworktreeConfig = true',
    '\tpartialClone = origin',
    '[log]',
    '\tshowSignature = true',
    '[gpg]',
    `\tprogram = ${mark('gpg')}`,
    '[filter "evil"]',
    `\tclean = ${mark('clean')}`,
    `\tsmudge = ${mark('smudge')}`,
    `\tprocess = ${mark('process')}`,
    '\trequired = true',
    '[diff "evil"]',
    `\ttextconv = ${mark('textconv')}`,
    `\tcommand = ${mark('diff')}`,
    '[merge "evil"]',
    `\tdriver = ${mark('merge')}`,
    '[include]',
    `\tpath = ${join(marks, 'included')}`,
    '[alias]',
    `\tshow = !${mark('alias')}`,
    '[credential]',
    `\thelper = ${mark('credential')}`,
    '[remote "origin"]',
    `\turl = ext::${mark('ext')} %S`,
    `\tuploadpack = ${mark('uploadpack')}`,
    '\tpromisor = true',
    '',
  ].join('\n');
  writeFileSync(join(marks, 'included'), `[core]\n\tfsmonitor = ${mark('included')}\n`);
  const head = git(path, 'rev-parse', 'HEAD').trim();
  // A signed commit makes git call gpg when it shows one.
  const signed = git(path, 'cat-file', 'commit', head).replace(
    '\n\n',
    '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n',
  );
  writeFileSync(join(root, 'commit'), signed);
  git(path, 'update-ref', 'HEAD', git(path, 'hash-object', '-t', 'commit', '-w', join(root, 'commit')).trim());
  const proof = execFileSync(
    'sh',
    ['-c', `git -c core.fsmonitor=${mark('proof')} status >/dev/null 2>&1; ls ${marks}`],
    { cwd: path, env: GIT_ENV },
  );
  assert.match(proof.toString(), /proof\.ran/, 'the trick must work on plain git, or this test proves nothing');
  writeFileSync(join(path, '.git/config'), config);
  writeFileSync(join(path, '.git/config.worktree'), config);
  writeFileSync(join(path, '.git/info/attributes'), '* filter=evil diff=evil\n');
  mkdirSync(join(path, '.git/objects/info'), { recursive: true });
  writeFileSync(join(path, '.git/objects/info/alternates'), `${root}/elsewhere/objects\n`);
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']) {
    writeFileSync(join(path, '.git/hooks', hook), `#!/bin/sh\ntouch ${marks}/${hook}.ran\n`, { mode: 0o755 });
  }
  rmSync(join(marks, 'proof.ran'));
  const facts = await read(path);
  assert.equal(facts?.dirty, false);
  assert.equal(facts?.remote, undefined);
  assert.deepEqual(
    readdirSync(marks).filter((name) => name.endsWith('.ran')),
    [],
  );
  assert.ok(existsSync(marks));
});

test('a remote is taken only when it is plain', () => {
  const config = (url: string): string => `[remote "origin"]\n\turl = ${url}\n`;
  assert.equal(remoteUrl(config('https://example.com/a/b.git')), 'https://example.com/a/b.git');
  assert.equal(remoteUrl(config('ssh://git@example.com/a.git')), 'ssh://example.com/a.git');
  for (const url of [
    'https://user:secret@example.com/a',
    'https://token@example.com/a',
    'ext::sh -c x',
    '/local/path',
    'file:///x',
    'https://example.com/a?x=1',
  ]) {
    assert.equal(remoteUrl(config(url)), undefined, url);
  }
  assert.equal(remoteUrl('[remote "other"]\n\turl = https://example.com/a\n'), undefined);
});
