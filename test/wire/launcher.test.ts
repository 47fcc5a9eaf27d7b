import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const scratch = mkdtempSync(join(tmpdir(), 'twinseal-launcher-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const REPORT =
  'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), node: process.execPath, pid: process.pid }));\n';

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

/** A folder that looks like a checkout (`src`) or an installed package (`dist`), holding the real launcher. */
function layOut(root: string, kind: 'checkout' | 'package'): string {
  mkdirSync(join(root, 'bin'), { recursive: true });
  copyFileSync(launcher, join(root, 'bin', 'twinseal'));
  put(join(root, 'package.json'), '{"type":"module"}');
  put(join(root, ...(kind === 'checkout' ? ['src', 'wire', 'cli.ts'] : ['dist', 'wire', 'cli.js'])), REPORT);
  return join(root, 'bin', 'twinseal');
}

/** Puts the running Node.js where npm would put the pinned one. */
function bringNode(nodeModules: string): string {
  const node = join(nodeModules, `node-linux-${process.arch}`, 'bin', 'node');
  mkdirSync(dirname(node), { recursive: true });
  symlinkSync(process.execPath, node);
  return node;
}

/** A PATH whose only `node` claims to be of this version. */
function pathWith(version: string): string {
  const folder = join(scratch, `path-${version}`);
  put(join(folder, 'node'), `#!/bin/sh\n[ "$1" = --version ] && echo ${version} || echo "ran on PATH's node"\n`, 0o755);
  return `${folder}:/usr/bin:/bin`;
}

function run(command: string, path: string, args: readonly string[] = [], cwd = scratch) {
  return spawnSync(command, args, { cwd, encoding: 'utf8', env: { PATH: path, HOME: scratch } });
}

test('a checkout runs its sources on the pinned Node.js, with the arguments and the folder of the caller', () => {
  const root = join(scratch, 'check out');
  const twinseal = layOut(root, 'checkout');
  bringNode(join(root, 'node_modules'));
  const { status, stdout, stderr } = run(twinseal, pathWith('v12.0.0'), ['verify', 'a b', '']);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const report = JSON.parse(stdout);
  assert.deepEqual(report.args, ['verify', 'a b', '']);
  assert.equal(report.cwd, scratch);
});

test('it is found through links of links, relative and absolute', () => {
  const root = join(scratch, 'linked');
  const twinseal = layOut(root, 'checkout');
  bringNode(join(root, 'node_modules'));
  symlinkSync(twinseal, join(scratch, 'absolute'));
  mkdirSync(join(scratch, 'bin'));
  symlinkSync(join('..', 'absolute'), join(scratch, 'bin', 'relative'));
  assert.equal(run(join(scratch, 'bin', 'relative'), '/usr/bin:/bin').status, 0);
  assert.equal(run('./relative', '/usr/bin:/bin', [], join(scratch, 'bin')).status, 0);
  assert.equal(run('relative', `${join(scratch, 'bin')}:/usr/bin:/bin`).status, 0);
});

test('an installed package runs what was compiled, on a Node.js hoisted into a folder above', () => {
  const nodeModules = join(scratch, 'app', 'node_modules');
  const twinseal = layOut(join(nodeModules, 'twinseal'), 'package');
  bringNode(nodeModules);
  mkdirSync(join(nodeModules, '.bin'));
  symlinkSync(join('..', 'twinseal', 'bin', 'twinseal'), join(nodeModules, '.bin', 'twinseal'));
  for (const command of [twinseal, join(nodeModules, '.bin', 'twinseal')]) {
    const { status, stderr } = run(command, pathWith('v12.0.0'));
    assert.equal(status, 0, stderr);
  }
});

test('the shell is replaced: the program has the process id that the caller started', () => {
  const root = join(scratch, 'exec');
  const twinseal = layOut(root, 'checkout');
  bringNode(join(root, 'node_modules'));
  const { pid, stdout } = run(twinseal, '/usr/bin:/bin');
  assert.equal(JSON.parse(stdout).pid, pid);
});

test("without the pinned Node.js, PATH's serves from 24.15 on", () => {
  const twinseal = layOut(join(scratch, 'unpinned'), 'package');
  for (const version of ['v24.15.0', 'v24.21.1', 'v25.0.0', 'v100.1.0']) {
    const { status, stdout } = run(twinseal, pathWith(version));
    assert.equal(status, 0, version);
    assert.equal(stdout, "ran on PATH's node\n");
  }
});

test('an older Node.js, or none, is refused in one sentence with exit 2', () => {
  const twinseal = layOut(join(scratch, 'refused'), 'package');
  for (const version of ['v24.14.9', 'v20.20.2', 'v8.0.0', 'nonsense']) {
    const { status, stdout, stderr } = run(twinseal, pathWith(version));
    assert.equal(status, 2, version);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      new RegExp(`^twinseal: it needs Node\\.js 24\\.15 or newer and found ${version} on PATH; .*\\.\\n$`),
    );
  }
  const nothing = join(scratch, 'nothing');
  mkdirSync(nothing);
  assert.match(run(twinseal, nothing).stderr, /found no Node\.js on PATH/);
});

test('a checkout without node_modules says to run make setup, with exit 2', () => {
  const twinseal = layOut(join(scratch, 'fresh'), 'checkout');
  const { status, stderr } = run(twinseal, '/usr/bin:/bin');
  assert.equal(status, 2);
  assert.equal(
    stderr,
    "twinseal: this checkout has no node_modules folder; run 'make setup' in it once, then try again.\n",
  );
});
