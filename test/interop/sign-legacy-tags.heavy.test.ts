// The older form of cosign, under tags: what `sign --legacy` and `attest --legacy` write, cosign 3 verifies as its own older form;
// writers that meet in one tag, and what has no place there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { proveLegacy } from '../support/legacy-signers.ts';
import { makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { startDistribution } from './registry.ts';

const skip = withoutPeers('registry-distribution', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-legacy-'));
after(() => rmSync(root, { recursive: true, force: true }));
const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };
const made: OperatorKeys[] = [];
for (const name of ['one', 'two', 'three']) made.push(await makeKeys(join(root, name)));
const [one, two, three] = made;
assert.ok(one !== undefined && two !== undefined && three !== undefined);
const OLD = ['--new-bundle-format=false'];
const VERIFY = [...OLD, '--insecure-ignore-tlog'];

test('cosign 3 verifies it, adds to it, and reads attestations', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const signing = [...OLD, '--use-signing-config=false', '--tlog-upload=false'];
  await proveLegacy('cosign', VERIFY, signing, registry.host, root, [one, two, three]);
});

test('three that sign at once: whoever was pushed out comes back when they sign again', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const sign = async ({ cosignKey }: OperatorKeys) => {
    const words = ['sign', reference, '--legacy', '--no-recursive', '--cosign-key', cosignKey];
    const { status, stderr } = await twinseal(words, { env });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /writers read, change and put back/);
  };
  await Promise.all([one, two, three].map(sign));
  for (const keys of [one, two, three]) {
    const words = ['sign', reference, '--legacy', '--no-recursive', '--cosign-key', keys.cosignKey];
    assert.equal((await twinseal(words, { env })).status, 0);
  }
  for (const { cosignPub } of [one, two, three]) {
    const { status, stderr } = await runPeer('cosign', [
      'verify',
      ...VERIFY,
      '--key',
      cosignPub,
      '--allow-http-registry',
      reference,
    ]);
    assert.equal(status, 0, stderr);
  }
});

test('what has no place in the older form is refused, and a tag that holds something else stays', {
  skip,
}, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const layout = join(root, 'app.oci');
  assert.equal((await twinseal(['pull', reference, layout])).status, 0);
  for (const [image, why, ...words] of [
    [layout, /is under tags of a registry/, '--cosign-key', one.cosignKey],
    [
      reference,
      /signed with a key or for an identity/,
      '--notation-key',
      one.notationKey,
      '--notation-cert',
      one.notationChain,
    ],
  ] as const) {
    const { status, stderr } = await twinseal(['sign', image, '--legacy', ...words], { env });
    assert.equal(status, 2, stderr);
    assert.match(stderr, why);
  }
  const digest = (await twinseal(['tree', reference, '-o', 'json'])).stdout.match(/sha256:[0-9a-f]{64}/)?.[0] ?? '';
  const tag = `${registry.host}/team/app:${digest.replace(':', '-')}.sig`;
  assert.equal((await runPeer('crane', ['tag', reference, tag.slice(tag.lastIndexOf(':') + 1)])).status, 0);
  const { status, stderr } = await twinseal(
    ['sign', reference, '--legacy', '--no-recursive', '--cosign-key', one.cosignKey],
    { env },
  );
  assert.notEqual(status, 0);
  assert.match(stderr, /holds something else than signatures/);
});
