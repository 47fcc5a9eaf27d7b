import type { CacheEntry } from '../records/cache-report.ts';
import type { Call } from './call.ts';

/** What is kept between runs, to be looked at and made smaller. */
export interface Caches {
  /**
   * All entries, each once.
   * @throws TwinsealError `INPUT_UNREADABLE`, `CACHE_UNUSABLE`
   * @example (await caches.list(call)).reduce((sum, { size }) => sum + size, 0)
   */
  list(call: Call): Promise<readonly CacheEntry[]>;
  /**
   * Removes entries of {@link Caches.list}; one that a run is using stays.
   * @returns those that are gone
   * @throws TwinsealError `OUTPUT_UNWRITABLE`
   * @example (await caches.remove(old, call)).length
   */
  remove(entries: readonly CacheEntry[], call: Call): Promise<readonly CacheEntry[]>;
}
