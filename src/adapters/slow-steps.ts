import type { Pace } from '../ports/pace.ts';

/** Milliseconds that one who waits alone waits. */
const ROUND = 24;
/** Milliseconds between two steps, though several images are renewed at one moment: as long as no more than 20 wait. */
const APART = 3;
/** Milliseconds in which most of very many begin, however near to each other. */
const SOON = 60;

/**
 * Spreads steps over time: where one waits, his step begins after {@link ROUND} milliseconds; where eight do, one begins every third
 * millisecond. So whatever else is asked of the process meets a step or two, and not the twenty that come of two images at one moment.
 * @example await slowSteps().step()
 */
export function slowSteps(): Pace {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    for (const begin of waiting.splice(0, Math.max(1, Math.floor(waiting.length / SOON)))) begin();
    // Timers take whole milliseconds, and cut off the rest.
    const { length } = waiting;
    if (length > 0) setTimeout(next, Math.ceil(Math.max(ROUND / length, Math.min(APART, SOON / length))));
  };
  return {
    step: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setTimeout(next, ROUND);
      }),
  };
}
