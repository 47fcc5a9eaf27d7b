// One release that an operator sealed, and what others do with it: shared by the quick suite and the long one.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { writeHelloModule } from '../support/hello-module.ts';
import { makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { type ProgramResult, twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';

export const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuild-'));
export const module = join(root, 'module');
export const sealed = join(root, 'app.oci');
const home = join(root, 'home');
export const keys = {} as Record<'release' | 'bob' | 'carol', OperatorKeys>;

after(() => rmSync(root, { recursive: true, force: true }));

export function run(words: readonly string[]): Promise<ProgramResult> {
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

export async function verdict(image: string, atLeast: number) {
  const { status, stdout, stderr } = await run(['verify', image, '--policy', policy(atLeast), '-o', 'json']);
  const { checks } = JSON.parse(stdout) as {
    readonly checks: readonly { readonly id: string; readonly code: string; readonly reason: string }[];
  };
  const check = checks.find(({ id }) => id === 'rebuilders');
  assert.ok(check !== undefined, stderr);
  return { status, code: check.code, reason: check.reason };
}

export function rebuild(image: string, source: string, by: OperatorKeys): Promise<ProgramResult> {
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

/** Makes the keys of all and seals the release. */
export async function sealRelease(): Promise<void> {
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
    '--cache',
    warmCaches(),
  ]);
  assert.equal(status, 0, stderr);
}
