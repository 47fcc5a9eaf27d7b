// What `twinseal seal` makes of a real program, judged by the policies that come with Twinseal, with the user's keys put beside them.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeKeys, type OperatorKeys, sealHello } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-ready-'));
const project = join(import.meta.dirname, '..', '..');
after(() => rmSync(root, { recursive: true, force: true }));

let keys: OperatorKeys;
let layout = '';

before(async () => {
  keys = await makeKeys(join(root, 'keys'));
  ({ layout } = await sealHello(root, keys));
  cpSync(join(project, 'policies'), join(root, 'policies'), { recursive: true });
  copyFileSync(keys.cosignPub, join(root, 'policies', 'cosign.pub'));
  copyFileSync(keys.notationRoot, join(root, 'policies', 'notation-ca.pem'));
  const scanner = await makeKeys(join(root, 'scanner'));
  copyFileSync(scanner.cosignPub, join(root, 'policies', 'scanner.pub'));
});

async function verdict(policy: string) {
  const { stdout, stderr } = await twinseal(
    ['verify', layout, '--policy', join(root, 'policies', `${policy}.yaml`), '-o', 'json'],
    { cwd: root, env: process.env },
  );
  assert.ok(stdout !== '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as {
    readonly outcome: string;
    readonly checks: readonly {
      readonly id: string;
      readonly status: string;
      readonly code: string;
      readonly reason: string;
    }[];
  };
  const bad = checks.filter(({ status }) => status !== 'pass' && status !== 'skip');
  return { outcome, bad: [...new Set(bad.map(({ id, code, reason }) => `${id} ${code} ${reason}`))] };
}

test('a sealed image is allowed by each policy that asks for what a seal has', async () => {
  for (const policy of ['release', 'go-twin', 'signature-only', 'baseline', 'audit-only'])
    assert.deepEqual(await verdict(policy), { outcome: 'allow', bad: [] }, policy);
});

test('the strict one misses what nobody attached yet, and what this machine left unauthenticated, and nothing else', async () => {
  const { outcome, bad } = await verdict('admission-strict');
  assert.equal(outcome, 'deny');
  assert.deepEqual(
    [...new Set(bad.map((line) => line.split(' ').slice(0, 2).join(' ')))].sort(),
    ['scan STATEMENT_MISSING', 'twin-build TWIN_CONDITION_UNMET'],
    bad.join('\n'),
  );
});

test('the age of what a seal states is told by when it was built, and that of its SBOM by when its source was committed', async () => {
  const aged = (type: string) => `apiVersion: twinseal.dev/v1
kind: Policy
trust:
  - {name: release, cosign: {keyFile: cosign.pub}}
  - {name: notary, notation: {certificateFile: notation-ca.pem, identities: ["*"]}}
require:
  signatures: [{of: [release, notary], atLeast: 2}]
  statements: [{type: ${type}, by: [release], maxAge: 86400}]
`;
  for (const [type, codes] of [
    ['slsaprovenance1', []],
    ['twin', []],
    ['spdxjson', ['STATEMENT_STALE']],
  ] as const) {
    writeFileSync(join(root, 'policies', `aged-${type}.yaml`), aged(type));
    const { bad } = await verdict(`aged-${type}`);
    assert.deepEqual([...new Set(bad.map((line) => line.split(' ')[1]))], codes, bad.join());
  }
});

test('the tests of the policies pass beside real keys too', async () => {
  const { status, stdout, stderr } = await twinseal(['policy', 'test'], { cwd: root, env: process.env });
  assert.equal(status, 0, stdout);
  assert.equal(stderr, '');
});
