import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readInputFile } from '../../src/adapters/input-file.ts';
import { workspaces } from '../../src/adapters/workspace.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-workspaces-'));
after(() => rmSync(root, { recursive: true, force: true }));
const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const failsWith = (code: string) => (error: unknown) => error instanceof TwinsealError && error.code === code;
const place = workspaces(root);

test('a workspace is for its owner alone and goes away when asked, read-only folders in it too', async () => {
  const { folder, remove } = await place.create('seal');
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  mkdirSync(join(folder, 'module-cache'));
  writeFileSync(join(folder, 'module-cache', 'file'), '');
  chmodSync(join(folder, 'module-cache'), 0o500);
  await remove();
  assert.ok(!existsSync(folder));
  await remove();
});

test('a workspace goes away with the process, also when it throws', () => {
  const parent = mkdtempSync(join(root, 'parent-'));
  const module = join(import.meta.dirname, '..', '..', 'src', 'adapters', 'workspace.ts');
  const script = `import { workspaces } from ${JSON.stringify(module)};
import { readdirSync } from 'node:fs';
await workspaces(${JSON.stringify(parent)}).create('x');
console.log(readdirSync(${JSON.stringify(parent)}).length);
throw new Error('on purpose');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  assert.equal(run.stdout, '1\n', run.stderr);
  assert.equal(run.status, 1);
  assert.deepEqual(readdirSync(parent), []);
});

test('a folder that cannot be made is OUTPUT_UNWRITABLE', async () => {
  await assert.rejects(workspaces(join(root, 'absent')).create('x'), failsWith('OUTPUT_UNWRITABLE'));
});

test('an input is read whole or refused: absent, a folder, a pipe, too large', async () => {
  const file = join(root, 'input');
  writeFileSync(file, 'hello');
  symlinkSync('input', join(root, 'link'));
  assert.equal(Buffer.from(await readInputFile(file, 5, call())).toString(), 'hello');
  assert.equal(Buffer.from(await readInputFile(join(root, 'link'), 5, call())).toString(), 'hello');
  await assert.rejects(readInputFile(file, 4, call()), failsWith('INPUT_TOO_LARGE'));
  await assert.rejects(readInputFile(join(root, 'absent'), 5, call()), failsWith('INPUT_UNREADABLE'));
  await assert.rejects(readInputFile(root, 5, call()), failsWith('INPUT_UNREADABLE'));
  spawnSync('mkfifo', [join(root, 'pipe')]);
  await assert.rejects(readInputFile(join(root, 'pipe'), 5, call()), failsWith('INPUT_UNREADABLE'));
  await assert.rejects(readInputFile(file, 5, { ...call(), signal: AbortSignal.abort() }), failsWith('ABORTED'));
});

test('a build that is told to stop ends with status 3 and leaves nothing behind', {}, async () => {
  const module = mkdtempSync(join(root, 'module-'));
  writeFileSync(join(module, 'go.mod'), 'module example.com/m\n\ngo 1.21\n');
  writeFileSync(join(module, 'main.go'), 'package main\n\nfunc main() { println(1) }\n');
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const temporary = mkdtempSync(join(root, 'tmp-'));
    const child = spawn(bin, ['build', module, '--platform', 'linux/amd64', '--verbose'], {
      env: { ...process.env, TMPDIR: temporary, GOSUMDB: 'off' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      const before = log;
      log += chunk;
      // In the middle of side A: the workspace is there, and Go runs.
      if (/side A: building/.test(log) && !/side A: building/.test(before)) setTimeout(() => child.kill(signal), 300);
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(status, 3, log);
    assert.match(log, /twinseal: [^\n]*(?:stopped|cancelled)[^\n]*\n$/, log);
    assert.deepEqual(readdirSync(temporary), [], signal);
  }
});
