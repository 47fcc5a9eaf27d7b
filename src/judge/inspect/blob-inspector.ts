import { type Digest, digestEncoded } from '../../formats/digest.ts';
import type { FormatError } from '../../formats/format-error.ts';
import { DEFAULT_JSON_LIMITS } from '../../formats/json/parse.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';
import type { Blob } from '../../records/blob.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { DecompressLimits } from './decompress.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { type BlobContent, mayBeElsewhere, type Packing, readContent } from './layer-content.ts';
import { inspectEntry } from './layout-root.ts';

const PAGE = 'image-spec v1.1.1, descriptor.md';

/** What a blob is in an image, when it is a layer. */
export interface LayerRole {
  /** `undefined`: the media type is not known, so that the content stays unchecked. */
  readonly packing: Packing | undefined;
  readonly diffId: Digest | undefined;
  /** JSON pointer of the diff_id in the config. */
  readonly diffIdAt: string;
  readonly config: Digest;
}

const LAYER_CODES: Readonly<Record<string, FindingCode>> = {
  truncated: 'LAYER_TRUNCATED',
  checksum: 'LAYER_CHECKSUM',
  trailing: 'LAYER_TRAILING_BYTES',
  members: 'LAYER_MEMBERS_LIMIT',
  bomb: 'LAYER_BOMB',
};

/**
 * Checks the bytes of blobs against the descriptors that name them. Presence and size are looked at for each
 * descriptor; bytes are read once for each role, since a blob that is good as a config may be no layer.
 * @example await new BlobInspector(files, { sparse: false, limits }, log, call).check(config, '/config', { blob: digest })
 * @see ollama #15485 (a check that was skipped because the digest had been seen in another role)
 */
export class BlobInspector {
  readonly #files: LayoutFiles;
  readonly #options: { readonly sparse: boolean; readonly limits: DecompressLimits };
  readonly #log: FindingLog;
  readonly #call: Call;
  readonly #contents = new Map<string, Promise<BlobContent>>();

  /**
   * @param options - `sparse`: blobs may be missing on purpose; `limits`: of what a layer may unpack to
   * @param log - where findings go
   */
  constructor(
    files: LayoutFiles,
    options: { readonly sparse: boolean; readonly limits: DecompressLimits },
    log: FindingLog,
    call: Call,
  ) {
    this.#files = files;
    this.#options = options;
    this.#log = log;
    this.#call = call;
  }

  /**
   * Reads a manifest, index or config.
   * @param pointer - of the descriptor in the document at `place`
   * @returns its bytes, `undefined` when they are missing or others than the descriptor names
   * @throws TwinsealError when the disk does not answer, or the call ends
   * @example await blobs.document(descriptor, '/manifests/0', { file: 'index.json' })
   */
  async document(descriptor: Descriptor, pointer: string, place: Place): Promise<Uint8Array | undefined> {
    const { digest, size } = descriptor;
    if (!(await this.#present(descriptor, pointer, place))) return undefined;
    if (size > DEFAULT_JSON_LIMITS.maxBytes) {
      const reason = `${digest} has ${size} bytes, more than the ${DEFAULT_JSON_LIMITS.maxBytes} that registries take`;
      this.#log.add(
        'error',
        'JSON_TOO_LARGE',
        { blob: digest },
        undefined,
        reason,
        'distribution-spec v1.1.1, "Pushing Manifests"',
      );
      return undefined;
    }
    const bytes = await this.#files.read(layoutPath(digest), DEFAULT_JSON_LIMITS.maxBytes, this.#call);
    return this.#genuine(await readContent(once(bytes), digest, undefined), descriptor) ? bytes : undefined;
  }

  /** A blob to be read again; whoever reads it hashes it again. @example blobs.handle(manifest.config).size */
  handle({ digest, size }: Descriptor): Blob {
    const open = (signal?: AbortSignal) => {
      const call = signal === undefined ? this.#call : { ...this.#call, signal };
      return this.#files.open(layoutPath(digest), call);
    };
    return { digest, size, open };
  }

  /**
   * Reads a blob of any kind and, when it is a layer, what is inside.
   * @returns whether it is there, whole and (as a layer) what its config says
   * @throws TwinsealError when the disk does not answer, or the call ends
   * @example await blobs.check(layer, '/layers/0', { blob: manifestDigest }, { packing: 'gzip', diffId, diffIdAt, config })
   */
  async check(descriptor: Descriptor, pointer: string, place: Place, role?: LayerRole): Promise<boolean> {
    const { digest } = descriptor;
    if (!(await this.#present(descriptor, pointer, place))) return false;
    const packing = role?.packing;
    if (role !== undefined && packing === undefined)
      this.#log.add(
        'hint',
        'LAYER_TYPE_UNKNOWN',
        place,
        `${pointer}/mediaType`,
        `the content of ${descriptor.mediaType} is not checked, and neither is its diff_id`,
        'image-spec v1.1.1, manifest.md, "layers"',
      );
    const key = `${digest} ${packing ?? ''}`;
    const layer = packing === undefined ? undefined : { packing, diffId: role?.diffId };
    const content =
      this.#contents.get(key) ??
      readContent(this.#files.open(layoutPath(digest), this.#call), digest, layer, this.#options.limits);
    this.#contents.set(key, content);
    const result = await content;
    if (!this.#genuine(result, descriptor)) return false;
    if (role === undefined) return true;
    if (result.problem !== undefined) {
      this.#undecompressed(result.problem, digest);
      return false;
    }
    if ((result.members ?? 1) > 1)
      this.#log.add(
        'warning',
        'LAYER_MEMBERS',
        { blob: digest },
        undefined,
        `the layer is made of ${result.members} compressed streams: legal, but some readers take only the first`,
        'RFC 1952 section 2.2; RFC 8878 section 3.1',
      );
    const { diffId, config, diffIdAt } = role;
    if (diffId === undefined || result.uncompressed === undefined) return false;
    if (digestEncoded(diffId) === result.uncompressed) return true;
    const computed = diffId.startsWith('sha256:') || diffId.startsWith('sha512:');
    const reason = `${diffIdAt} is ${diffId}, and the uncompressed layer ${digest} has ${result.uncompressed}`;
    if (computed)
      this.#log.add(
        'error',
        'DIFF_ID_MISMATCH',
        { blob: config },
        diffIdAt,
        reason,
        'image-spec v1.1.1, config.md, "Layer DiffID"',
      );
    return false;
  }

  #undecompressed(problem: FormatError, digest: Digest): void {
    const code = LAYER_CODES[problem.rule] ?? 'LAYER_COMPRESSION';
    const source = problem.format === 'zstd' ? 'RFC 8878 section 3.1' : 'RFC 1952 sections 2.2 and 2.3';
    this.#log.add('error', code, { blob: digest }, undefined, `the layer ${digest}: ${problem.message}`, source);
  }

  // descriptor.md: the size is to be checked before anything is hashed.
  async #present({ digest, size, mediaType }: Descriptor, pointer: string, place: Place): Promise<boolean> {
    const entry = await this.#files.look(layoutPath(digest), this.#call);
    if (entry.kind === 'missing') {
      const severity = this.#options.sparse || mayBeElsewhere(mediaType) ? 'warning' : 'error';
      const reason = `${pointer} names ${digest}, which is not in the layout`;
      this.#log.add(severity, 'BLOB_MISSING', place, pointer, reason, 'image-spec v1.1.1, image-layout.md, "Blobs"');
      return false;
    }
    if (!inspectEntry(entry, { blob: digest }, layoutPath(digest), this.#log)) return false;
    if (entry.size === size) return true;
    const reason = `${pointer}/size says ${size}, and ${digest} has ${entry.size} bytes`;
    this.#log.add('error', 'BLOB_SIZE_MISMATCH', place, `${pointer}/size`, reason, `${PAGE}, "size"`);
    return false;
  }

  #genuine(content: BlobContent, { digest, size }: Descriptor): boolean {
    if (content.matches !== false && content.size === size) return true;
    const reason = `the bytes of ${layoutPath(digest)} do not have that digest: the blob was altered or damaged`;
    this.#log.add('error', 'BLOB_DIGEST_MISMATCH', { blob: digest }, undefined, reason, `${PAGE}, "Verification"`);
    return false;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
