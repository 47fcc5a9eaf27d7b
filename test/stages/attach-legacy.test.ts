import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKeys } from '../../src/adapters/keys/file-keys.ts';
import { takePassword } from '../../src/adapters/keys/password.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonObject } from '../../src/formats/json/value.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { parseSimpleSigning } from '../../src/formats/sigstore/simple-signing.ts';
import { legacyManifest } from '../../src/seal/attach/attach-legacy.ts';
import { signSimple } from '../../src/seal/sign/cosign/sign-legacy.ts';
import { vectorPath } from '../support/vectors.ts';

const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const layer = (n: number): Descriptor => ({
  mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
  digest: sha256Digest(Uint8Array.of(n >> 8, n & 255)),
  size: 2,
  annotations: { 'dev.cosignproject.cosign/signature': String(n) },
});
const readBack = (one: ReturnType<typeof legacyManifest>) => ({
  manifest: parseImageManifest(one.manifest.bytes),
  plain: JSON.parse(JSON.stringify(parseImageManifest(one.manifest.bytes))) as { layers: readonly Descriptor[] },
  config: parseJson(one.config.bytes) as JsonObject,
});

test('layers are added behind those of others, whose annotations stay, and the config lists each', () => {
  const first = readBack(legacyManifest(undefined, [layer(1)]));
  const second = readBack(legacyManifest(first, [layer(2), layer(3)]));
  assert.deepEqual(second.plain.layers, [layer(1), layer(2), layer(3)]);
  const { rootfs, history } = second.config as { rootfs: { diff_ids: string[] }; history: unknown[] };
  assert.deepEqual(
    rootfs.diff_ids,
    [1, 2, 3].map((n) => layer(n).digest),
  );
  assert.equal(history.length, 3);
});

test('what others wrote into the config stays, and a config without lists gets them', () => {
  const { manifest } = readBack(legacyManifest(undefined, [layer(1)]));
  const grown = readBack(legacyManifest({ manifest, config: { architecture: 'x', own: { a: 1 } } }, [layer(2)]));
  const config = JSON.parse(JSON.stringify(grown.config));
  assert.deepEqual([config.architecture, config.own], ['x', { a: 1 }]);
  assert.deepEqual(config.rootfs, { type: 'layers', diff_ids: [layer(2).digest] });
});

test('no more layers than cosign reads', () => {
  const all = Array.from({ length: 1000 }, (_, n) => layer(n));
  const full = readBack(legacyManifest(undefined, all));
  assert.equal(full.manifest.layers.length, 1000);
  assert.throws(() => legacyManifest(full, [layer(1000)]), FormatError);
});

test('the payload is what readers of the older form take; a key that cosign 2 would verify otherwise is refused', async () => {
  const keys = fileKeys(takePassword({}, undefined));
  const digest = layer(1).digest;
  const signer = await keys.cosignSigner(vectorPath('openssl/p256.key'), call);
  const made = await signSimple(digest, 'registry.example.com/app', { build: '1' }, { signer }, call);
  assert.deepEqual(parseSimpleSigning(made.layer.bytes), {
    digest,
    reference: 'registry.example.com/app',
    annotations: { build: '1' },
  });
  for (const name of ['p384', 'p521']) {
    const other = await keys.cosignSigner(vectorPath(`openssl/${name}.key`), call);
    await assert.rejects(signSimple(digest, 'registry.example.com/app', {}, { signer: other }, call), {
      code: 'USAGE',
    });
  }
});
