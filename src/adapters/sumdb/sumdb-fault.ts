import type { SumdbAnswer } from '../../ports/checksum-database.ts';

/** What can stand in the way of `known`. */
export type SumdbRefusal = Exclude<SumdbAnswer['outcome'], 'known'>;

/**
 * Why a lookup can't be answered with `known`. It is thrown from within the client and becomes the answer: it never leaves.
 * @example throw new SumdbFault('unreachable', 'the proxy answered with status 500')
 */
export class SumdbFault extends Error {
  override readonly name = 'SumdbFault';
  readonly outcome: SumdbRefusal;

  /** @param why - one sentence */
  constructor(outcome: SumdbRefusal, why: string, cause?: unknown) {
    super(why, { cause });
    this.outcome = outcome;
  }
}
