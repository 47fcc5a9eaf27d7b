/** What Twinseal keeps between runs: compressed layers, manifests of module zips, build caches of the sides, Node's compiled code. */
export const CACHE_KINDS = ['layers', 'modules', 'builds', 'node'] as const;

/** A kind of {@link CACHE_KINDS}. */
export type CacheKind = (typeof CACHE_KINDS)[number];

/** One thing that a cache holds and that can go without the others. */
export interface CacheEntry {
  readonly kind: CacheKind;
  /** Names it within its kind. */
  readonly id: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Milliseconds since 1970 of its last use. */
  readonly used: number;
}

/** How much of one kind there was and what went. */
export interface CachePart {
  readonly kind: CacheKind;
  readonly entries: number;
  /** Bytes. */
  readonly size: number;
  readonly removedEntries: number;
  readonly removedSize: number;
}

/** What became of the caches. */
export interface CacheReport {
  readonly parts: readonly CachePart[];
  /** Bytes that are left. */
  readonly size: number;
  /** Why more is left than was asked for, and what was not there; absent when there is nothing to say. */
  readonly note?: string;
}
