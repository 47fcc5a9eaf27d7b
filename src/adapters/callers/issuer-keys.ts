import type { JsonObject } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { keyOf } from './key-set.ts';

const MINUTE = 60_000;
/** Keys are fetched again when they are older. */
const FRESH = 10 * MINUTE;
/** Keys that can't be fetched again count so long: an issuer's outage must not stop every pipeline, nor a taken-back key count for ever. */
const STALE = 60 * MINUTE;
/** Between two attempts, so that tokens with made-up key ids send no storm to the issuer. */
const COOLDOWN = 30_000;

/** The keys of one issuer, remembered. */
export interface IssuerKeys {
  /**
   * The key of a token; undefined when the issuer has no such key.
   * @throws TwinsealError `ISSUER_UNREACHABLE` when that can't be told now; its message names files and hosts of ours, so it is for
   *   the log and never for whoever sent the token
   * @example await keys.key('RS256', 'key-1', call)
   */
  key(algorithm: string, keyId: string, call: Call): Promise<JsonObject | undefined>;
}

/**
 * Remembers an issuer's keys: fresh ones are used at once; an unknown key id or old keys make one fetch that all share, at
 * most one in 30 s; while fetches fail, known keys count for an hour.
 *
 * @param fetch - gets all keys, within its own time
 * @example issuerKeys('https://gitlab.com', () => fetchKeys(...), systemClock)
 */
export function issuerKeys(issuer: string, fetch: () => Promise<readonly JsonObject[]>, clock: Clock): IssuerKeys {
  let known: { readonly keys: readonly JsonObject[]; readonly at: number } | undefined;
  let lastTry = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let under: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    lastTry = clock.now();
    try {
      known = { keys: await fetch(), at: clock.now() };
      failure = undefined;
    } catch (error) {
      failure = error;
    } finally {
      under = undefined;
    }
  };
  const refreshed = async (call: Call): Promise<void> => {
    // A clock that was set back must not keep keys, or the cooldown, for ever.
    if (under === undefined && Math.abs(clock.now() - lastTry) < COOLDOWN) return;
    under ??= refresh();
    await unlessGone(under, call);
  };
  const age = (): number => (known === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock.now() - known.at));

  return {
    async key(algorithm, keyId, call) {
      const fresh = age() < FRESH ? keyOf(known?.keys ?? [], algorithm, keyId) : undefined;
      if (fresh !== undefined) return fresh;
      await refreshed(call);
      const found = age() < STALE ? keyOf(known?.keys ?? [], algorithm, keyId) : undefined;
      if (found !== undefined) return found;
      if (failure === undefined && age() < STALE) return undefined;
      const why = failure instanceof Error ? failure.message : 'they were not got';
      throw new TwinsealError(
        'ISSUER_UNREACHABLE',
        `the keys of ${issuer} could not be got, so its tokens cannot be checked now: ${why}`,
        { cause: failure },
      );
    },
  };
}

/** The fetch goes on for the others when this caller has gone. */
async function unlessGone(work: Promise<void>, { signal }: Call): Promise<void> {
  signal.throwIfAborted();
  let leave = (): void => undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    await Promise.race([work, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
