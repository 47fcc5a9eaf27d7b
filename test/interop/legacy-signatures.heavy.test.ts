// What cosign keeps under tags, as version 2 does and version 3 still can: signatures and attestations by key, made by the real cosign on
// images that crane made, on a registry with the referrers API and on one without.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { craneImage } from '../support/crane-image.ts';
import { cosignVuln, trivyReport } from '../support/scan-reports.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-legacy-'));
after(() => rmSync(root, { recursive: true, force: true }));
const env = { COSIGN_PASSWORD: '' };
const OFFLINE = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
const LEGACY = ['--new-bundle-format=false', ...OFFLINE];

async function newKey(name: string): Promise<string> {
  await peerOutput('cosign', ['generate-key-pair', '--output-key-prefix', join(root, name)], { env });
  return join(root, `${name}.key`);
}

/** An index of two platforms. */
const makeImage = async (repository: string) => (await craneImage(root, repository)).pinned;

async function judged(image: string, key: string, require: object, more: object = {}): Promise<readonly string[]> {
  const policy = join(root, 'policy.json');
  const trust = [{ name: 'signer', cosign: { keyFile: key.replace(/\.key$/, '.pub') } }];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require, ...more }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as Verdict;
  return [
    outcome,
    ...checks.filter(({ status }) => status === 'fail' || status === 'fault').map(({ id, code }) => `${id} ${code}`),
  ];
}

for (const [kind, start] of Object.entries(REGISTRIES)) {
  test(`signatures and attestations under tags count on ${kind}, beside those of others`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    const image = await makeImage(`${registry.host}/team/app`);
    const [key, other] = [await newKey(`${kind}-signer`), await newKey(`${kind}-other`)];
    const signed = { signatures: [{ by: 'signer' }] };
    const missing = Array.from({ length: 3 }, () => 'signature:signer SIGNATURE_MISSING');
    assert.deepEqual(await judged(image, key, signed), ['deny', ...missing]);
    await peerOutput('cosign', ['sign', '--key', other, '--recursive', ...LEGACY, image], { env });
    await peerOutput('cosign', ['sign', '--key', key, '--recursive', '-a', 'team=release', ...LEGACY, image], { env });
    assert.deepEqual(await judged(image, key, signed), ['allow']);
    assert.deepEqual(await judged(image, other, signed), ['allow']);
    const stranger = await newKey(`${kind}-stranger`);
    assert.deepEqual((await judged(image, stranger, signed))[0], 'deny');
    const expression = 'signatures.exists(s, s.subject == image.digest && s.annotations["team"] == "release")';
    const annotated = { expressions: [{ name: 'team', expression, message: 'm' }] };
    assert.deepEqual(await judged(image, key, annotated), ['allow']);

    const predicate = join(root, 'predicate.json');
    writeFileSync(predicate, JSON.stringify(cosignVuln(trivyReport([]))));
    const scan = { scan: { by: ['signer'], ceiling: 'medium' } };
    assert.equal((await judged(image, key, scan))[0], 'deny');
    const repository = image.slice(0, image.indexOf('@'));
    for (const architecture of ['amd64', 'arm64']) {
      const attest = ['attest', '--key', key, '--type', 'vuln', '--predicate', predicate, ...LEGACY];
      await peerOutput('cosign', [...attest, `${repository}:${architecture}`], { env });
    }
    assert.deepEqual(await judged(image, key, scan), ['allow']);
    // A scan is no image signature.
    assert.equal((await judged(image, stranger, scan))[0], 'deny');
  });
}

test('what hangs on tags moves with its image, through a layout and on, and nothing that stands there is overwritten', {
  skip,
}, async () => {
  const [from, to] = [await REGISTRIES.distribution(), await REGISTRIES['go-containerregistry']()];
  after(from.stop);
  after(to.stop);
  const image = await makeImage(`${from.host}/team/app`);
  const [key, other] = [await newKey('moved'), await newKey('moved-other')];
  const [, digest = ''] = image.split('@');
  await peerOutput('cosign', ['sign', '--key', key, '--recursive', ...LEGACY, image], { env });
  const layout = join(root, 'moved.oci');
  const moved = `${to.host}/team/app@${digest}`;
  const copy = async (...words: readonly string[]) => {
    const { status, stdout, stderr } = await twinseal(['copy', ...words]);
    assert.equal(status, 0, stderr);
    return `${stdout}${stderr}`;
  };
  await copy(`${from.host}/team/app:v1`, layout);
  const signed = { signatures: [{ by: 'signer' }] };
  // A layout gives the verdict that the registry gives.
  assert.deepEqual(await judged(layout, key, signed), ['allow']);
  assert.equal((await judged(layout, other, signed))[0], 'deny');
  await copy(layout, `${to.host}/team/app:v1`);
  // The name that cosign signed along is that of the place where it signed.
  const mirrors = [{ of: from.host, at: to.host }];
  assert.deepEqual(await judged(moved, key, signed, { mirrors }), ['allow']);
  assert.equal((await judged(moved, key, signed))[1], 'signature:signer SIGNATURE_WRONG_NAME');
  const verify = ['verify', '--key', key.replace(/key$/, 'pub'), '--insecure-ignore-tlog', '--allow-http-registry'];
  await peerOutput('cosign', [...verify, '--new-bundle-format=false', moved], { env });
  // A signature that only the target has stays, and the copy says so.
  await peerOutput('cosign', ['sign', '--key', other, ...LEGACY, moved], { env });
  assert.match(await copy(layout, `${to.host}/team/app:v1`), /left sha256-[0-9a-f]{64}\.sig of .* as it is/);
  assert.equal((await judged(moved, other, { signatures: [{ by: 'signer' }] }))[0], 'deny', 'it is on the index alone');
  await peerOutput('cosign', [...verify.with(2, other.replace(/key$/, 'pub')), '--new-bundle-format=false', moved], {
    env,
  });
});

test('a legacy signature that cosign attaches by the referrers API counts', { skip }, async () => {
  const registry = await REGISTRIES['go-containerregistry']();
  after(registry.stop);
  const image = await makeImage(`${registry.host}/team/app`);
  const key = await newKey('experimental');
  const signed = { signatures: [{ by: 'signer' }] };
  assert.equal((await judged(image, key, signed))[0], 'deny');
  const words = ['sign', '--key', key, '--recursive', '--registry-referrers-mode=oci-1-1', ...LEGACY, image];
  // Twice, so that one referrer may hold what was there before.
  for (const again of ['1', '2'])
    await peerOutput('cosign', [...words, '-a', `again=${again}`], { env: { ...env, COSIGN_EXPERIMENTAL: '1' } });
  const { status } = await runPeer('crane', ['digest', `${image.replace('@sha256:', ':sha256-')}.sig`]);
  assert.notEqual(status, 0, 'there is a tag too, so this would prove nothing');
  assert.deepEqual(await judged(image, key, signed), ['allow']);
  assert.equal((await judged(image, await newKey('experimental-stranger'), signed))[0], 'deny');
});
