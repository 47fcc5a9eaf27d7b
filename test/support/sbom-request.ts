import { sha256Digest } from '../../src/formats/digest.ts';
import type { LayerCompressor } from '../../src/ports/layer-compressor.ts';
import type { SourceLock } from '../../src/records/source-lock.ts';
import { packImage } from '../../src/seal/pack/pack-image.ts';
import { modulesOf, type SbomRequest } from '../../src/seal/sbom/compose-sbom.ts';
import { LICENSE_TEXTS } from '../../src/seal/sbom/license-texts.ts';
import { gatherModuleEvidence } from '../../src/seal/sbom/module-evidence.ts';
import { memoryBlob } from './memory-blob.ts';
import { memorySource } from './memory-source.ts';
import { builtBinary, METADATA, packRequest } from './pack-request.ts';

const H1 = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** A module with two vendored ones, one nested below the other's path, as `go mod vendor` lays them out. */
export const SOURCE: Readonly<Record<string, string>> = {
  LICENSE: LICENSE_TEXTS['Apache-2.0'] ?? '',
  'cmd/app/main.go': 'package main\n',
  'go.mod': 'module example.com/app\n',
  'vendor/github.com/BurntSushi/toml/COPYING': `The MIT License (MIT)\n\nCopyright (c) 2013 TOML authors\n\n${LICENSE_TEXTS.MIT ?? ''}`,
  'vendor/github.com/BurntSushi/toml/decode.go': 'package toml\n',
  'vendor/github.com/BurntSushi/toml/internal/tz.go': 'package internal\n',
  'vendor/golang.org/x/text/LICENSE': (LICENSE_TEXTS['BSD-3-Clause'] ?? '').replace(
    'Copyright (c) <year> <owner>.',
    'Copyright 2009 The Go Authors.',
  ),
  'vendor/golang.org/x/text/unicode/norm/norm.go': 'package norm\n',
  'vendor/modules.txt': '# golang.org/x/text v0.31.0\n',
};

export const LOCK: SourceLock = {
  apiVersion: 'twinseal.dev/source-lock/v1',
  module: 'example.com/app',
  goVersion: '1.26.0',
  treeDigest: sha256Digest(new Uint8Array(1)),
  fileCount: 9,
  byteCount: 1000,
  goModDigest: sha256Digest(new Uint8Array(2)),
  goSumDigest: sha256Digest(new Uint8Array(3)),
  vendorDigest: sha256Digest(new Uint8Array(4)),
  modules: [
    {
      path: 'github.com/BurntSushi/toml',
      version: 'v1.5.0',
      h1: H1,
      packages: ['github.com/BurntSushi/toml'],
      explicit: true,
    },
    { path: 'golang.org/x/text', version: 'v0.31.0', packages: ['golang.org/x/text/unicode/norm'], explicit: true },
    { path: 'example.com/unused', version: 'v1.0.0', h1: H1, packages: [], explicit: true },
  ],
  leftOut: [],
  vcs: {
    kind: 'git',
    revision: METADATA.revision?.value ?? '',
    commitTime: '2026-05-04T03:02:01Z',
    tag: 'v1.2.3',
    commitsSinceTag: 0,
    dirty: false,
    changed: [],
  },
  metadata: METADATA,
};

/** A compressor for tests that look at documents only: the tar's digest by parts, no bytes. */
const PLAIN: LayerCompressor = {
  name: 'none',
  compress: async (parts) => {
    const digest = sha256Digest(
      new TextEncoder().encode(
        JSON.stringify(parts.map((part) => ('blob' in part ? part.blob.digest : [...part.bytes]))),
      ),
    );
    return { blob: memoryBlob(new Uint8Array(1), { digest }), diffId: digest, fromCache: false };
  },
};

const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };

/** A request for the SBOM of linux/amd64, in an image that has linux/arm64 too. */
export async function sbomRequest(
  lock: SourceLock = LOCK,
  source: Readonly<Record<string, string>> = SOURCE,
): Promise<SbomRequest> {
  const binaries = [builtBinary('linux/amd64', { size: 10 })];
  const all = [...binaries, builtBinary('linux/arm64', { size: 10 })];
  const image = await packImage(packRequest(all, { metadata: lock.metadata }), PLAIN, call);
  const platform = image.platforms[0];
  if (platform === undefined) throw new Error('no platform');
  const { tree, importer } = memorySource(source);
  const evidence = await gatherModuleEvidence(tree, modulesOf(lock, binaries), lock.module, importer, call);
  return { image, platform, binaries, binDir: '/usr/local/bin', lock, evidence, toolVersion: '0.1.0' };
}
