// A release is sealed by one operator and built again by others, from the program's start to the gate: who reproduced it counts, each key
// once, the last word of each; who sealed it does not.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { startDistribution } from '../interop/registry.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { attachedIn, makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { type ProgramResult, twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuild-'));
const module = join(root, 'module');
const sealed = join(root, 'app.oci');
const home = join(root, 'home');
const keys = {} as Record<'release' | 'bob' | 'carol', OperatorKeys>;

after(() => rmSync(root, { recursive: true, force: true }));

function run(words: readonly string[]): Promise<ProgramResult> {
  return twinseal(words, { cwd: root, env: { PATH: process.env.PATH, HOME: home, COSIGN_PASSWORD: PASSWORD } });
}

function policy(atLeast: number): string {
  const file = join(root, `rebuilt-${atLeast}.yaml`);
  const trust = Object.entries(keys).map(
    ([name, { cosignPub }]) => `  - {name: ${name}, cosign: {keyFile: ${cosignPub}}}`,
  );
  writeFileSync(
    file,
    `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust:\n${trust.join('\n')}\nrequire:\n  twinBuild:\n    by: [release]\n    rebuilders: {of: [bob, carol], atLeast: ${atLeast}}\n`,
  );
  return file;
}

async function verdict(image: string, atLeast: number) {
  const { status, stdout, stderr } = await run(['verify', image, '--policy', policy(atLeast), '-o', 'json']);
  const { checks } = JSON.parse(stdout) as {
    readonly checks: readonly { readonly id: string; readonly code: string; readonly reason: string }[];
  };
  const check = checks.find(({ id }) => id === 'rebuilders');
  assert.ok(check !== undefined, stderr);
  return { status, code: check.code, reason: check.reason };
}

function rebuild(image: string, source: string, by: OperatorKeys): Promise<ProgramResult> {
  const trusted = ['--cosign-key-pub', keys.release.cosignPub];
  return run([
    'rebuild',
    image,
    '--source',
    source,
    '--offline',
    '--cosign-key',
    by.cosignKey,
    ...trusted,
    '-o',
    'json',
  ]);
}

before(async () => {
  mkdirSync(home);
  for (const name of ['release', 'bob', 'carol'] as const) keys[name] = await makeKeys(join(root, name));
  writeHelloModule(module);
  const { status, stderr } = await run([
    'seal',
    module,
    '--offline',
    '--platform',
    'linux/amd64',
    '--layout',
    sealed,
    '--cosign-key',
    keys.release.cosignKey,
  ]);
  assert.equal(status, 0, stderr);
});

test('two operators reproduce what a third sealed, and a policy that demands two takes it only then', async () => {
  assert.deepEqual(await verdict(sealed, 1), {
    status: 1,
    code: 'REBUILD_MISSING',
    reason: '/usr/local/bin/hello was reproduced by none of bob, carol, 1 demanded',
  });
  const first = await rebuild(sealed, module, keys.bob);
  assert.equal(first.status, 0, first.stderr + first.stdout);
  const said = JSON.parse(first.stdout);
  assert.equal(said.outcome, 'reproduced');
  // The release's own twin proof verified with the key that bob trusts: two operators, one program.
  assert.deepEqual(said.properties, ['SLSA_BUILD_REPRODUCED']);
  assert.equal(said.source.dirty, false);
  assert.equal(said.platforms[0].isolation.networkless, true);
  assert.equal((await verdict(sealed, 2)).code, 'REBUILD_MISSING');
  // Said twice by one operator is said once.
  const registry = await startDistribution();
  after(registry.stop);
  const reference = `${registry.host}/hello:v1`;
  assert.equal((await run(['push', sealed, reference])).status, 0);
  const second = await rebuild(reference, module, keys.carol);
  assert.equal(second.status, 0, second.stderr + second.stdout);
  assert.deepEqual(await verdict(reference, 2), {
    status: 0,
    code: 'OK',
    reason: '/usr/local/bin/hello was reproduced by bob, carol, 2 demanded',
  });
  const { status, stdout } = await run(['validate', sealed]);
  assert.equal(status, 0, stdout);
  const statements = attachedIn(sealed).filter(({ statement }) => statement?.predicateType === PREDICATE_TYPES.rebuild);
  assert.equal(statements.length, 2, 'the layout has one statement, under the index and under the platform');
});

test('whoever sealed the image can not vouch for it as a rebuilder, and leaves nothing behind', async () => {
  const before = readFileSync(join(sealed, 'index.json'), 'utf8');
  const { status, stderr } = await rebuild(sealed, module, keys.release);
  assert.equal(status, 2, stderr);
  assert.match(stderr, /the key sealed this image/);
  assert.equal(readFileSync(join(sealed, 'index.json'), 'utf8'), before);
});

test('a program that its source does not give is told, signed as such, and denied', async () => {
  const [layout, source] = [join(root, 'other.oci'), join(root, 'published')];
  cpSync(sealed, layout, { recursive: true });
  cpSync(module, source, { recursive: true });
  appendFileSync(join(source, 'main.go'), '\nfunc init() { println("what was published says more") }\n');
  const { status, stdout, stderr } = await rebuild(layout, source, keys.bob);
  assert.equal(status, 1, stderr);
  const said = JSON.parse(stdout);
  assert.equal(said.outcome, 'different');
  assert.deepEqual([said.properties, said.source.dirty], [[], true]);
  assert.notEqual(said.platforms[0].causes.length, 0);
  assert.equal(said.attached, 2);
  // Bob's last word counts, not the best one.
  const { code, reason } = await verdict(layout, 1);
  assert.equal(code, 'REBUILD_DIFFERENT');
  assert.match(reason, /reproduced by none of bob, carol, 1 demanded; bob got another program/);
});
