// `twinseal sign` on images that crane made, on a registry with the referrers API, on one without, and in a layout. What comes
// out is verified by the real cosign and notation on a registry that holds the image and these signatures and nothing else.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { SignedImage } from '../../src/roads/sign.ts';
import { craneImage } from '../support/crane-image.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES, startDistribution } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'cosign', 'notation', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-sign-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const COSIGN = ['--cosign-key', keys.cosignKey];
const NOTATION = ['--notation-key', keys.notationKey, '--notation-cert', keys.notationChain];

async function sign(image: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const all = { ...process.env, COSIGN_PASSWORD: PASSWORD, ...env };
  const result = await twinseal(['sign', image, ...words, '-o', 'json'], { env: all });
  return { ...result, said: result.status === 0 ? (JSON.parse(result.stdout) as SignedImage) : undefined };
}

/** The index and each platform of an image, by reference. */
async function documents(reference: string): Promise<readonly string[]> {
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const { manifests } = JSON.parse(await peerOutput('crane', ['manifest', reference]));
  const digests = [
    await peerOutput('crane', ['digest', reference]),
    ...manifests.map((one: { digest: string }) => one.digest),
  ];
  return digests.map((digest) => `${repository}@${digest.trim()}`);
}

const cosignVerify = (reference: string, ...words: string[]) =>
  runPeer('cosign', [
    'verify',
    '--key',
    keys.cosignPub,
    '--insecure-ignore-tlog',
    '--allow-http-registry',
    ...words,
    reference,
  ]);

async function counted(reference: string): Promise<number> {
  const { stdout } = await twinseal(['tree', reference, '-o', 'json']);
  return [...stdout.matchAll(/vnd\.dev\.sigstore\.bundle|vnd\.cncf\.notary\.signature/g)].length;
}

for (const [kind, start] of Object.entries(REGISTRIES)) {
  test(`an image on ${kind} is signed by both families at once, and by nobody twice`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const all = await documents(reference);
    const first = await sign(reference, [...COSIGN, ...NOTATION, '-a', 'build=4711,commit=abc']);
    assert.equal(first.status, 0, first.stderr);
    assert.deepEqual(
      first.said?.signatures.map(({ subject, family, outcome }) => [subject, family, outcome]),
      ['cosign', 'notation'].flatMap((family) => all.map((one) => [one.split('@')[1], family, 'signed'])),
    );
    const home = await notationHome(keys.notationRoot, [`${registry.host}/team/app`]);
    for (const one of all) {
      const { status, stdout, stderr } = await cosignVerify(one, '-a', 'build=4711', '-a', 'commit=abc');
      assert.equal(status, 0, stderr);
      assert.match(stdout, /4711/);
      assert.notEqual((await cosignVerify(one, '-a', 'build=4712')).status, 0);
      const args = ['verify', '--insecure-registry', '--user-metadata', 'build=4711', one];
      await peerOutput('notation', args, { home });
    }
    const verified = await twinseal(['verify', reference, '--cosign-key', keys.cosignPub]);
    assert.equal(verified.status, 0, verified.stderr + verified.stdout);

    // The same again adds nothing; other annotations and --again do.
    const before = await counted(reference);
    assert.equal(before > 0, true);
    const second = await sign(reference, [...COSIGN, ...NOTATION, '-a', 'commit=abc', '-a', 'build=4711']);
    assert.deepEqual(
      second.said?.signatures,
      first.said?.signatures.map((one) => ({ ...one, outcome: 'already' })),
      second.stderr,
    );
    assert.equal(await counted(reference), before);
    const other = await sign(reference, [...COSIGN, '-a', 'build=4712']);
    assert.deepEqual(
      other.said?.signatures.map(({ outcome }) => outcome),
      ['signed', 'signed', 'signed'],
    );
    const again = await sign(reference, [...COSIGN, '-a', 'build=4712', '--again']);
    assert.deepEqual(
      again.said?.signatures.map(({ outcome }) => outcome),
      ['signed', 'signed', 'signed'],
    );
    assert.equal((await cosignVerify(reference, '-a', 'build=4712')).status, 0);
  });
}

test('--no-recursive signs the named digest alone', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const [index = '', amd64 = '', arm64 = ''] = await documents(reference);
  const { said, stderr } = await sign(reference, [...COSIGN, '--no-recursive']);
  assert.deepEqual(
    said?.signatures.map(({ subject }) => subject),
    [index.split('@')[1]],
    stderr,
  );
  assert.equal((await cosignVerify(index)).status, 0);
  assert.notEqual((await cosignVerify(amd64)).status, 0);
  await sign(arm64, [...COSIGN, '--no-recursive']);
  assert.equal((await cosignVerify(arm64)).status, 0);
  assert.notEqual((await cosignVerify(amd64)).status, 0);
});

test('in a layout, with keys of the environment; both peers verify it once it is pushed', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const layout = join(root, 'app.oci');
  assert.equal((await twinseal(['pull', reference, layout])).status, 0);
  const env = {
    SIGNING_KEY: readFileSync(keys.cosignKey, 'utf8'),
    NOTATION_KEY: readFileSync(keys.notationKey, 'utf8'),
    NOTATION_CHAIN: readFileSync(keys.notationChain, 'utf8'),
  };
  const notation = ['--notation-key', 'env://NOTATION_KEY', '--notation-cert', 'env://NOTATION_CHAIN'];
  const { status, stderr } = await sign(layout, ['--cosign-key', 'env://SIGNING_KEY', ...notation], env);
  assert.equal(status, 0, stderr);
  const valid = await twinseal(['validate', layout]);
  assert.equal(valid.status, 0, valid.stdout + valid.stderr);
  assert.equal((await twinseal(['push', layout, `${registry.host}/other/app:v1`])).status, 0);
  const home = await notationHome(keys.notationRoot, [`${registry.host}/other/app`]);
  for (const one of await documents(`${registry.host}/other/app:v1`)) {
    assert.equal((await cosignVerify(one)).status, 0);
    await peerOutput('notation', ['verify', '--insecure-registry', one], { home });
  }
});

test('what can not be signed by one family is signed by none', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const pair = join(root, 'broken.crt');
  writeFileSync(pair, readFileSync(keys.notationRoot));
  for (const [why, ...words] of [
    [/is not for the signing key/, ...COSIGN, '--notation-key', keys.notationKey, '--notation-cert', pair],
    [/none\.key does not exist/, '--cosign-key', join(root, 'none.key'), ...NOTATION],
    [/the variable NOT_SET of env:\/\/NOT_SET is not set/, '--cosign-key', 'env://NOT_SET', ...NOTATION],
    [/env:\/\/no-name names no variable/, '--cosign-key', 'env://no-name', ...NOTATION],
    [/reserved by the Notary Project/, ...COSIGN, ...NOTATION, '-a', 'io.cncf.notary.x=1'],
    [/takes NAME=VALUE, not novalue/, ...COSIGN, ...NOTATION, '-a', 'novalue'],
    [/names a twice/, ...COSIGN, '-a', 'a=1', '-a', 'a=2'],
    [/needs both/, '--notation-key', keys.notationKey],
    [/say who signs/],
  ] as const) {
    const { status, stderr } = await sign(reference, words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, why);
  }
  assert.equal(await counted(reference), 0);
});
