// The set that auditors are given, taken to another machine: its README's own commands, run by the real programs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openLayout } from '../../src/adapters/layout/layout-reader.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { auditorService, judgeInto } from '../support/auditor-service.ts';
import { makeKeys, sealHello } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { untar } from '../support/untar.ts';
import { notationHome } from './notation-home.ts';
import { peerEnvironment, peerPath, withoutPeers } from './peer.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-set-'));
const service = await auditorService();
after(async () => {
  await service.stop();
  rmSync(root, { recursive: true, force: true });
});
const keys = await makeKeys(join(root, 'keys'));
const strangers = await makeKeys(join(root, 'strangers'));
const sealed = await sealHello(root, keys);
const POLICY = `apiVersion: twinseal.dev/v1
kind: Policy
trust:
  - name: release
    cosign: { key: ${JSON.stringify(readFileSync(keys.cosignPub, 'utf8'))} }
  - name: notary
    notation: { certificates: ${JSON.stringify(readFileSync(keys.notationRoot, 'utf8'))}, identities: ["*"] }
require:
  signatures: [{ by: release }, { by: notary }]
  statements: [{ type: slsaprovenance1, by: [release] }]
`;
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };
const policy = compilePolicy(
  await parsePolicy({ name: 'release', bytes: Buffer.from(POLICY), readFile: async () => new Uint8Array() }),
);
await judgeInto(service.store, await openLayout(sealed.layout, call), [policy], {
  id: '00000000-0000-4000-8000-000000000001',
  now: Math.floor(Date.now() / 1000),
  target: sealed.index,
});
// From here on, nothing of the image is anywhere but in the store.
rmSync(sealed.layout, { recursive: true });

const set = join(root, 'set');
const sent = await fetch(`${service.url}/attestations?digest=${sealed.index}&format=tar`);
untar(new Uint8Array(await sent.arrayBuffer()), set);

/** The lines of the README's blocks that begin with a word. */
function commands(word: RegExp): readonly string[] {
  const blocks = [...readFileSync(join(set, 'README.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)];
  return blocks.flatMap(([, text = '']) => text.split('\n')).filter((line) => word.test(line));
}

/** Runs a line in the set as its README says, in a shell that finds the peers. */
function shell(line: string, home: string): { readonly status: number; readonly output: string } {
  const env = { ...peerEnvironment(home), PATH: `${join(peerPath('cosign'), '..')}:${process.env.PATH}` };
  try {
    return { status: 0, output: execFileSync('sh', ['-c', `${line} 2>&1`], { cwd: set, env, encoding: 'utf8' }) };
  } catch (error) {
    const { status, stdout } = error as { readonly status: number; readonly stdout: string };
    return { status, output: stdout };
  }
}

test("every file has its digest by the README's first command, and an altered one is named", () => {
  const [line] = commands(/sha256sum/);
  assert.ok(line);
  const home = mkdtempSync(join(root, 'home-'));
  assert.deepEqual(shell(line, home), { status: 0, output: '' });
  const stray = join(set, 'blobs/sha256', '0'.repeat(64));
  writeFileSync(stray, 'x');
  const found = shell(line, home);
  rmSync(stray);
  assert.equal(found.status, 1);
  assert.match(found.output, /altered: 0{64}/);
});

test('cosign verifies every bundle of the set, and none with another key', { skip: withoutPeers('cosign') }, () => {
  const lines = commands(/^cosign /);
  // The index and two platforms are signed; provenance of both sides, the proof and two SBOMs are stated.
  assert.ok(lines.length >= 8, lines.join('\n'));
  const home = mkdtempSync(join(root, 'home-'));
  copyFileSync(keys.cosignPub, join(set, 'cosign.pub'));
  for (const line of lines) {
    const { status, output } = shell(line, home);
    assert.equal(status, 0, `${line}\n${output}`);
    assert.match(output, /Verified OK/);
  }
  copyFileSync(strangers.cosignPub, join(set, 'cosign.pub'));
  assert.notEqual(shell(lines[0] ?? '', home).status, 0);
  rmSync(join(set, 'cosign.pub'));
});

test('notation verifies every signature of the set, and none under another root', {
  skip: withoutPeers('notation'),
}, async () => {
  const lines = commands(/notation verify/);
  assert.equal(lines.length, 3);
  const home = await notationHome(keys.notationRoot, ['local/evidence']);
  for (const line of lines) {
    const { status, output } = shell(line, home);
    assert.equal(status, 0, `${line}\n${output}`);
    assert.match(output, /Successfully verified/);
  }
  const stranger = await notationHome(strangers.notationRoot, ['local/evidence']);
  assert.notEqual(shell(lines[0] ?? '', stranger).status, 0);
});

test('twinseal gives the verdict of then from the set alone', async () => {
  assert.equal(commands(/^twinseal verify/).length, 1);
  const file = join(root, 'policy.yaml');
  writeFileSync(file, POLICY);
  const { status, stdout, stderr } = await twinseal(['verify', '.', '--policy', file], { cwd: set });
  assert.equal(status, 0, stdout + stderr);
});

test('oras sees the evidence where it hangs', { skip: withoutPeers('oras') }, () => {
  const line = `oras discover --oci-layout "$PWD@${sealed.index}" --format json`;
  const { status, output } = shell(line, mkdtempSync(join(root, 'home-')));
  assert.equal(status, 0, output);
  const { referrers } = JSON.parse(output) as { readonly referrers: readonly object[] };
  assert.ok(referrers.length >= 3, output);
});
