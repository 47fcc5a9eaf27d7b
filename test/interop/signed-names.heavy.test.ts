// An image copied to another repository with its signatures: the name that was signed along tells, in cosign's older form as the real
// cosign writes it, in our bundles and in notation's signatures.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { craneImage } from '../support/crane-image.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-names-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const env = { COSIGN_PASSWORD: PASSWORD };

async function judged(image: string, require: object, more: object = {}): Promise<readonly string[]> {
  const policy = join(root, 'policy.json');
  const trust = [
    { name: 'release', cosign: { keyFile: keys.cosignPub } },
    { name: 'notary', notation: { certificateFile: keys.notationRoot, identities: ['*'] } },
  ];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require, ...more }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as Verdict;
  const against = checks.filter(({ status }) => status === 'fail' || status === 'fault');
  return [outcome, ...new Set(against.map(({ id, code }) => `${id} ${code}`))];
}
const BY = { signatures: [{ by: 'release' }] };
const NAMED = { signatures: [{ by: 'release', named: true }] };
const WRONG = ['deny', 'signature:release SIGNATURE_WRONG_NAME'];

test("a copy with cosign's older signatures is refused under another name, unless it is a mirror", {
  skip,
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const [from, to] = [`${registry.host}/team/app`, `${registry.host}/evil/app`];
  const { reference } = await craneImage(root, from);
  const legacy = ['--new-bundle-format=false', '--use-signing-config=false', '--tlog-upload=false'];
  const sign = ['sign', '--key', keys.cosignKey, '--recursive', ...legacy, '--allow-http-registry', '--yes'];
  await peerOutput('cosign', [...sign, reference], { env });
  assert.deepEqual(await judged(reference, NAMED), ['allow']);
  for (const tag of (await peerOutput('crane', ['ls', from])).trim().split('\n'))
    await peerOutput('crane', ['copy', `${from}:${tag}`, `${to}:${tag}`]);
  const copied = reference.replace(from, to);
  assert.deepEqual(await judged(copied, BY), WRONG);
  const mirrors = [{ of: `${registry.host}/team`, at: `${registry.host}/evil` }];
  assert.deepEqual(await judged(copied, NAMED, { mirrors }), ['allow']);
  assert.deepEqual(await judged(reference, BY, { mirrors }), ['allow']);
  const other = [{ of: `${registry.host}/team`, at: `${registry.host}/evi` }];
  assert.deepEqual(await judged(copied, BY, { mirrors: other }), WRONG);
});

test('what twinseal signs with a name counts in that repository alone, and cosign takes it', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const [from, to] = [`${registry.host}/team/app`, `${registry.host}/other/app`];
  const { reference } = await craneImage(root, from);
  const both = [
    ...['--cosign-key', keys.cosignKey, '--notation-key', keys.notationKey],
    ...['--notation-cert', keys.notationChain],
  ];
  const sign = (...words: string[]) =>
    twinseal(['sign', reference, ...both, ...words], { env: { ...process.env, ...env } });
  const plain = await sign();
  assert.equal(plain.status, 0, plain.stderr);
  assert.deepEqual(await judged(reference, BY), ['allow']);
  assert.deepEqual(await judged(reference, NAMED), ['deny', 'signature:release SIGNATURE_NAME_MISSING']);
  const named = await sign('--signed-name', `${from}:v1`);
  assert.equal(named.status, 0, named.stderr);
  const families = { signatures: ['release', 'notary'].map((by) => ({ by, named: true })) };
  assert.deepEqual(await judged(reference, families), ['allow']);
  const copied = reference.replace(from, to);
  const copy = await twinseal(['copy', reference, copied]);
  assert.equal(copy.status, 0, copy.stderr);
  // Those without a name count wherever they are.
  assert.deepEqual(await judged(copied, BY), ['allow']);
  assert.deepEqual(await judged(copied, families), [
    'deny',
    'signature:release SIGNATURE_WRONG_NAME',
    'signature:notary SIGNATURE_WRONG_NAME',
  ]);
  const verify = ['verify', '--key', keys.cosignPub, '--insecure-ignore-tlog', '--allow-http-registry'];
  const taken = await runPeer('cosign', [...verify, '-a', `dev.twinseal.name=${from}`, reference]);
  assert.equal(taken.status, 0, taken.stderr);
  const wrong = await twinseal(['sign', reference, ...both, '--signed-name', 'https://a/b'], {
    env: { ...process.env, ...env },
  });
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /--signed-name/);
});
