// Random layouts in memory, and one change to one of them.
import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { LayoutFiles } from '../../src/ports/layout-files.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { tarOf } from './tar.ts';

/** A layout by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

interface Shape {
  readonly images: readonly {
    readonly architecture: string;
    readonly packing: 'gzip' | 'zstd' | 'none';
    readonly layers: readonly (readonly { readonly name: string; readonly content: Uint8Array }[])[];
    readonly labels: Readonly<Record<string, string>>;
  }[];
  readonly nested: boolean;
  readonly artifact: boolean;
}

const LAYER_TYPES = { gzip: MEDIA_TYPES.ociLayerGzip, zstd: MEDIA_TYPES.ociLayerZstd, none: MEDIA_TYPES.ociLayerTar };
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const layer = fc.uniqueArray(fc.record({ name, content: fc.uint8Array({ maxLength: 200 }) }), {
  minLength: 1,
  maxLength: 4,
  selector: (file) => file.name,
});
const shape: fc.Arbitrary<Shape> = fc.record({
  images: fc.uniqueArray(
    fc.record({
      architecture: fc.constantFrom('amd64', 'arm64', 's390x', 'ppc64le', '386'),
      packing: fc.constantFrom('gzip', 'zstd', 'none'),
      layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
      labels: fc.dictionary(
        name,
        fc.string({ maxLength: 20 }).filter((text) => text.isWellFormed() && !text.includes('\0')),
      ),
    }),
    { minLength: 1, maxLength: 3, selector: ({ architecture }) => architecture },
  ),
  nested: fc.boolean(),
  artifact: fc.boolean(),
});

/** Good layouts: some platforms, some layers each, an index in an index, an artifact beside it. */
export const randomLayout: fc.Arbitrary<Files> = shape.map(layoutOf);

function layoutOf({ images, nested, artifact }: Shape): Files {
  const files = new Map<string, Uint8Array>();
  const put = (mediaType: string, content: Uint8Array | object) => {
    const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
    const hex = createHash('sha256').update(bytes).digest('hex');
    files.set(`blobs/sha256/${hex}`, Uint8Array.from(bytes));
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const manifests = images.map(({ architecture, packing, layers, labels }) => {
    const tars = layers.map((entries) => tarOf(entries.map((entry) => ({ ...entry, name: `srv/${entry.name}` }))));
    const config = put(MEDIA_TYPES.ociConfig, {
      architecture,
      os: 'linux',
      config: { Labels: labels },
      rootfs: {
        type: 'layers',
        diff_ids: tars.map((tar) => `sha256:${createHash('sha256').update(tar).digest('hex')}`),
      },
    });
    const packed = tars.map((tar) =>
      packing === 'gzip' ? gzipSync(tar) : packing === 'zstd' ? zstdCompressSync(tar) : tar,
    );
    const manifest = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      config,
      layers: packed.map((bytes) => put(LAYER_TYPES[packing], bytes)),
    };
    return { ...put(MEDIA_TYPES.ociManifest, manifest), platform: { os: 'linux', architecture } };
  });
  const index = (entries: readonly object[]) => ({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: entries,
  });
  let root: object = put(MEDIA_TYPES.ociIndex, index(manifests));
  if (nested) root = put(MEDIA_TYPES.ociIndex, index([root]));
  const empty = put(MEDIA_TYPES.ociEmpty, {});
  const more = artifact
    ? [
        put(MEDIA_TYPES.ociManifest, {
          schemaVersion: 2,
          mediaType: MEDIA_TYPES.ociManifest,
          artifactType: 'application/vnd.example',
          config: empty,
          layers: [empty],
        }),
      ]
    : [];
  if (!artifact) files.delete(`blobs/sha256/${empty.digest.slice(7)}`);
  files.set('index.json', Buffer.from(JSON.stringify(index([root, ...more]))));
  files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
  return files;
}

/** A layout in memory as the validator reads one. */
export function memoryLayout(files: Files): LayoutFiles {
  const found = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `there is no ${path}`);
    return bytes;
  };
  return {
    name: 'memory',
    async look(path) {
      const size = files.get(path)?.length;
      if (size !== undefined) return { kind: 'file', size, links: 1 };
      const isFolder = path === '.' || [...files.keys()].some((known) => known.startsWith(`${path}/`));
      return { kind: isFolder ? 'directory' : 'missing', size: 0, links: 0 };
    },
    read: async (path) => found(path),
    async *open(path) {
      yield found(path);
    },
    async list(path) {
      const below = [...files.keys()].filter((known) => known.startsWith(`${path}/`));
      return [...new Set(below.map((known) => known.slice(path.length + 1).split('/')[0] ?? ''))].sort();
    },
  };
}

/** A change of one byte of a blob, or of one value of index.json that is no name, text or annotation. */
export const change = fc.record({
  file: fc.nat(),
  at: fc.nat(),
  /** Never nothing. */
  bits: fc.integer({ min: 1, max: 255 }),
  how: fc.constantFrom('byte', 'cut', 'add', 'remove', 'field'),
  field: fc.constantFrom('size', 'digest', 'mediaType', 'schemaVersion'),
});

/** The layout with the change; what was changed is told for the message. */
export function changed(
  files: Files,
  { file, at, bits, how, field }: typeof change extends fc.Arbitrary<infer T> ? T : never,
): { readonly files: Files; readonly what: string } {
  const blobs = [...files.keys()].filter((path) => path.startsWith('blobs/')).sort();
  const copy = new Map(files);
  if (how === 'field') {
    const text = Buffer.from(files.get('index.json') ?? []).toString();
    const index = JSON.parse(text) as { schemaVersion: number; manifests: Record<string, unknown>[] };
    const entry = index.manifests[file % index.manifests.length] ?? {};
    if (field === 'size') entry.size = Number(entry.size) + bits;
    else if (field === 'digest') entry.digest = `sha256:${createHash('sha256').update(String(at)).digest('hex')}`;
    else if (field === 'mediaType') {
      const isIndex = entry.mediaType === MEDIA_TYPES.ociIndex;
      entry.mediaType = isIndex ? MEDIA_TYPES.ociManifest : MEDIA_TYPES.ociIndex;
    } else index.schemaVersion = bits === 2 ? 1 : bits;
    copy.set('index.json', Buffer.from(JSON.stringify(index)));
    return { files: copy, what: `${field} of an entry of index.json` };
  }
  const path = blobs[file % blobs.length] ?? '';
  const bytes = files.get(path) ?? new Uint8Array();
  if (how === 'remove') {
    copy.delete(path);
    return { files: copy, what: `${path} is gone` };
  }
  if (how === 'cut') {
    copy.set(path, bytes.subarray(0, at % bytes.length));
    return { files: copy, what: `${path} is cut short` };
  }
  if (how === 'add') {
    copy.set(path, Buffer.concat([bytes, Uint8Array.of(bits)]));
    return { files: copy, what: `${path} has a byte more` };
  }
  const altered = Uint8Array.from(bytes);
  altered[at % altered.length] = (altered[at % altered.length] ?? 0) ^ bits;
  copy.set(path, altered);
  return { files: copy, what: `byte ${at % altered.length} of ${path}` };
}
