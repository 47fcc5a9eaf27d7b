import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileKeys } from '../../src/adapters/keys/file-keys.ts';
import { nodeKeyMaker } from '../../src/adapters/keys/key-maker.ts';
import { takePassword } from '../../src/adapters/keys/password.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseNotaryJws } from '../../src/formats/notary/jws.ts';
import { parseNotaryPayload } from '../../src/formats/notary/payload.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { generateCosignKeyPair, generateNotationTestChain, showPublicKey } from '../../src/roads/keys.ts';
import { attachNotation } from '../../src/seal/attach/attach-notation.ts';
import { cosignImageStatement } from '../../src/seal/sign/cosign/image-statement.ts';
import { signStatement } from '../../src/seal/sign/cosign/sign-statement.ts';
import { signDescriptor } from '../../src/seal/sign/notation/sign-descriptor.ts';
import { vectorPath } from '../support/vectors.ts';
import { peerHome, runPeer, withoutPeers } from './peer.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-keys-'));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = () => mkdtempSync(join(root, 'f-'));
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const PASSWORD = 'correct horse';
const passwords = () => takePassword({ COSIGN_PASSWORD: PASSWORD }, undefined);
const ports = { maker: nodeKeyMaker(passwords()), clock: { now: Date.now } };

async function succeeds(name: 'cosign' | 'notation', args: readonly string[], home: string): Promise<string> {
  const env = { COSIGN_PASSWORD: PASSWORD, NOTATION_EXPERIMENTAL: '1' };
  const { status, stdout, stderr } = await runPeer(name, args, { home, env });
  assert.equal(status, 0, `${name} ${args.join(' ')}\n${stderr}${stdout}`);
  return stdout + stderr;
}

test('cosign opens our key with the password, and not without it', { skip: withoutPeers('cosign') }, async () => {
  const { privateKey, publicKey } = await generateCosignKeyPair(join(folder(), 'cosign'), ports, call);
  const shown = await succeeds('cosign', ['public-key', '--key', privateKey], peerHome());
  assert.ok(shown.includes(readFileSync(publicKey, 'utf8').trim()), shown);
  const wrong = await runPeer('cosign', ['public-key', '--key', privateKey], { env: { COSIGN_PASSWORD: 'x' } });
  assert.notEqual(wrong.status, 0);
});

test("we open cosign's key and show the same public key", { skip: withoutPeers('cosign') }, async () => {
  const prefix = join(folder(), 'cosign');
  await succeeds('cosign', ['generate-key-pair', '--output-key-prefix', prefix], peerHome());
  const { pem } = await showPublicKey(`${prefix}.key`, ports, call);
  assert.equal(pem, readFileSync(`${prefix}.pub`, 'utf8'));
});

test('cosign verifies our bundle over a blob, and refuses it over another', {
  skip: withoutPeers('cosign'),
}, async () => {
  const into = folder();
  const { privateKey, publicKey } = await generateCosignKeyPair(join(into, 'cosign'), ports, call);
  const blob = join(into, 'blob');
  writeFileSync(blob, 'sealed');
  const type = 'https://twinseal.dev/test/v1';
  const statement = { ...cosignImageStatement(sha256Digest(readFileSync(blob))), predicateType: type };
  const signer = await fileKeys(passwords()).cosignSigner(privateKey, call);
  writeFileSync(join(into, 'bundle'), (await signStatement(statement, signer, call)).bytes);
  const args = ['verify-blob-attestation', '--key', publicKey, '--bundle', join(into, 'bundle'), '--type', type];
  const offline = ['--insecure-ignore-tlog=true', blob];
  assert.match(await succeeds('cosign', [...args, ...offline], peerHome()), /Verified OK/);
  writeFileSync(blob, 'broken');
  assert.notEqual((await runPeer('cosign', [...args, ...offline])).status, 0);
});

// cosign 3.1.3 assumes SHA-256 for a key by file; the larger curves need the flag, whoever signed.
for (const [name, flags] of [
  ['rsa2048', []],
  ['ed25519', []],
  ['p384', ['--signature-digest-algorithm', 'sha384']],
  ['p521', ['--signature-digest-algorithm', 'sha512']],
] as const) {
  test(`cosign verifies our bundle by a key of type ${name}`, { skip: withoutPeers('cosign') }, async () => {
    const into = folder();
    const blob = join(into, 'blob');
    writeFileSync(blob, 'sealed');
    const type = 'https://twinseal.dev/test/v1';
    const statement = { ...cosignImageStatement(sha256Digest(readFileSync(blob))), predicateType: type };
    const signer = await fileKeys(passwords()).cosignSigner(vectorPath(`openssl/${name}.key`), call);
    writeFileSync(join(into, 'bundle'), (await signStatement(statement, signer, call)).bytes);
    const key = ['--key', vectorPath(`openssl/${name}.pub`), '--bundle', join(into, 'bundle'), '--type', type];
    const args = ['verify-blob-attestation', ...key, '--insecure-ignore-tlog=true', ...flags, blob];
    assert.match(await succeeds('cosign', args, peerHome()), /Verified OK/);
  });
}

/** A layout that holds the documents and lists those of them that are manifests. */
function layoutOf(documents: readonly PackedDocument[], listed: readonly Descriptor[]): string {
  const path = folder();
  mkdirSync(join(path, 'blobs/sha256'), { recursive: true });
  for (const { descriptor, bytes } of documents)
    writeFileSync(join(path, 'blobs/sha256', descriptor.digest.slice(7)), bytes);
  writeFileSync(join(path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(path, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: listed }),
  );
  return path;
}

/** An image index without children: enough to sign. */
function someIndex(): PackedDocument {
  const bytes = new TextEncoder().encode(
    JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] }),
  );
  return { bytes, descriptor: { mediaType: MEDIA_TYPES.ociIndex, digest: sha256Digest(bytes), size: bytes.length } };
}

/** Tells notation to trust a root for `local/app`. */
async function trust(home: string, certificate: string): Promise<void> {
  await succeeds('notation', ['cert', 'add', '--type', 'ca', '--store', 'test', certificate], home);
  const policy = {
    version: '1.0',
    trustPolicies: [
      {
        name: 'test',
        registryScopes: ['local/app'],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:test'],
        trustedIdentities: ['x509.subject: C=US, ST=Test, O=Twinseal test'],
      },
    ],
  };
  writeFileSync(join(home, '.config/notation/trustpolicy.json'), JSON.stringify(policy));
}

test('notation verifies our signature under our root, and refuses it under another', {
  skip: withoutPeers('notation'),
}, async () => {
  const files = await generateNotationTestChain(join(folder(), 'n'), 'example.com', ports, call);
  const other = await generateNotationTestChain(join(folder(), 'n'), 'example.com', ports, call);
  const index = someIndex();
  const signer = await fileKeys(passwords()).notationSigner({ key: files.privateKey, certificate: files.chain }, call);
  const signing = {
    signingTime: Math.floor(Date.now() / 1000),
    signingAgent: 'twinseal/test',
    userMetadata: { who: 'me' },
  };
  const attached = attachNotation(index.descriptor, await signDescriptor(index.descriptor, signer, signing, call));
  const path = layoutOf(
    [index, attached.manifest, ...attached.blobs],
    [index.descriptor, attached.manifest.descriptor],
  );
  const args = [
    'verify',
    '--oci-layout',
    '--scope',
    'local/app',
    '--user-metadata',
    'who=me',
    `${path}@${index.descriptor.digest}`,
  ];
  const home = peerHome();
  await trust(home, files.root);
  assert.match(await succeeds('notation', args, home), /Successfully verified/);
  const listed = await succeeds('notation', ['list', '--oci-layout', args.at(-1) ?? ''], home);
  assert.ok(listed.includes(attached.manifest.descriptor.digest), listed);
  const stranger = peerHome();
  await trust(stranger, other.root);
  assert.notEqual((await runPeer('notation', args, { home: stranger, env: { NOTATION_EXPERIMENTAL: '1' } })).status, 0);
});

test('notation signs with our key and chain, and we read its signature', {
  skip: withoutPeers('notation'),
}, async () => {
  const files = await generateNotationTestChain(join(folder(), 'n'), 'example.com', ports, call);
  const index = someIndex();
  const path = layoutOf([index], [index.descriptor]);
  const home = peerHome();
  const key = { name: 'test', keyPath: files.privateKey, certPath: files.chain };
  mkdirSync(join(home, '.config/notation'), { recursive: true });
  writeFileSync(join(home, '.config/notation/signingkeys.json'), JSON.stringify({ default: 'test', keys: [key] }));
  await succeeds('notation', ['sign', '--oci-layout', `${path}@${index.descriptor.digest}`], home);
  const blobs = readdirSync(join(path, 'blobs/sha256')).map((name) => readFileSync(join(path, 'blobs/sha256', name)));
  const envelope = blobs.find((bytes) => bytes.includes('"protected"'));
  assert.ok(envelope);
  const jws = parseNotaryJws(new Uint8Array(envelope));
  assert.equal(jws.header.alg, 'ES256');
  const { mediaType, digest, size } = index.descriptor;
  assert.deepEqual(parseNotaryPayload(jws.payload), { mediaType, digest, size });
});
