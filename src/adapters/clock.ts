import type { Clock } from '../ports/clock.ts';

/** The clock of this machine. @example systemClock.now() // milliseconds since 1970 */
export const systemClock: Clock = { now: () => Date.now() };
