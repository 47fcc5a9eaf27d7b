// Keys that a program of notation's plugin protocol holds: what it signs, notation itself verifies; what it does wrong is told and
// attaches nothing.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serialisePem } from '../../src/formats/der/pem.ts';
import { makeChain } from '../support/certificates.ts';
import { craneImage } from '../support/crane-image.ts';
import { writePlugin } from '../support/notation-plugin.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'notation', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-plugin-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const config = join(root, 'config');
const plugin = writePlugin(config, 'com.example.test', { key: keys.notationKey, chain: keys.notationChain });

function sign(image: string, named: string, words: readonly string[] = []) {
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: config,
    COSIGN_PASSWORD: PASSWORD,
    AWS_REGION: 'eu-central-1',
    VAULT_ADDR: 'https://vault.example.com',
    DATABASE_PASSWORD: 'hunter2',
  };
  const by = ['--notation-plugin', named, '--notation-plugin-key-id', 'key-1', ...words];
  return twinseal(['sign', image, ...by, '-o', 'json'], { env });
}

async function referrers(reference: string): Promise<number> {
  const { stdout } = await twinseal(['tree', reference, '-o', 'json']);
  return [...stdout.matchAll(/vnd\.cncf\.notary\.signature|sigstore\.bundle/g)].length;
}

test('an installed plugin signs the index and each platform, and notation verifies it', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const before = plugin.asked().length;
  const { status, stdout, stderr } = await sign(reference, 'com.example.test', [
    ...['--cosign-key', keys.cosignKey, '--plugin-config', 'vault=eu', '--plugin-config', 'slot=1'],
  ]);
  assert.equal(status, 0, stderr);
  const home = await notationHome(keys.notationRoot, [`${registry.host}/team/app`]);
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  for (const { subject } of JSON.parse(stdout).signatures)
    await peerOutput('notation', ['verify', '--insecure-registry', `${repository}@${subject}`], { home });

  const asked = plugin.asked().slice(before);
  const generate = 'generate-signature';
  assert.deepEqual(
    asked.map(({ command }) => command),
    ['get-plugin-metadata', 'describe-key', generate, generate, generate, generate],
  );
  for (const { command, request, env } of asked) {
    assert.deepEqual(request.pluginConfig, { vault: 'eu', slot: '1' });
    assert.equal(request.contractVersion, '1.0');
    assert.equal(request.keyId, command === 'get-plugin-metadata' ? undefined : 'key-1');
    if (command === generate) assert.deepEqual([request.keySpec, request.hashAlgorithm], ['EC-256', 'SHA-256']);
    assert.equal(env.AWS_REGION, 'eu-central-1');
    assert.equal(env.VAULT_ADDR, 'https://vault.example.com');
    assert.equal(env.DATABASE_PASSWORD, undefined);
    assert.equal(env.COSIGN_PASSWORD, undefined);
  }
  // The same key signs nothing twice.
  assert.equal((await sign(reference, 'com.example.test', ['--plugin-config', 'vault=eu,slot=1'])).status, 0);
  assert.equal(await referrers(reference), 6);
});

for (const format of ['jws', 'cose'])
  test(`whole envelopes of a plugin in ${format} are verified by notation and here`, { skip }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const words = ['--plugin-config', 'capability=SIGNATURE_GENERATOR.ENVELOPE', '--signature-format', format];
    const more = ['--expiry', '1h', '-a', 'build=4711', '--signed-name', `${registry.host}/team/app`];
    const { status, stdout, stderr } = await sign(reference, 'com.example.test', [...words, ...more]);
    assert.equal(status, 0, stderr);
    const home = await notationHome(keys.notationRoot, [`${registry.host}/team/app`]);
    const repository = reference.slice(0, reference.lastIndexOf(':'));
    const verify = ['verify', '--insecure-registry', '--user-metadata', 'build=4711'];
    for (const { subject } of JSON.parse(stdout).signatures)
      await peerOutput('notation', [...verify, `${repository}@${subject}`], { home });
    const trust = ['--notation-cert', keys.notationRoot];
    const ours = await twinseal(['verify', reference, ...trust]);
    assert.equal(ours.status, 0, ours.stdout + ours.stderr);
  });

test('a plugin that puts another image into its envelope attaches nothing', { skip }, async () => {
  const config = `capability=SIGNATURE_GENERATOR.ENVELOPE,digest=sha256:${'1'.repeat(64)}`;
  const { status, stderr } = await sign(reference, 'com.example.test', ['--plugin-config', config]);
  assert.notEqual(status, 0);
  assert.match(stderr, /signs another digest than was given/);
  assert.equal(await referrers(reference), 0);
});

for (const [type, made] of [
  ['RSA-2048', chainOf(2048)],
  ['EC-384', chainOf('P-384')],
] as const) {
  test(`a key of ${type}, by the path of its plugin`, { skip }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const files = { key: join(root, `${type}.key`), chain: join(root, `${type}.crt`) };
    writeFileSync(files.key, made.leafKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(files.chain, made.chain.map((der) => serialisePem('CERTIFICATE', der)).join(''));
    const rootFile = join(root, `${type}-root.crt`);
    writeFileSync(rootFile, serialisePem('CERTIFICATE', made.chain.at(-1) ?? new Uint8Array()));
    const { program } = writePlugin(join(root, type), 'other', files);
    const { status, stderr } = await sign(reference, program, ['--no-recursive']);
    assert.equal(status, 0, stderr);
    const home = await notationHome(rootFile, [`${registry.host}/team/app`]);
    await peerOutput('notation', ['verify', '--insecure-registry', reference], { home });
  });
}

function chainOf(kind: string | number) {
  const notAfter = Math.floor(Date.now() / 1000) + 86_400;
  return makeChain({ kind, intermediate: false, leaf: { notAfter }, root: { notAfter } });
}

const lonelyRegistry = skip === false ? await startGgcr() : undefined;
after(() => lonelyRegistry?.stop());
const reference =
  lonelyRegistry === undefined ? '' : (await craneImage(root, `${lonelyRegistry.host}/team/lonely`)).reference;

test('a plugin that fails midway attaches nothing, of cosign neither', { skip }, async () => {
  const words = ['--cosign-key', keys.cosignKey, '--plugin-config', 'at=generate-signature,do=error:THROTTLED'];
  const { status, stderr } = await sign(reference, 'com.example.test', words);
  assert.equal(status, 3, stderr);
  assert.match(stderr, /THROTTLED \(as it was told\)/);
  assert.equal(await referrers(reference), 0);
});

test('half of a signer is refused', { skip }, async () => {
  for (const words of [
    ['--notation-plugin', 'com.example.test'],
    ['--notation-plugin-key-id', 'key-1'],
    ['--plugin-config', 'a=b', '--cosign-key', keys.cosignKey],
    ['--notation-plugin', 'x', '--notation-plugin-key-id', 'y', '--notation-key', 'k', '--notation-cert', 'c'],
  ])
    assert.equal((await twinseal(['sign', reference, ...words])).status, 2, words.join(' '));
});
