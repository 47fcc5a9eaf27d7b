import type { Digest } from '../../formats/digest.ts';
import type { CosignTag } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader, ContentWriter, ManifestPushed, ReferrerListing } from '../../ports/content.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import type { RegistryRepository } from './repository.ts';

const MOST = 32;

/**
 * Remembers the manifests that a repository gave in one operation, so that a tag is resolved and its manifest read in one
 * request. Only bytes that were compared with their digest are kept; tags, lists of referrers and faults are not.
 * @example await new RememberedManifests(registries.repository('registry.example.com/app')).resolve('v1', call)
 */
export class RememberedManifests implements ContentReader, ContentWriter {
  readonly name: string;
  readonly repository: string;
  readonly #inner: RegistryRepository;
  readonly #known = new Map<Digest, PackedDocument>();

  /** @param inner - is asked for what is not remembered; errors are its own */
  constructor(inner: RegistryRepository) {
    this.#inner = inner;
    this.name = inner.name;
    this.repository = inner.repository;
  }

  /** As {@link ContentReader.resolve}; the manifest is remembered. */
  async resolve(target: string | undefined, call: Call): Promise<Descriptor> {
    return this.#keep(await this.#inner.fetch(target, call)).descriptor;
  }

  /** As {@link ContentReader.manifest}, asked for once. */
  async manifest(digest: Digest, call: Call): Promise<PackedDocument> {
    return this.#known.get(digest) ?? this.#keep(await this.#inner.manifest(digest, call));
  }

  /** As {@link ContentReader.blob}. */
  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>, call: Call): Blob {
    return this.#inner.blob(descriptor, call);
  }

  /** As {@link ContentReader.referrers}, asked for each time. */
  referrers(subject: Digest, call: Call): Promise<ReferrerListing> {
    return this.#inner.referrers(subject, call);
  }

  /** As {@link ContentReader.cosignTag}; the manifest is remembered. @throws TwinsealError a fault; never for an absence */
  async cosignTag(subject: Digest, kind: CosignTag, call: Call): Promise<Descriptor | undefined> {
    const document = await this.#inner.fetchCosignTag(subject, kind, call);
    return document && this.#keep(document).descriptor;
  }

  /** As {@link ContentWriter.has}. */
  has(descriptor: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>, call: Call): Promise<boolean> {
    return this.#inner.has(descriptor, call);
  }

  /** As {@link ContentWriter.tagged}. @throws TwinsealError a fault; never for an absence */
  tagged(tag: string, call: Call): Promise<Digest | undefined> {
    return this.#inner.tagged(tag, call);
  }

  /** As {@link ContentWriter.mount}. */
  mount(descriptor: Pick<Descriptor, 'digest' | 'size'>, from: string, call: Call): Promise<boolean> {
    return this.#inner.mount(descriptor, from, call);
  }

  /** As {@link ContentWriter.putBlob}. */
  putBlob(blob: Blob, call: Call): Promise<void> {
    return this.#inner.putBlob(blob, call);
  }

  /** As {@link ContentWriter.putManifest}. */
  putManifest(manifest: PackedDocument, call: Call, tag?: string): Promise<ManifestPushed> {
    return this.#inner.putManifest(manifest, call, tag);
  }

  /** As {@link ContentWriter.settle}. */
  settle(call: Call): Promise<readonly string[]> {
    return this.#inner.settle(call);
  }

  #keep(document: PackedDocument): PackedDocument {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(document.descriptor.digest, document);
    return document;
  }
}
