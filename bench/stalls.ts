import { hash } from 'node:crypto';

const PAGE = Buffer.alloc(4096, 1);
const TRIALS = 200;

/**
 * What the machine itself takes from whoever works: the milliseconds that 99 of 100 runs stay under of a plain loop that has a
 * processor to itself and half of whose runs take `work`. On a machine that is shared, nobody's p99 is below that.
 *
 * @param work - milliseconds
 * @example stalls(9) // 9.4 where nothing else runs, 20 on a busy host
 */
export function stalls(work: number, times = 500): number {
  const loop = (pages: number): number => {
    const began = performance.now();
    for (let page = 0; page < pages; page += 1) hash('sha256', PAGE);
    return performance.now() - began;
  };
  const middle = (all: readonly number[]): number => all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
  const each = middle(Array.from({ length: TRIALS }, () => loop(100))) / 100;
  const runs = Array.from({ length: times }, () => loop(Math.max(1, Math.round(work / each))));
  return runs.sort((one, other) => one - other)[Math.floor(times * 0.99)] ?? Number.NaN;
}
