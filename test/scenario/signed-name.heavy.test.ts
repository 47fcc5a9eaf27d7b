// A program sealed under the whole name of its repository: pushed there it is let in, pushed elsewhere it is not.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { withoutPeers } from '../interop/peer.ts';
import { startGgcr } from '../interop/registry.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const skip = withoutPeers('registry-ggcr');
const root = mkdtempSync(join(tmpdir(), 'twinseal-signed-name-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('what is sealed for one repository does not count in another', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const keys = await makeKeys(join(root, 'keys'));
  const home = join(root, 'home');
  mkdirSync(home);
  writeHelloModule(join(root, 'module'));
  const [here, there] = [`${registry.host}/team/app`, `${registry.host}/team/other`];
  const layout = join(root, 'app.oci');
  const env = { PATH: process.env.PATH, HOME: home, COSIGN_PASSWORD: PASSWORD, GOSUMDB: 'off' };
  const run = async (...words: string[]) => {
    const done = await twinseal(words, { env, cwd: root });
    assert.equal(done.status, 0, done.stderr);
  };
  const signers = [
    ...['--cosign-key', keys.cosignKey, '--notation-key', keys.notationKey],
    ...['--notation-cert', keys.notationChain],
  ];
  await run('seal', 'module', '--platform', 'linux/amd64', '--layout', layout, '--name', `${here}:v1`, ...signers);
  for (const repository of [here, there]) await run('push', layout, `${repository}:v1`);
  const policy = join(root, 'policy.json');
  const trust = [
    { name: 'release', cosign: { keyFile: keys.cosignPub } },
    { name: 'notary', notation: { certificateFile: keys.notationRoot, identities: ['*'] } },
  ];
  const judged = async (image: string, require: object, more: object = {}) => {
    writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require, ...more }));
    const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json'], { env });
    assert.notEqual(stdout, '', stderr);
    const { outcome, checks } = JSON.parse(stdout) as Verdict;
    return [
      outcome,
      ...new Set(checks.filter(({ status }) => status === 'fail').map(({ id, code }) => `${id} ${code}`)),
    ];
  };
  const named = {
    signatures: ['release', 'notary'].map((by) => ({ by, named: true })),
    twinBuild: { by: ['release'] },
  };
  assert.deepEqual(await judged(`${here}:v1`, named), ['allow']);
  assert.deepEqual(await judged(layout, named), ['allow']);
  assert.deepEqual(await judged(`${there}:v1`, named), [
    'deny',
    'signature:release SIGNATURE_WRONG_NAME',
    'signature:notary SIGNATURE_WRONG_NAME',
  ]);
  assert.deepEqual(await judged(`${there}:v1`, named, { mirrors: [{ of: here, at: there }] }), ['allow']);
  // The version is that of the source's tag.
  const minVersion = (version: string) => ({ ...named, minVersion: { '**': version } });
  assert.deepEqual(await judged(`${here}:v1`, minVersion('0.0.1')), ['allow']);
  assert.deepEqual(await judged(`${here}:v1`, minVersion('999.0.0')), ['deny', 'min-version IMAGE_VERSION_TOO_LOW']);
});
