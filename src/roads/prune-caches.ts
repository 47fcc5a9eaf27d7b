import type { Caches } from '../ports/caches.ts';
import type { Call } from '../ports/call.ts';
import { CACHE_KINDS, type CacheEntry, type CacheReport } from '../records/cache-report.ts';

/** Milliseconds: a run that goes on must find what it was given. */
const KEEP = 60 * 60 * 1000;

/** How much may stay. */
export interface CacheBounds {
  /** Bytes of all caches together. */
  readonly maxSize?: number;
  /** Milliseconds since the last use. */
  readonly maxAge?: number;
}

/**
 * Which entries go: all that nobody used for longer than `maxAge`, then those longest unused until the rest is within
 * `maxSize`. What was used within the last hour always stays.
 *
 * @param now - milliseconds since 1970
 * @example entriesToRemove(entries, { maxSize: 2 * 1024 ** 3 }, Date.now()).length
 */
export function entriesToRemove(
  entries: readonly CacheEntry[],
  { maxSize = Number.POSITIVE_INFINITY, maxAge = Number.POSITIVE_INFINITY }: CacheBounds,
  now: number,
): readonly CacheEntry[] {
  let left = total(entries);
  return entries
    .filter(({ used }) => used <= now - KEEP)
    .toSorted((a, b) => a.used - b.used || (a.id < b.id ? -1 : 1))
    .filter(({ used, size }) => {
      const goes = now - used > maxAge || left > maxSize;
      if (goes) left -= size;
      return goes;
    });
}

/**
 * Makes the caches smaller.
 * @param now - milliseconds since 1970
 * @param dryRun - only says what would go
 * @throws TwinsealError as {@link Caches}
 * @example (await pruneCaches(caches, { maxAge: 14 * 86_400_000 }, Date.now(), false, call)).size
 */
export async function pruneCaches(
  caches: Caches,
  bounds: CacheBounds,
  now: number,
  dryRun: boolean,
  call: Call,
): Promise<CacheReport> {
  const entries = await caches.list(call);
  const chosen = entriesToRemove(entries, bounds, now);
  const gone = dryRun ? chosen : await caches.remove(chosen, call);
  const size = total(entries) - total(gone);
  const busy = chosen.length - gone.length;
  const over = bounds.maxSize !== undefined && size > bounds.maxSize;
  const why = busy > 0 ? `${busy} entries are in use or could not be removed` : 'it was used within the last hour';
  return {
    parts: CACHE_KINDS.map((kind) => {
      const of = (all: readonly CacheEntry[]) => all.filter((entry) => entry.kind === kind);
      const [had, went] = [of(entries), of(gone)];
      return {
        kind,
        entries: had.length,
        size: total(had),
        removedEntries: went.length,
        removedSize: total(went),
      };
    }),
    size,
    ...(over && { note: `more is left than was asked for: ${why}` }),
  };
}

function total(entries: readonly CacheEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
