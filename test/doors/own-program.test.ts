// A pod that runs something else than what was proven, under a policy that does not demand `pod.ownProgram`: let in, and told.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { wordsOf } from '../../src/doors/kubernetes/words.ts';
import { MAX_REASON } from '../../src/records/check.ts';
import { runsOtherProgram } from '../../src/records/other-program.ts';
import { GOOD, signed, startDoor } from '../support/admission-door.ts';
import { reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { startService } from '../support/running-service.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const root = mkdtempSync(join(tmpdir(), 'twinseal-own-program-'));
const finally_: (() => unknown)[] = [];
after(async () => {
  for (const end of finally_.reverse()) await end();
  rmSync(root, { recursive: true, force: true });
});
const forAll = { after: (end: () => unknown) => void finally_.push(end) } as Pick<TestContext, 'after'>;
const require = { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } };
const [pod = assert.fail()] = WORKLOAD_KINDS;
const podOf = (container: object): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'a', image: GOOD, ...container }] },
});
const SHELL = podOf({ command: ['/bin/busybox', 'sh'] });
const OWN = podOf({});
const create = (object: object) => reviewOf(pod, 'CREATE', object);

test('the webhook lets it in with a warning that names image, code and what to run', async () => {
  const door = await startDoor(forAll, { release: signed({ require }) });
  const told = await door.ask(create(SHELL));
  assert.equal(told.allowed, true);
  const [warning = '', ...more] = told.warnings ?? [];
  assert.deepEqual(more, []);
  assert.match(
    warning,
    /app@sha256:\w{12}: POD_OTHER_PROGRAM; next: twinseal verify --manifests FILE --policy release$/,
  );
  assert.ok(warning.length <= 120, `${warning.length}`);
  const quiet = await door.ask(create(OWN));
  assert.equal(quiet.allowed, true);
  assert.deepEqual(quiet.warnings ?? [], []);
});

test('a policy that only audits says nothing, one that warns says it, and one that demands it refuses', async () => {
  const ask = async (more: object) => {
    const door = await startDoor(forAll, { release: signed({ require, ...more }) });
    return await door.ask(create(SHELL));
  };
  assert.deepEqual((await ask({ mode: 'audit' })).warnings ?? [], []);
  assert.match((await ask({ mode: 'warn' })).warnings?.join() ?? '', /POD_OTHER_PROGRAM/);
  const demanded = await ask({ require: { ...require, pod: { ownProgram: true } } });
  assert.equal(demanded.allowed, false);
  assert.match(demanded.status?.message ?? '', /POD_OTHER_PROGRAM/);
  assert.deepEqual(demanded.warnings ?? [], []);
  // Refused for something else: the refusal says why, and nothing is warned of.
  const other = await ask({ require: { ...require, pod: { runAsNonRoot: true } } });
  assert.match(other.status?.message ?? '', /POD_RUNS_AS_ROOT/);
  assert.deepEqual(other.warnings ?? [], []);
});

function verify(object: object, ...words: string[]): Promise<{ readonly status: number | null; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin, ['verify', '--manifests', '-', ...words], { cwd: root });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, out }));
    child.stdin.on('error', () => {}).end(JSON.stringify(object));
  });
}

test('verify --manifests warns of it, here and at a server, and exits as for what is let in', async () => {
  mkdirSync(join(root, 'policies'));
  const policy = join(root, 'policies', 'release.json');
  writeFileSync(policy, JSON.stringify(signed({ require })));
  const service = await startService(join(root, 'policies'), join(root, 'data'));
  finally_.push(() => service.stop());
  for (const way of [
    ['--policy', policy],
    ['--server', service.url],
  ]) {
    const told = await verify(SHELL, ...way);
    assert.equal(told.status, 0, told.out);
    assert.match(
      told.out,
      /^WARNING {2}POD_OTHER_PROGRAM .*twin-build: .*BUT THE POD RUNS SOMETHING ELSE: .*runs "\/bin\/busybox".*\(Pod\/web \/spec\/containers\/0\/image\)\nallow: /,
      way[0],
    );
    const quiet = await verify(OWN, ...way);
    assert.match(quiet.out, /^PASS {2}image /, way[0]);
    const [document, same] = await Promise.all([SHELL, OWN].map((one) => verify(one, ...way, '-o', 'json')));
    // What was decided is what it was: a check that passes, with its reason.
    for (const one of [document, same]) assert.match(one?.out ?? '', /"outcome": ?"allow"/);
    assert.doesNotMatch(document?.out ?? '', /POD_OTHER_PROGRAM/);
  }
});

test('neither a long name nor a long reason hides it', () => {
  const image = `registry.example.com/${'a/'.repeat(100)}app@sha256:${'0'.repeat(64)}`;
  const ruling = { image, effect: 'admit', code: 'POD_OTHER_PROGRAM', policy: 'p'.repeat(24), warn: true } as const;
  assert.ok(wordsOf(ruling, 0).length <= 120);
  const check = { id: 'twin-build', status: 'pass', reason: 'x'.repeat(MAX_REASON) } as const;
  assert.equal(runsOtherProgram(check), true);
  assert.equal(runsOtherProgram({ ...check, reason: 'x'.repeat(MAX_REASON - 1) }), false);
  assert.equal(runsOtherProgram({ ...check, status: 'fail' }), false);
  assert.equal(runsOtherProgram({ ...check, id: 'rebuilders' }), false);
});
