/** One claim that `make bench` measures, and how. */
export interface Claim {
  /** Short name, to pick it by: `node bench/run.ts twin-build`. */
  readonly name: string;
  /** @throws Error with one sentence that says why it could not be measured */
  measure(bench: Bench): Promise<readonly Figure[]>;
}

/** What every claim is given. */
export interface Bench {
  /** A private folder, removed at the end. */
  readonly scratch: string;
  /** A folder that stays, for what is dear to make and the same each time. */
  readonly kept: string;
  /** Interleaved rounds: those of a claim unless the caller asked for another number. */
  rounds(usual: number): number;
  /** Says on stderr what is under way. */
  say(text: string): void;
}

/** A ratio that was measured: ours through the peer's, both in milliseconds of wall time unless a unit says otherwise. */
export interface Figure {
  readonly claim: string;
  readonly against: string;
  readonly unit?: Unit;
  /** The ratio is to be at most this; absent where the figure only informs. */
  readonly target?: number;
  /** Median over the rounds of the ratio within a round. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  /** In the order of the rounds. */
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** What is compared when it is no time: megabytes (10^6 bytes), or how often something happened. */
export type Unit = 'MB' | 'times';

/** Whether the figure keeps to its target; `undefined` where it has none. */
export function reached(figure: Figure): boolean | undefined {
  return figure.target === undefined ? undefined : figure.ratio <= figure.target;
}

/**
 * A figure from the times of two contenders that ran in the same rounds.
 * @example figureOf('--help', 'node -e 0', times.twinseal, times.node, 4)
 */
export function figureOf(
  claim: string,
  against: string,
  ours: readonly number[],
  peer: readonly number[],
  target?: number,
  unit?: Unit,
): Figure {
  if (ours.length === 0 || ours.length !== peer.length) throw new Error(`${claim} was not measured in whole rounds`);
  const ratios = ours.map((time, round) => time / (peer[round] ?? Number.NaN));
  return {
    claim,
    against,
    ...(target !== undefined && { target }),
    ...(unit !== undefined && { unit }),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    ours,
    peer,
  };
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}
