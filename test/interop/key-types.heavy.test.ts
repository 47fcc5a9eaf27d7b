// Every key type that cosign takes: cosign signs and attests with it in both of its forms and Twinseal verifies, and the other way.
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { tarOf } from '../support/tar.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-key-types-'));
after(() => rmSync(root, { recursive: true, force: true }));
const env = { COSIGN_PASSWORD: '' };
const OFFLINE = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
const TYPE = 'https://example.com/reviewed/v1';
const FORMS = { bundle: [], tag: ['--new-bundle-format=false'] } as const;

const rsa = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const ec = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve }).privateKey;
interface KeyCase {
  readonly make: () => KeyObject;
  /** What cosign 3.1 must be told to verify what it signed itself; undefined: it can't be. */
  readonly verify?: readonly string[];
  /** The same for what Twinseal signed. */
  readonly verifyOurs: readonly string[];
}

const hash = (name: string) => ['--signature-digest-algorithm', name];
const plain = { verify: [], verifyOurs: [] };
const KEYS: Readonly<Record<string, KeyCase>> = {
  'P-256': { make: ec('P-256'), ...plain },
  // cosign signs with the hash of the curve, and verifies with SHA-256 unless it is told.
  'P-384': { make: ec('P-384'), verify: hash('sha384'), verifyOurs: hash('sha384') },
  'P-521': { make: ec('P-521'), verify: hash('sha512'), verifyOurs: hash('sha512') },
  'RSA 2048': { make: rsa(2048), ...plain },
  'RSA 3072': { make: rsa(3072), ...plain },
  'RSA 4096': { make: rsa(4096), ...plain },
  // cosign signs with Ed25519ph and verifies Ed25519, so it takes none of its own signatures; ours are Ed25519.
  Ed25519: { make: () => generateKeyPairSync('ed25519').privateKey, verifyOurs: [] },
};

async function makeImage(repository: string): Promise<string> {
  const tar = join(root, 'layer.tar');
  writeFileSync(tar, tarOf([{ name: 'hello', content: '#!/bin/sh\necho hello\n' }]));
  const image = `${repository}:v1`;
  await peerOutput('crane', ['append', '--oci-empty-base', '-f', tar, '-t', image]);
  await peerOutput('crane', ['mutate', '--set-platform', 'linux/amd64', '--entrypoint', '/hello', '-t', image, image]);
  return `${repository}@${(await peerOutput('crane', ['digest', image])).trim()}`;
}

async function outcome(image: string, pub: string, require: object): Promise<string> {
  const policy = join(root, 'policy.json');
  const trust = [{ name: 'signer', cosign: { keyFile: pub } }];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  return (JSON.parse(stdout) as Verdict).outcome;
}

for (const [type, { make, verify, verifyOurs }] of Object.entries(KEYS)) {
  test(`a cosign key of the type ${type}: what either signs, the other takes or refuses as it should`, {
    skip,
  }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    const name = join(root, type.replaceAll(' ', '-'));
    const [pub, predicate] = [`${name}.pub`, join(root, 'predicate.json')];
    writeFileSync(`${name}.pem`, make().export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(predicate, JSON.stringify({ reviewed: true }));
    const key = ['--key', `${name}.key`];
    await peerOutput('cosign', ['import-key-pair', '--key', `${name}.pem`, '--output-key-prefix', name, '--yes'], {
      env,
    });
    const statement = ['--type', TYPE, '--predicate', predicate];
    const offline = ['--key', pub, '--insecure-ignore-tlog', '--allow-http-registry'];
    const expected = verify === undefined ? 'deny' : 'allow';
    for (const [form, flags] of Object.entries(FORMS)) {
      const image = await makeImage(`${registry.host}/${form}/app`);
      await peerOutput('cosign', ['sign', ...key, ...flags, ...OFFLINE, image], { env });
      await peerOutput('cosign', ['attest', ...key, ...statement, ...flags, ...OFFLINE, image], { env });
      const own = await runPeer('cosign', ['verify', ...offline, ...(verify ?? []), ...flags, image]);
      assert.equal(own.status === 0, verify !== undefined, own.stderr);
      assert.equal(await outcome(image, pub, { signatures: [{ by: 'signer' }] }), expected, form);
      assert.equal(await outcome(image, pub, { statements: [{ type: TYPE, by: ['signer'] }] }), expected, form);
    }
    const image = await makeImage(`${registry.host}/ours/app`);
    // The key as cosign keeps it, and as any other tool does.
    for (const file of [`${name}.key`, `${name}.pem`]) {
      const words = ['attest', image, ...statement, '--cosign-key', file];
      const ours = await twinseal(words, { env: { ...process.env, ...env } });
      assert.equal(ours.status, 0, ours.stderr);
    }
    await peerOutput('cosign', ['verify-attestation', ...offline, ...verifyOurs, '--type', TYPE, image]);
    assert.equal(await outcome(image, pub, { statements: [{ type: TYPE, by: ['signer'] }] }), 'allow');
    assert.equal(await outcome(image, pub, { signatures: [{ by: 'signer' }] }), 'deny');
  });
}
