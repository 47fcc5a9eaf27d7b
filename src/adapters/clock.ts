import type { Clock } from '../ports/clock.ts';

/** The clock of this machine. @example systemClock.now() // milliseconds since 1970 */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * Rings once unless it is silenced before; it keeps no process alive.
 * @returns what silences it
 * @example const silence = systemAlarm(5000, () => stop.abort()); silence();
 */
export function systemAlarm(milliseconds: number, ring: () => void): () => void {
  const timer = setTimeout(ring, milliseconds).unref();
  return () => clearTimeout(timer);
}
