import type { SideName } from '../records/build-plan.ts';
import type { Call } from './call.ts';
import type { SideCache } from './sandbox.ts';

/** A build cache that this run alone uses until it is released. */
export interface TakenCache extends SideCache {
  /** Lets the next run have it. @example await taken.release() */
  release(): Promise<void>;
}

/** Build caches that outlive a run, one a side and key, never shared between sides. */
export interface BuildCaches {
  /** As the user named the folder, for messages. */
  readonly name: string;
  /**
   * Takes the cache of a side, made when there is none.
   * @param key - hex, of all that the cache's content may depend on besides what Go itself keys it by
   * @returns undefined when another run has it: two runs at once in one cache would see one another's work
   * @throws TwinsealError `CACHE_UNUSABLE`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example const taken = await caches.take('a', key, call); try { ... } finally { await taken?.release(); }
   */
  take(side: SideName, key: string, call: Call): Promise<TakenCache | undefined>;
}
