import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import { SharedCalls } from '../../ports/shared-calls.ts';

const PINGING = 5_000;
/** Milliseconds for which a store that answered counts as well. */
const WELL = 1_000;

/**
 * Asks the store at most once a second whether it can write, however many probes ask: anybody may, without credentials, and
 * each question costs a write. That it can't is never remembered.
 *
 * @returns what rejects as `ping` does
 * @example const ping = sharedPing((call) => store.ping(call), systemClock)
 */
export function sharedPing(ping: (call: Call) => Promise<void>, clock: Clock): (call: Call) => Promise<void> {
  const shared = new SharedCalls<void>(PINGING, () => clock.now());
  let well = Number.NEGATIVE_INFINITY;
  return async (call) => {
    // A clock that was set back must not make an old answer a new one.
    if (Math.abs(clock.now() - well) < WELL) return;
    await shared.run('ping', ping, call);
    well = clock.now();
  };
}
