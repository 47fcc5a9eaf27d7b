import { type Digest, digestEncoded } from '../../formats/digest.ts';
import { DEFAULT_JSON_LIMITS } from '../../formats/json/parse.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { BlobSource, ContentKind } from '../../ports/blob-source.ts';
import type { Call } from '../../ports/call.ts';
import type { Blob } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { DecompressLimits } from './decompress.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { layerCode } from './layer-codes.ts';
import { type BlobContent, mayBeElsewhere, type Packing, readContent } from './layer-content.ts';
import { LayerProblem } from './layer-problem.ts';
import { inspectEntry } from './layout-root.ts';

/** What a blob is in an image, when it is a layer. */
export interface LayerRole {
  /** `undefined`: the media type is not known, so that the content stays unchecked. */
  readonly packing: Packing | undefined;
  readonly diffId: Digest | undefined;
  /** JSON pointer of the diff_id in the config. */
  readonly diffIdAt: string;
  readonly config: Digest;
  /** Entries that may still be read. */
  readonly maxEntries: number;
  /** Shown each entry. @example await role.visit?.(entry, tar) */
  readonly visit?: (entry: TarEntry, tar: TarReader) => Promise<void>;
}

/** What a check of a blob showed. */
export interface Checked {
  /** It is there, whole and (as a layer) what its config says. */
  readonly whole: boolean;
  /** Entries of its tar stream. */
  readonly entries: number;
}

const BAD: Checked = { whole: false, entries: 0 };

/**
 * Checks the bytes of blobs against the descriptors that name them. Presence and size are looked at for each
 * descriptor. Bytes are read once for each role, since a blob that is good as a config may be no layer; documents, and layers whose
 * entries are wanted, are read each time that they are asked for, so that whoever asks has to remember.
 * @example await new BlobInspector(source, { sparse: false, limits }, log, call).check(config, '/config', { blob: digest })
 * @see ollama #15485 (a check that was skipped because the digest had been seen in another role)
 */
export class BlobInspector {
  readonly #source: BlobSource;
  readonly #options: { readonly sparse: boolean; readonly limits: DecompressLimits };
  readonly #log: FindingLog;
  readonly #call: Call;
  readonly #contents = new Map<string, BlobContent>();
  /** Documents that are not what their descriptors say, so that a list can't have one read over and over. */
  readonly #wrong = new Set<string>();
  /** Digests that some descriptor names. */
  readonly named = new Set<Digest>();

  /**
   * @param options - `sparse`: blobs may be missing on purpose; `limits`: of what a layer may unpack to
   * @param log - where findings go
   */
  constructor(
    source: BlobSource,
    options: { readonly sparse: boolean; readonly limits: DecompressLimits },
    log: FindingLog,
    call: Call,
  ) {
    this.#source = source;
    this.#options = options;
    this.#log = log;
    this.#call = call;
  }

  /**
   * Reads a manifest, index or config.
   * @param pointer - of the descriptor in the document at `place`
   * @returns its bytes, `undefined` when they are missing or others than the descriptor names
   * @throws TwinsealError when the disk or the registry does not answer, or the call ends
   * @example await blobs.document(descriptor, 'manifest', '/manifests/0', { file: 'index.json' })
   */
  async document(
    descriptor: Descriptor,
    kind: ContentKind,
    pointer: string,
    place: Place,
  ): Promise<Uint8Array | undefined> {
    const { digest, size } = descriptor;
    if (!(await this.#present(descriptor, pointer, place))) return undefined;
    const key = `${digest} ${size}`;
    if (this.#wrong.has(key)) return undefined;
    if (size > DEFAULT_JSON_LIMITS.maxBytes) {
      const reason = `${digest} has ${size} bytes, more than the ${DEFAULT_JSON_LIMITS.maxBytes} that registries take`;
      this.#log.add('error', 'JSON_TOO_LARGE', { blob: digest }, undefined, reason);
      return undefined;
    }
    const parts: Uint8Array[] = [];
    const source = this.#source.open(descriptor, kind, this.#call);
    async function* kept() {
      let length = 0;
      for await (const chunk of source) {
        length += chunk.length;
        // More than the descriptor says is no match anyhow.
        if (length <= DEFAULT_JSON_LIMITS.maxBytes) parts.push(new Uint8Array(chunk));
        yield chunk;
      }
    }
    const content = await this.#read(descriptor, pointer, place, () => readContent(kept(), digest));
    if (content === undefined) return undefined;
    if (this.#genuine(content, descriptor)) return Buffer.concat(parts);
    this.#wrong.add(key);
    return undefined;
  }

  /** A blob to be read again; whoever reads it hashes it again. @example blobs.handle(manifest.config).size */
  handle(descriptor: Descriptor): Blob {
    const open = (signal?: AbortSignal) => {
      const call = signal === undefined ? this.#call : { ...this.#call, signal };
      return this.#source.open(descriptor, 'blob', call);
    };
    return { digest: descriptor.digest, size: descriptor.size, open };
  }

  /**
   * Reads a blob of any kind and, when it is a layer, what is inside.
   * @throws TwinsealError when the disk or the registry does not answer, or the call ends
   * @example await blobs.check(layer, 'blob', '/layers/0', { blob: manifestDigest }, role)
   */
  async check(
    descriptor: Descriptor,
    kind: ContentKind,
    pointer: string,
    place: Place,
    role?: LayerRole,
  ): Promise<Checked> {
    const { digest, mediaType } = descriptor;
    if (!(await this.#present(descriptor, pointer, place))) return BAD;
    const packing = role?.packing;
    if (role !== undefined && packing === undefined)
      this.#log.add(
        'hint',
        'LAYER_TYPE_UNKNOWN',
        place,
        `${pointer}/mediaType`,
        `the content of ${mediaType} is not checked, and neither is its diff_id`,
      );
    const key = `${digest} ${packing ?? ''} ${role?.diffId?.slice(0, 6) ?? ''}`;
    // Whoever has to be shown the entries needs them read again.
    const known = role?.visit === undefined || packing === undefined ? this.#contents.get(key) : undefined;
    const content =
      known ??
      (await this.#read(descriptor, pointer, place, () =>
        readContent(
          this.#source.open(descriptor, kind, this.#call),
          digest,
          packing === undefined || role === undefined ? undefined : { ...role, packing },
          this.#options.limits,
        ),
      ));
    if (content === undefined) return BAD;
    this.#contents.set(key, content);
    if (!this.#genuine(content, descriptor)) return BAD;
    if (role === undefined) return { whole: true, entries: 0 };
    return { whole: this.#layer(content, digest, role), entries: content.entries ?? 0 };
  }

  #layer(content: BlobContent, digest: Digest, { diffId, diffIdAt, config }: LayerRole): boolean {
    const own = { blob: digest };
    const { problem, tarEnd, members, uncompressed } = content;
    if (problem !== undefined) {
      const code = problem instanceof LayerProblem ? problem.code : layerCode(problem);
      const at = problem instanceof LayerProblem ? '' : ` (${problem.at.replace('@', 'byte ')})`;
      this.#log.add('error', code, own, undefined, `the layer ${digest}: ${problem.message}${at}`);
    }
    if (problem === undefined && (members ?? 1) > 1) {
      const reason = `the layer is made of ${members} compressed streams: legal, but some readers take only the first`;
      this.#log.add('warning', 'LAYER_MEMBERS', own, undefined, reason);
    }
    if (tarEnd?.trailing === true)
      this.#log.add('error', 'LAYER_TAR_END', own, undefined, `the layer ${digest}: bytes follow its end mark`);
    if (tarEnd?.marked === false)
      this.#log.add('hint', 'LAYER_TAR_UNMARKED', own, undefined, `the layer ${digest} has no end mark`);
    if (diffId === undefined || uncompressed === undefined) return false;
    if (digestEncoded(diffId) === uncompressed) return problem === undefined && tarEnd?.trailing !== true;
    const reason = `${diffIdAt} is ${diffId}, and the uncompressed layer ${digest} has ${uncompressed}`;
    if (/^sha(?:256|512):/.test(diffId)) this.#log.add('error', 'DIFF_ID_MISMATCH', { blob: config }, diffIdAt, reason);
    return false;
  }

  // descriptor.md: the size is to be checked before anything is hashed.
  async #present(descriptor: Descriptor, pointer: string, place: Place): Promise<boolean> {
    const { digest, size } = descriptor;
    this.named.add(digest);
    const entry = await this.#source.look(descriptor, this.#call);
    if (entry === undefined) return true;
    if (entry.kind === 'missing') return this.#missing(descriptor, pointer, place);
    if (!inspectEntry(entry, { blob: digest }, layoutPath(digest), this.#log)) return false;
    if (entry.size === size) return true;
    const reason = `${pointer}/size says ${size}, and ${digest} has ${entry.size} bytes`;
    this.#log.add('error', 'BLOB_SIZE_MISMATCH', place, `${pointer}/size`, reason);
    return false;
  }

  #missing({ digest, mediaType }: Descriptor, pointer: string, place: Place): false {
    const severity = this.#options.sparse || mayBeElsewhere(mediaType) ? 'warning' : 'error';
    const reason = `${pointer || 'the reference'} names ${digest}, which is not in ${this.#source.name}`;
    this.#log.add(severity, 'BLOB_MISSING', place, pointer, reason);
    return false;
  }

  /** Reads; what a place that compares for itself says of the bytes becomes a finding. */
  async #read(
    descriptor: Descriptor,
    pointer: string,
    place: Place,
    read: () => Promise<BlobContent>,
  ): Promise<BlobContent | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof TwinsealError)) throw error;
      const { digest } = descriptor;
      if (error.code === 'CONTENT_NOT_FOUND') this.#missing(descriptor, pointer, place);
      else if (error.code === 'CONTENT_MISMATCH')
        this.#log.add('error', 'BLOB_DIGEST_MISMATCH', { blob: digest }, undefined, error.message);
      else if (error.code === 'CONTENT_TOO_LARGE')
        this.#log.add('error', 'JSON_TOO_LARGE', { blob: digest }, undefined, error.message);
      else throw error;
      return undefined;
    }
  }

  #genuine(content: BlobContent, { digest, size }: Descriptor): boolean {
    if (content.matches !== false && content.size === size) return true;
    const reason = `the bytes of ${layoutPath(digest)} do not have that digest: the blob was altered or damaged`;
    this.#log.add('error', 'BLOB_DIGEST_MISMATCH', { blob: digest }, undefined, reason);
    return false;
  }
}
