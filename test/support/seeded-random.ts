/** Numbers that a seed gives again. */
export interface SeededRandom {
  /** A whole number from 0 up to, and without, `below`. */
  readonly nat: (below: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
}

/**
 * Draws that are the same for the same seed (mulberry32): enough for tests, never for keys.
 * @example seededRandom(7).nat(10)
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const nat = (below: number): number => Math.floor(next() * below);
  return {
    nat,
    pick: (list) => {
      const one = list[nat(list.length)];
      if (one === undefined) throw new Error('there is nothing to pick from');
      return one;
    },
  };
}

/**
 * Draws for a test that wants other ones each time: TWINSEAL_SEED=N makes those of N again. The seed is printed, and so stands beside a
 * failure. What time does to the processes of a test is not repeated by it.
 */
export function freshRandom(): SeededRandom {
  const asked = Number(process.env.TWINSEAL_SEED);
  const seed = Number.isSafeInteger(asked) && asked > 0 ? asked : Math.floor(Math.random() * 2 ** 31);
  console.log(`TWINSEAL_SEED=${seed} makes these draws again`);
  return seededRandom(seed);
}
