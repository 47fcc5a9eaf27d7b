import { type Digest, isDigest, parseDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type CosignTag, cosignTag, isEvidenceName } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageIndex } from '../../formats/oci/documents.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { parseLayoutHeader } from '../../formats/oci/layout-header.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import { isIndexMediaType, isManifestMediaType } from '../../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader, ReferrerListing } from '../../ports/content.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { layoutFiles } from './layout-files.ts';
import { manifestHead } from './manifest-head.ts';
import { lookBelow } from './regular-file.ts';
import { hashFor, verified } from './verified-stream.ts';

const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_HEADER = 64 * 1024;
/** Entries of index.json that are looked at for referrers; more is an overflow, never a silent end. */
const MAX_ENTRIES = 2000;

/**
 * Opens the layout in a folder for reading. `index.json` is read once, here; blobs are hashed as they are read.
 *
 * @param folder - as the user named it
 * @throws TwinsealError `INPUT_UNREADABLE`, `LAYOUT_INVALID`, `TIMEOUT`, `ABORTED`
 * @example const reader = await openLayout('./app.oci', call); await reader.resolve(undefined, call)
 * @see image-spec v1.1.1, image-layout.md
 */
export async function openLayout(folder: string, call: Call): Promise<ContentReader> {
  const root = await lookBelow(folder, '.');
  if (root.kind === 'missing')
    throw new TwinsealError('INPUT_UNREADABLE', `${folder} does not exist: name the folder of an OCI layout`);
  if (root.kind !== 'directory')
    throw new TwinsealError('LAYOUT_INVALID', `${folder} is a ${root.kind}, and an OCI layout is a folder`);
  return await readLayout(layoutFiles(folder), call);
}

/**
 * The same for files that lie wherever they lie.
 * @throws TwinsealError `LAYOUT_INVALID`, and what the files throw
 * @example await readLayout(layoutFiles('./app.oci'), call)
 */
export async function readLayout(files: LayoutFiles, call: Call): Promise<ContentReader> {
  await part(files.name, 'oci-layout', async () => {
    parseLayoutHeader(await files.read('oci-layout', MAX_HEADER, call));
  });
  const index = await part(files.name, 'index.json', async () =>
    parseImageIndex(await files.read('index.json', MAX_MANIFEST, call)),
  );
  return new LayoutReader(files, index);
}

async function part<T>(folder: string, file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FormatError)
      throw new TwinsealError('LAYOUT_INVALID', `${folder}/${file} is malformed: ${error.message}`, { cause: error });
    if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND')
      throw new TwinsealError('LAYOUT_INVALID', `${folder} is no OCI layout: it has no ${file}`, { cause: error });
    throw error;
  }
}

class LayoutReader implements ContentReader {
  readonly name: string;
  readonly repository = 'layout';
  readonly #files: LayoutFiles;
  readonly #index: ImageIndex;
  #overflow = false;
  #referrers: Promise<ReadonlyMap<Digest, readonly Descriptor[]>> | undefined;

  constructor(files: LayoutFiles, index: ImageIndex) {
    this.name = files.name;
    this.#files = files;
    this.#index = index;
  }

  async resolve(target: string | undefined, call: Call): Promise<Descriptor> {
    if (target === undefined) return this.#only(call);
    if (isDigest(target)) {
      const listed = this.#index.manifests.find(({ digest }) => digest === target);
      return listed ?? (await this.manifest(parseDigest(target), call)).descriptor;
    }
    const named = this.#distinct(this.#index.manifests.filter((entry) => refName(entry) === target));
    if (named.length > 1)
      throw new TwinsealError(
        'USAGE',
        `${this.name} has ${named.length} images named ${JSON.stringify(target)}: name one by digest`,
      );
    const [found] = named;
    if (found === undefined)
      throw new TwinsealError('CONTENT_NOT_FOUND', `${this.name} has no image named ${JSON.stringify(target)}`);
    return found;
  }

  async manifest(digest: Digest, call: Call): Promise<PackedDocument> {
    const where = `${this.name}: ${digest}`;
    hashFor(digest);
    const bytes = await definitive(this.#files.read(layoutPath(digest), MAX_MANIFEST, call));
    for await (const _ of verified(once(bytes), { digest, size: bytes.length }, this.name)) {
      // The bytes are in memory already; only the comparison at the end counts.
    }
    const listed = this.#index.manifests.find((entry) => entry.digest === digest);
    const mediaType = manifestHead(bytes)?.mediaType ?? listed?.mediaType;
    if (mediaType === undefined)
      throw new TwinsealError('CONTENT_NOT_FOUND', `${where} is a blob, and neither a manifest nor an index`);
    return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
  }

  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>, call: Call): Blob {
    const { digest, size } = descriptor;
    const files = this.#files;
    const name = this.name;
    return {
      digest,
      size,
      async *open(signal) {
        const within = signal === undefined ? call : { ...call, signal: AbortSignal.any([call.signal, signal]) };
        hashFor(digest);
        const path = layoutPath(digest);
        // The size tells a wrong blob before anything is hashed.
        const entry = await files.look(path, within);
        if (entry.kind === 'file' && entry.size !== size)
          throw new TwinsealError('CONTENT_MISMATCH', `${name}: ${digest} has ${entry.size} bytes instead of ${size}`);
        try {
          yield* verified(files.open(path, within), { digest, size }, name);
        } catch (error) {
          throw asDefinitive(error);
        }
      },
    };
  }

  async referrers(subject: Digest, call: Call): Promise<ReferrerListing> {
    const attached = await this.#attached(call);
    return {
      form: 'layout',
      descriptors: attached.get(subject) ?? [],
      overflow: this.#overflow,
    };
  }

  async cosignTag(subject: Digest, kind: CosignTag): Promise<Descriptor | undefined> {
    const tag = cosignTag(subject, kind);
    return this.#index.manifests.find((entry) => refName(entry) === tag && tag !== undefined);
  }

  // Entries that are attached to something else are evidence; what remains is what the layout is for.
  async #only(call: Call): Promise<Descriptor> {
    let images = this.#distinct(
      this.#index.manifests.filter((entry) => {
        const name = refName(entry);
        return name !== undefined && !isEvidenceName(name);
      }),
    );
    if (images.length !== 1) {
      const attached = new Set([...(await this.#attached(call)).values()].flat().map(({ digest }) => digest));
      const all =
        images.length > 1
          ? images
          : this.#distinct(this.#index.manifests.filter((entry) => !isEvidenceName(refName(entry) ?? '')));
      images = all.filter(({ digest }) => !attached.has(digest));
    }
    const [only] = images;
    if (only === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `${this.name} lists no image in index.json`);
    if (images.length > 1) {
      const names = images.slice(0, 5).map((entry) => refName(entry) ?? entry.digest);
      throw new TwinsealError(
        'USAGE',
        `${this.name} has ${images.length} images: name one of ${names.map((name) => JSON.stringify(name)).join(', ')}`,
      );
    }
    return only;
  }

  async #attached(call: Call): Promise<ReadonlyMap<Digest, readonly Descriptor[]>> {
    this.#referrers ??= this.#readReferrers(call);
    try {
      return await this.#referrers;
    } catch (error) {
      // A fault is never remembered: the next question looks again.
      this.#referrers = undefined;
      throw error;
    }
  }

  async #readReferrers(call: Call): Promise<ReadonlyMap<Digest, readonly Descriptor[]>> {
    const found = new Map<Digest, Descriptor[]>();
    const listed = this.#distinct([...this.#index.manifests, ...(await this.#fallback(call))]);
    this.#overflow = listed.length > MAX_ENTRIES || this.#index.manifests.length > MAX_ENTRIES;
    for (const entry of listed.slice(0, MAX_ENTRIES)) {
      if (!isManifestMediaType(entry.mediaType) && !isIndexMediaType(entry.mediaType)) continue;
      const head = await this.#head(entry, call);
      if (head?.subject === undefined) continue;
      const list = found.get(head.subject) ?? [];
      const { mediaType, digest, size } = entry;
      const { artifactType, annotations } = head;
      list.push({
        mediaType,
        digest,
        size,
        ...(artifactType !== undefined && { artifactType }),
        ...(annotations !== undefined && { annotations }),
      });
      found.set(head.subject, list);
    }
    return found;
  }

  // regclient lists referrers as a registry without the referrers API would: in an index named after the subject.
  async #fallback(call: Call): Promise<Descriptor[]> {
    const children: Descriptor[] = [];
    for (const entry of this.#index.manifests.slice(0, MAX_ENTRIES)) {
      if (!isEvidenceName(refName(entry) ?? '') || !isIndexMediaType(entry.mediaType)) continue;
      try {
        children.push(...parseImageIndex((await this.manifest(entry.digest, call)).bytes).manifests);
      } catch (error) {
        if (!(error instanceof FormatError) && !(error instanceof TwinsealError && JUNK.has(error.code))) throw error;
      }
    }
    return children;
  }

  // One junk entry must not hide the others: what is absent, altered or malformed is no referrer of anything.
  async #head(entry: Descriptor, call: Call) {
    try {
      return manifestHead((await this.manifest(entry.digest, call)).bytes);
    } catch (error) {
      if (error instanceof TwinsealError && JUNK.has(error.code)) return undefined;
      throw error;
    }
  }

  #distinct(entries: readonly Descriptor[]): Descriptor[] {
    return [...new Map(entries.toReversed().map((entry) => [entry.digest, entry])).values()].toReversed();
  }
}

const JUNK: ReadonlySet<string> = new Set([
  'CONTENT_NOT_FOUND',
  'CONTENT_MISMATCH',
  'CONTENT_TOO_LARGE',
  'CONTENT_UNVERIFIABLE',
]);

function refName(entry: Descriptor): string | undefined {
  return entry.annotations?.[ANNOTATION_KEYS.refName];
}

// A link or FIFO in a blob's place is no fault of the machine: whoever asks again gets the same answer.
function asDefinitive(error: unknown): unknown {
  if (error instanceof TwinsealError && error.code === 'LAYOUT_INVALID')
    return new TwinsealError('CONTENT_MISMATCH', error.message, { cause: error });
  return error;
}

async function definitive<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw asDefinitive(error);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
