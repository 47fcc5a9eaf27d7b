import type { ImageMetadata } from '../../src/records/image-metadata.ts';
import type { ImageSettings } from '../../src/records/settings.ts';
import type { BuiltBinary } from '../../src/records/side-build.ts';
import type { PackRequest } from '../../src/seal/pack/pack-image.ts';
import { compressibleBytes } from './compressible-bytes.ts';
import { memoryBlob } from './memory-blob.ts';

export const SETTINGS: ImageSettings = {
  base: 'scratch',
  user: '65532:65532',
  entrypoint: [],
  cmd: [],
  labels: {},
  annotations: {},
  binDir: '/usr/local/bin',
};

export const METADATA: ImageMetadata = {
  revision: { value: '0123456789abcdef0123456789abcdef01234567', origin: 'git' },
  created: { value: '2026-05-04T03:02:01Z', origin: 'git' },
  version: { value: '1.2.3', origin: 'git' },
  title: 'app',
  source: 'https://example.com/app',
  licenses: 'Apache-2.0',
};

/** A program that stands for a built one: bytes that compress like one, and build info. */
export function builtBinary(
  platform: string,
  options: {
    readonly name?: string;
    readonly size?: number;
    readonly settings?: readonly (readonly [string, string])[];
  } = {},
): BuiltBinary {
  const { name = 'app', size = 200_000 } = options;
  const [GOOS = '', GOARCH = ''] = platform.split('/');
  const seed = [...`${platform}/${name}`].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) >>> 0;
  return {
    platform,
    name,
    importPath: `example.com/app/cmd/${name}`,
    content: memoryBlob(compressibleBytes(size, seed)),
    facts: {
      goVersion: 'go1.26.8',
      buildSettings: options.settings ?? [
        ['GOOS', GOOS],
        ['GOARCH', GOARCH],
      ],
      mainModule: { path: 'example.com/app', version: '(devel)' },
      deps: [
        { path: 'golang.org/x/text', version: 'v0.31.0' },
        { path: 'github.com/BurntSushi/toml', version: 'v1.5.0' },
      ],
      buildId: 'id',
    },
  };
}

/** A request over these binaries, all of them proven. */
export function packRequest(binaries: readonly BuiltBinary[], more: Partial<PackRequest> = {}): PackRequest {
  return {
    binaries,
    proven: binaries.map(({ platform, name, content: { digest, size } }) => ({ platform, name, digest, size })),
    settings: SETTINGS,
    metadata: METADATA,
    ...more,
  };
}
