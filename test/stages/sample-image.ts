import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Digest, parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import type { ImageConfig } from '../../src/formats/oci/documents.ts';
import { serialiseImageConfig } from '../../src/formats/oci/image-config.ts';
import { serialiseImageIndex } from '../../src/formats/oci/image-index.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { Platform } from '../../src/formats/oci/platform.ts';
import type { Call } from '../../src/ports/call.ts';
import type { Blob } from '../../src/records/blob.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { tarOf } from '../support/tar.ts';

/** A call without limits, for tests. */
export const CALL: Call = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

export function documentOf(mediaType: string, bytes: Uint8Array): PackedDocument {
  return { descriptor: { mediaType, digest: sha256Digest(bytes), size: bytes.length }, bytes };
}

export function jsonDocument(mediaType: string, value: JsonValue): PackedDocument {
  return documentOf(mediaType, canonicalJsonBytes(value));
}

export function blobOf(bytes: Uint8Array): Blob {
  return {
    digest: sha256Digest(bytes),
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

export interface SamplePlatform {
  readonly tar: Uint8Array;
  readonly layer: PackedDocument;
  readonly config: PackedDocument;
  readonly manifest: PackedDocument;
  readonly descriptor: Descriptor;
}

export interface SampleImage {
  readonly index: PackedDocument;
  readonly platforms: readonly [SamplePlatform, SamplePlatform];
  readonly referrer: PackedDocument;
  readonly signature: PackedDocument;
  readonly empty: PackedDocument;
}

export function diffIdOf(tar: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(tar).digest('hex')}`);
}

export function sampleConfig(platform: Platform, diffIds: readonly Digest[]): ImageConfig {
  return {
    ...platform,
    created: '2026-11-24T12:00:00Z',
    config: { User: '65532:65532', Env: ['PATH=/usr/bin:/bin'], Entrypoint: ['/usr/bin/app'], Labels: { a: 'b' } },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map(() => ({ created_by: 'twinseal' })),
  };
}

export function samplePlatform(platform: Platform): SamplePlatform {
  const tar = tarOf([{ name: 'usr/bin/app', content: `program for ${platform.architecture}` }]);
  const layer = documentOf(MEDIA_TYPES.ociLayerGzip, new Uint8Array(gzipSync(tar)));
  const config = documentOf(MEDIA_TYPES.ociConfig, serialiseImageConfig(sampleConfig(platform, [diffIdOf(tar)])));
  const manifest = documentOf(
    MEDIA_TYPES.ociManifest,
    serialiseImageManifest({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      config: config.descriptor,
      layers: [layer.descriptor],
    }),
  );
  return { tar, layer, config, manifest, descriptor: { ...manifest.descriptor, platform } };
}

/** An index with two platforms and one referrer on the index: good in every respect. */
export function sampleImage(): SampleImage {
  const platforms = [
    samplePlatform({ os: 'linux', architecture: 'amd64' }),
    samplePlatform({ os: 'linux', architecture: 'arm64' }),
  ] as const;
  const index = documentOf(
    MEDIA_TYPES.ociIndex,
    serialiseImageIndex({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: platforms.map(({ descriptor }) => descriptor),
    }),
  );
  const signature = documentOf(MEDIA_TYPES.sigstoreBundle, new TextEncoder().encode('{"signed":true}'));
  const empty = documentOf(MEDIA_TYPES.ociEmpty, new TextEncoder().encode('{}'));
  const referrer = documentOf(
    MEDIA_TYPES.ociManifest,
    serialiseImageManifest({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      artifactType: MEDIA_TYPES.sigstoreBundle,
      config: empty.descriptor,
      layers: [signature.descriptor],
      subject: index.descriptor,
    }),
  );
  return { index, platforms: [...platforms], referrer, signature, empty };
}
