import { type Digest, isDigest, sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import type { ContentReader, ReferrerListing } from '../../src/ports/content.ts';
import type { Blob } from '../../src/records/blob.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { chunked } from './tar.ts';

/**
 * A registry in memory that does what it is told, honest or not: bytes can be swapped after they were put, any look can
 * fail, and every fetch is counted.
 */
export class ImageStore implements ContentReader {
  readonly name = 'registry.example.com/team/app';
  repository = 'registry.example.com/team/app';
  root: Descriptor | undefined;
  readonly contents = new Map<Digest, Uint8Array>();
  readonly referrersOf = new Map<Digest, Descriptor[]>();
  /** `manifest sha256:...`, `blob sha256:...`, `referrers sha256:...` -> the error that it gives. */
  readonly failures = new Map<string, TwinsealError>();
  readonly overflowing = new Set<Digest>();
  /** How many more times other bytes come for a digest, as when something on the way changes them. */
  readonly spoilt = new Map<Digest, number>();
  readonly fetches: string[] = [];
  /** There once something was put under a tag of cosign's, as in a registry that has such tags. */
  cosignTag?: NonNullable<ContentReader['cosignTag']>;
  readonly #tags = new Map<string, Descriptor>();

  put(bytes: Uint8Array, mediaType: string): Descriptor {
    const digest = sha256Digest(bytes);
    this.contents.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  }

  putJson(value: unknown, mediaType: string): Descriptor {
    return this.put(new TextEncoder().encode(JSON.stringify(value)), mediaType);
  }

  attach(subject: Digest, manifest: Descriptor): void {
    this.referrersOf.set(subject, [...(this.referrersOf.get(subject) ?? []), manifest]);
  }

  /** Puts a manifest under a tag of cosign's; the failures of `sig sha256:...` are those of looking it up. */
  tag(subject: Digest, kind: 'sig' | 'att', manifest: Descriptor): void {
    this.#tags.set(`${kind} ${subject}`, manifest);
    this.cosignTag = async (asked, which) => {
      this.#look(which, asked);
      return this.#tags.get(`${which} ${asked}`);
    };
  }

  async resolve(target: string | undefined): Promise<Descriptor> {
    if (this.root === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', 'there is no image');
    if (isDigest(target) && target !== this.root.digest && this.contents.has(target))
      return { ...this.root, digest: target, size: this.contents.get(target)?.length ?? 0 };
    return this.root;
  }

  async manifest(digest: Digest): Promise<PackedDocument> {
    const bytes = this.#get('manifest', digest);
    return { descriptor: { mediaType: '', digest, size: bytes.length }, bytes };
  }

  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>): Blob {
    const get = () => this.#get('blob', descriptor.digest);
    return {
      digest: descriptor.digest,
      size: descriptor.size,
      async *open() {
        yield* chunked(get(), 50_000);
      },
    };
  }

  async referrers(subject: Digest): Promise<ReferrerListing> {
    this.#look('referrers', subject);
    return {
      form: 'referrers-api',
      descriptors: this.referrersOf.get(subject) ?? [],
      overflow: this.overflowing.has(subject),
    };
  }

  #get(what: string, digest: Digest): Uint8Array {
    this.#look(what, digest);
    const bytes = this.contents.get(digest);
    if (bytes === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `there is no ${digest}`);
    const times = this.spoilt.get(digest) ?? 0;
    if (times === 0) return bytes;
    this.spoilt.set(digest, times - 1);
    const other = Uint8Array.from(bytes);
    other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 0x20;
    return other;
  }

  #look(what: string, digest: Digest): void {
    this.fetches.push(`${what} ${digest}`);
    const failure = this.failures.get(`${what} ${digest}`);
    if (failure !== undefined) throw failure;
  }
}
