import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { BoundedMap } from '../../ports/bounded-map.ts';
import type { ReferrerListing } from '../../ports/content.ts';
import { SharedCalls } from '../../ports/shared-calls.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';

/** Bounds of what is remembered of registries. */
export interface ContentLimits {
  /** Milliseconds for which a tag, a list of referrers and an absence are taken for the present. */
  readonly fresh: number;
  /** Milliseconds for one fetch that several wait for. */
  readonly fetch: number;
  /** Bytes of manifests and blobs. */
  readonly documents: number;
  /** Largest blob that is kept, in bytes. */
  readonly blob: number;
}

/** 2 seconds fresh, 40 for a fetch, 64 MiB of documents, blobs up to 4 MiB. */
export const CONTENT_LIMITS: ContentLimits = {
  fresh: 2_000,
  fetch: 40_000,
  documents: 64 * 2 ** 20,
  blob: 4 * 2 ** 20,
};

/** What is remembered of all registries together, in memory only. */
export interface ContentMemory {
  readonly limits: ContentLimits;
  readonly documents: BoundedMap<PackedDocument>;
  readonly blobs: BoundedMap<Uint8Array>;
  readonly tags: BoundedMap<Descriptor>;
  /** Those of them that are being resolved anew. */
  readonly renewed: WeakSet<Descriptor>;
  readonly listings: BoundedMap<ReferrerListing>;
  readonly absences: BoundedMap<TwinsealError>;
  /** Tags of cosign that are not there: most images have one of them or none. */
  readonly untagged: BoundedMap<true>;
  readonly resolving: SharedCalls<Descriptor>;
  readonly tagging: SharedCalls<Descriptor | undefined>;
  readonly fetching: SharedCalls<PackedDocument>;
  readonly reading: SharedCalls<Uint8Array>;
  readonly listing: SharedCalls<ReferrerListing>;
}

/**
 * An empty memory.
 * @param now - milliseconds since 1970
 * @example cachedContent(source, contentMemory(() => Date.now()))
 */
export function contentMemory(now: () => number, limits: ContentLimits = CONTENT_LIMITS): ContentMemory {
  return {
    limits,
    documents: new BoundedMap(limits.documents / 2, now),
    blobs: new BoundedMap(limits.documents / 2, now),
    tags: new BoundedMap(4 * 2 ** 20, now),
    renewed: new WeakSet(),
    listings: new BoundedMap(16 * 2 ** 20, now),
    absences: new BoundedMap(2 ** 20, now),
    untagged: new BoundedMap(4 * 2 ** 20, now),
    resolving: new SharedCalls(limits.fetch, now),
    tagging: new SharedCalls(limits.fetch, now),
    fetching: new SharedCalls(limits.fetch, now),
    reading: new SharedCalls(limits.fetch, now),
    listing: new SharedCalls(limits.fetch, now),
  };
}
