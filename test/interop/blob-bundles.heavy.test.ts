// cosign signs files and Twinseal verifies them; bundles that Twinseal accepts are held against cosign.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { blobBundle } from '../support/blob-bundles.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('cosign');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-blobs-'));
const at = (name: string): string => join(folder, name);
const FILE = Buffer.from('what is released\n');
const HEX = createHash('sha256').update(FILE).digest('hex');
const SIGN = ['--use-signing-config=false', '--tlog-upload=false', '-y'];

after(() => rmSync(folder, { recursive: true, force: true }));

async function cosign(...words: readonly string[]): Promise<number> {
  const { status } = await runPeer('cosign', words, { cwd: folder, env: { COSIGN_PASSWORD: '' } });
  return status;
}

before(async () => {
  if (skip !== false) return;
  writeFileSync(at('app'), FILE);
  writeFileSync(at('other'), 'something else\n');
  writeFileSync(at('predicate.json'), '{"a":1}');
  for (const [name, key] of Object.entries({
    p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ed25519: generateKeyPairSync('ed25519'),
  })) {
    writeFileSync(at(`${name}.pem`), key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    assert.equal(await cosign('import-key-pair', '--key', `${name}.pem`, '--output-key-prefix', name), 0);
    assert.equal(await cosign('sign-blob', '--key', `${name}.key`, ...SIGN, '--bundle', `${name}.sig.json`, 'app'), 0);
    const stated = ['--type', 'custom', '--predicate', 'predicate.json', '--bundle', `${name}.att.json`];
    assert.equal(await cosign('attest-blob', '--key', `${name}.key`, ...SIGN, ...stated, 'app'), 0);
  }
});

const verify = (bundle: string, key: string, artifact: string) =>
  twinseal(['bundle', 'verify', '--bundle', bundle, '--key', key, artifact], { cwd: folder });

for (const name of ['p256', 'p384', 'p521', 'rsa'])
  test(`cosign signs and states with ${name}, and bundle verify says so, of no other file and by no other key`, {
    skip,
  }, async () => {
    for (const kind of ['sig', 'att']) {
      const bundle = `${name}.${kind}.json`;
      const { status, stdout, stderr } = await verify(bundle, `${name}.pub`, 'app');
      assert.equal(status, 0, stdout + stderr);
      assert.equal((await verify(bundle, `${name}.pub`, 'other')).status, 1);
      assert.equal((await verify(bundle, name === 'rsa' ? 'p256.pub' : 'rsa.pub', 'app')).status, 1);
      // A digest tells as much, but where the curve signs another hash than SHA-256.
      const byDigest = await verify(bundle, `${name}.pub`, `sha256:${HEX}`);
      assert.equal(byDigest.status, kind === 'sig' && /p384|p521/.test(name) ? 3 : 0, byDigest.stdout);
    }
  });

test('a signature over SHA-384 verifies by a digest of that algorithm', { skip }, async () => {
  const digest = `sha384:${createHash('sha384').update(FILE).digest('hex')}`;
  assert.equal((await verify('p384.sig.json', 'p384.pub', digest)).status, 0);
});

test('Ed25519 over a file verifies by the file, and can not be told by a digest', { skip }, async () => {
  assert.equal((await verify('ed25519.sig.json', 'ed25519.pub', 'app')).status, 0);
  assert.equal((await verify('ed25519.sig.json', 'ed25519.pub', `sha256:${HEX}`)).status, 3);
});

test('cosign takes the bundles that the attacks on Twinseal start from', { skip }, async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(at('own.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(at('own.sig.json'), blobBundle(privateKey, FILE));
  const payload = JSON.stringify(statementOf([`sha256:${HEX}`], 'https://example.com/predicate/v1', { a: 1 }));
  writeFileSync(at('own.att.json'), bundleOf(privateKey, payload));
  const by = ['--key', 'own.pub', '--insecure-ignore-tlog=true', '--bundle'];
  assert.equal(await cosign('verify-blob', ...by, 'own.sig.json', 'app'), 0);
  const type = ['--type', 'https://example.com/predicate/v1'];
  assert.equal(await cosign('verify-blob-attestation', ...type, ...by, 'own.att.json', 'app'), 0);
  for (const bundle of ['own.sig.json', 'own.att.json'])
    for (const artifact of ['app', `sha256:${HEX}`])
      assert.equal((await verify(bundle, 'own.pub', artifact)).status, 0);
});

test('a file that is called like a digest is a file', { skip }, async () => {
  writeFileSync(at(`sha256:${HEX}`), 'something else\n');
  try {
    assert.equal((await verify('p256.sig.json', 'p256.pub', `sha256:${HEX}`)).status, 1);
  } finally {
    rmSync(at(`sha256:${HEX}`));
  }
});

test('-o json is the report, and what is no key or not there is bad input', { skip }, async () => {
  const { stdout } = await twinseal(
    ['bundle', 'verify', '--bundle', 'p256.att.json', '--key', 'p256.pub', '-o', 'json', 'app'],
    { cwd: folder },
  );
  const report = JSON.parse(stdout);
  assert.equal(report.outcome, 'verified');
  assert.equal(report.predicateType, 'https://cosign.sigstore.dev/attestation/v1');
  assert.equal(report.artifact.digest, `sha256:${HEX}`);
  assert.match(readFileSync(at('p256.att.json'), 'utf8'), /dsseEnvelope/);
  assert.equal((await verify('p256.sig.json', 'app', 'app')).status, 2);
  assert.equal((await verify('missing.json', 'p256.pub', 'app')).status, 2);
  assert.equal((await verify('p256.sig.json', 'p256.pub', 'missing')).status, 2);
  assert.equal((await twinseal(['bundle', 'verify', '--bundle', 'p256.sig.json', 'app'], { cwd: folder })).status, 2);
});
