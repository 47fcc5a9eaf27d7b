import { type Digest, isDigest } from '../../formats/digest.ts';
import { type CosignTag, cosignTag } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { isIndexMediaType, isManifestMediaType } from '../../formats/oci/media-types.ts';
import { formatRepositoryName, isTag, parseRepositoryName } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader, ContentWriter, ManifestPushed, ReferrerListing } from '../../ports/content.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readBlob } from './blob-reading.ts';
import { hasBlob, mountBlob, uploadBlob } from './blob-upload.ts';
import { settleTags } from './fallback-index.ts';
import { pushManifest } from './manifest-push.ts';
import { ACCEPT, readManifest } from './manifest-reading.ts';
import { listReferrers } from './referrers-listing.ts';
import { htmlAnswer, isHtml } from './refusals.ts';
import type { RepositorySession } from './session.ts';

/**
 * One repository of a registry as reader and writer.
 * @example (await new RegistryRepository(session).resolve('v1.2.3', call)).digest
 */
export class RegistryRepository implements ContentReader, ContentWriter {
  readonly name: string;
  readonly repository: string;
  readonly #session: RepositorySession;
  /** Uploads that a declined mount has opened. */
  readonly #opened = new Map<Digest, URL>();

  /** Takes the session, which carries credentials, retries and limits. */
  constructor(session: RepositorySession) {
    this.name = session.name;
    this.repository = session.name;
    this.#session = session;
  }

  /**
   * As {@link ContentReader.resolve}; `latest` unless a target is named.
   * @throws TwinsealError as {@link RegistryRepository.fetch}
   */
  async resolve(target: string | undefined, call: Call): Promise<Descriptor> {
    return (await this.fetch(target, call)).descriptor;
  }

  /**
   * What `resolve` finds, with its bytes.
   * @throws TwinsealError `REFERENCE_INVALID` for neither tag nor digest; as {@link readManifest}
   * @example (await repository.fetch('v1.2.3', call)).bytes
   */
  async fetch(target: string | undefined, call: Call): Promise<PackedDocument> {
    const asked = target ?? 'latest';
    // Anything else would become a part of the path.
    if (!isDigest(asked) && !isTag(asked))
      throw new TwinsealError('REFERENCE_INVALID', `${JSON.stringify(asked.slice(0, 130))} is neither tag nor digest`);
    return readManifest(this.#session, asked, call);
  }

  /** As {@link ContentReader.manifest}. */
  manifest(digest: Digest, call: Call): Promise<PackedDocument> {
    return readManifest(this.#session, digest, call);
  }

  /** As {@link ContentReader.blob}. */
  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>, call: Call): Blob {
    return readBlob(this.#session, descriptor, call);
  }

  /** As {@link ContentReader.referrers}. */
  referrers(subject: Digest, call: Call): Promise<ReferrerListing> {
    return listReferrers(this.#session, subject, call);
  }

  /**
   * As {@link ContentWriter.has}; manifests and blobs are asked for where each of them lies.
   * @throws TwinsealError a fault, never read as "no"
   */
  async has(descriptor: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>, call: Call): Promise<boolean> {
    const { digest, mediaType } = descriptor;
    if (!isIndexMediaType(mediaType) && !isManifestMediaType(mediaType))
      return hasBlob(this.#session, descriptor, call);
    return this.#hasManifest(digest, call);
  }

  /**
   * As {@link ContentReader.cosignTag}, with its bytes. Most images have none, and registries that count pulls don't count HEAD.
   * @throws TwinsealError a fault; never for an absence
   * @example (await repository.fetchCosignTag(index.digest, 'sig', call))?.bytes
   */
  async fetchCosignTag(subject: Digest, kind: CosignTag, call: Call): Promise<PackedDocument | undefined> {
    const tag = cosignTag(subject, kind);
    if (tag === undefined || !(await this.#hasManifest(tag, call))) return undefined;
    try {
      return await this.fetch(tag, call);
    } catch (error) {
      if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /**
   * As {@link ContentWriter.tagged}; the digest is computed from what the tag holds.
   * @throws TwinsealError a fault; never for an absence
   * @example await repository.tagged('v1.2.3', call)
   */
  async tagged(tag: string, call: Call): Promise<Digest | undefined> {
    return isTag(tag) && (await this.#hasManifest(tag, call))
      ? (await this.fetch(tag, call)).descriptor.digest
      : undefined;
  }

  async #hasManifest(target: string, call: Call): Promise<boolean> {
    const url = this.#session.url(`manifests/${target}`);
    const response = await this.#session.read('HEAD', { url, headers: { accept: ACCEPT } }, call);
    if (response.status !== 200 && response.status !== 404)
      throw await this.#session.refusal(response, `the manifest ${target}`);
    response.discard();
    if (isHtml(response)) throw htmlAnswer(response.url.host, `the manifest ${target}`);
    return response.status === 200;
  }

  /**
   * Asks for a blob to be taken over from `from`, a repository of the same registry.
   * @returns false when it was declined, or lies in another registry: then it has to be uploaded
   * @throws TwinsealError as {@link mountBlob}
   * @example await repository.mount(layer, 'registry.example.com/team/base', call)
   */
  async mount(descriptor: Pick<Descriptor, 'digest' | 'size'>, from: string, call: Call): Promise<boolean> {
    const source = parseRepositoryName(from);
    if (source.registry !== this.#session.registry || formatRepositoryName(source) === this.name) return false;
    const answer = await mountBlob(this.#session, descriptor, source.repository, call);
    if (answer === 'mounted') return true;
    this.#opened.set(descriptor.digest, answer);
    return false;
  }

  /** As {@link ContentWriter.putBlob}. @throws TwinsealError as {@link uploadBlob} */
  async putBlob(blob: Blob, call: Call): Promise<void> {
    const opened = this.#opened.get(blob.digest);
    this.#opened.delete(blob.digest);
    await uploadBlob(this.#session, blob, call, opened);
  }

  /**
   * As {@link ContentWriter.putManifest}.
   * @throws TwinsealError `REFERENCE_INVALID` for a malformed tag; as {@link pushManifest}
   */
  putManifest(manifest: PackedDocument, call: Call, tag?: string): Promise<ManifestPushed> {
    if (tag !== undefined && !isTag(tag))
      throw new TwinsealError('REFERENCE_INVALID', `${JSON.stringify(tag.slice(0, 130))} is not a tag`);
    return pushManifest(this.#session, manifest, call, tag);
  }

  /** As {@link ContentWriter.settle}. */
  settle(call: Call): Promise<readonly string[]> {
    return settleTags(this.#session, call);
  }
}
