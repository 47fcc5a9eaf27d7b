// Run by linked-list.test.ts with --expose-gc: prints how many megabytes grew old.
import { getHeapSpaceStatistics } from 'node:v8';
import { LinkedList } from '../../src/ports/linked-list.ts';

const map = new Map<object, number>();
const list = new LinkedList<object>();
const enter =
  process.argv[2] === 'map'
    ? (one: object) => {
        map.set(one, 1);
        return () => map.delete(one);
      }
    : (one: object) => list.append(one);
const old = (): number =>
  (getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0) / 1e6;

const leaving: (() => boolean)[] = [];
let before = old();
let grown = 0;
for (let n = 0; n < 8_000; n++) {
  leaving.push(enter({ parts: Array.from({ length: 500 }, (_, at) => ({ at, text: `x${at}` })) }));
  if (leaving.length > 5) leaving.shift()?.();
  if (n === 100) globalThis.gc?.();
  const now = old();
  grown += Math.max(0, now - before);
  before = now;
}
console.log(grown.toFixed(1));
