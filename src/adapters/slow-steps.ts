import type { Pace } from '../ports/pace.ts';

/** Milliseconds within which whoever waits has a turn, however many there are. */
const ROUND = 24;

/**
 * Spreads steps evenly over time: of one that waits the next step begins after {@link ROUND}, of eight one begins every third
 * millisecond. So whatever else is asked of the process meets a step or two, and not the twenty that come of two images at one moment.
 * @example await slowSteps().step()
 */
export function slowSteps(): Pace {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    // Timers take whole milliseconds.
    for (const begin of waiting.splice(0, Math.max(1, Math.floor(waiting.length / ROUND)))) begin();
    if (waiting.length > 0) setTimeout(next, ROUND / waiting.length);
  };
  return {
    step: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setTimeout(next, ROUND);
      }),
  };
}
