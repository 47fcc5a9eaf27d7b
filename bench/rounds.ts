/** Something that is timed: runs once and gives its milliseconds. `round` counts from 0; a warm-up is round -1. */
export type Contender = (round: number) => Promise<number>;

/**
 * Runs contenders in turn, so that a machine that gets slower or faster does so for all. Each round begins with another
 * one: whoever always came second would find the caches that the first one left.
 *
 * @param warmUp - run each once before, without counting
 * @returns milliseconds of each, in the order of the rounds
 * @example await interleave({ ours: () => timed(a), peer: () => timed(b) }, 9, true)
 */
export async function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  rounds: number,
  warmUp: boolean,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  if (warmUp) for (const name of names) await contenders[name](-1);
  for (let round = 0; round < rounds; round += 1)
    for (const at of names.keys()) {
      const name = names[(at + round) % names.length];
      if (name !== undefined) times[name].push(await contenders[name](round));
    }
  return times;
}
