// What matrix.heavy.test.ts does not say of cosign's keys: they open with a password, are the same key in PKCS#8, and what cosign signs
// with Ed25519 it refuses itself.
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { craneImage } from '../support/crane-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-cosign-keys-'));
after(() => rmSync(root, { recursive: true, force: true }));
const registry = skip === false ? await startGgcr() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const env = { COSIGN_PASSWORD: 'more than one word' };
const OFFLINE = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
const UNLOGGED = ['--insecure-ignore-tlog', '--allow-http-registry'];
const TYPE = 'https://example.com/reviewed/v1';
const STATED = ['--type', TYPE, '--predicate', join(root, 'predicate.json')];
writeFileSync(join(root, 'predicate.json'), JSON.stringify({ reviewed: true }));

/** The key as any tool keeps it, and as cosign does: encrypted. */
async function imported(name: string, key: KeyObject) {
  const prefix = join(root, name);
  writeFileSync(`${prefix}.pem`, key.export({ type: 'pkcs8', format: 'pem' }));
  await peerOutput('cosign', ['import-key-pair', '--key', `${prefix}.pem`, '--output-key-prefix', prefix, '--yes'], {
    env,
  });
  return { pem: `${prefix}.pem`, encrypted: `${prefix}.key`, pub: `${prefix}.pub` };
}

/** An image of its own, by digest. */
const imageAt = async (repository: string) => (await craneImage(root, `${registry.host}/${repository}`)).pinned;

/** Which checks of the index's own evidence pass. */
async function passes(image: string, pub: string, require: object): Promise<readonly boolean[]> {
  const policy = join(root, 'policy.json');
  const trust = [{ name: 'signer', cosign: { keyFile: pub } }];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { checks } = JSON.parse(stdout) as Verdict;
  const own = checks.filter(({ id, subject }) => /^(?:signature|statement):/.test(id) && image.endsWith(subject));
  assert.notEqual(own.length, 0, stdout);
  return own.map(({ status }) => status === 'pass');
}

const SIGNED = { signatures: [{ by: 'signer' }] };
const REVIEWED = { statements: [{ type: TYPE, by: ['signer'] }] };

test('we state with a key that cosign encrypted, and with the same in PKCS#8, and cosign takes both', {
  skip,
}, async () => {
  const key = await imported('ours', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  for (const [name, file] of Object.entries({ encrypted: key.encrypted, pem: key.pem })) {
    const image = await imageAt(`ours/${name}`);
    const made = await twinseal(['attest', image, ...STATED, '--cosign-key', file], {
      env: { ...process.env, ...env },
    });
    assert.equal(made.status, 0, made.stderr);
    await peerOutput('cosign', ['verify-attestation', '--key', key.pub, ...UNLOGGED, '--type', TYPE, image]);
    assert.deepEqual(await passes(image, key.pub, REVIEWED), [true]);
    // A statement is no signature.
    assert.deepEqual(await passes(image, key.pub, SIGNED), [false]);
  }
});

test('cosign refuses what it signs with Ed25519, in both of its forms, and so do we', { skip }, async () => {
  // It signs with Ed25519ph and verifies Ed25519.
  const key = await imported('ed25519', generateKeyPairSync('ed25519').privateKey);
  for (const [form, flags] of Object.entries({ bundle: [], tag: ['--new-bundle-format=false'] })) {
    const image = await imageAt(`ed25519/${form}`);
    const signer = ['--key', key.encrypted, ...flags, ...OFFLINE];
    await peerOutput('cosign', ['sign', ...signer, image], { env });
    await peerOutput('cosign', ['attest', ...signer, ...STATED, image], { env });
    const own = await runPeer('cosign', ['verify', '--key', key.pub, ...UNLOGGED, ...flags, image]);
    assert.notEqual(own.status, 0, own.stdout);
    assert.deepEqual(await passes(image, key.pub, SIGNED), [false], form);
    assert.deepEqual(await passes(image, key.pub, REVIEWED), [false], form);
  }
});
