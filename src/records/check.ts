import type { Digest } from '../formats/digest.ts';
import type { CheckCode } from './check-codes.ts';
import type { Observation } from './observation.ts';

/** Longest reason of a check, in UTF-16 units; what is longer is cut. */
export const MAX_REASON = 1024;

/**
 * `fail` is an answer ("no"), `fault` is none ("could not tell"), `skip` says that nothing was checked. Neither of the
 * last two is ever shown as the first, nor as a pass.
 */
export type CheckStatus = 'pass' | 'fail' | 'skip' | 'fault';

/** One line of a verdict: one demand of the policy, on one subject. */
export interface Check extends Observation<CheckCode> {
  /** What was checked: one of `CHECK_KINDS`, some with a name: `image`, `signature:release`, `signature:2-of-a+b+c`, `statement:spdxjson`. */
  readonly id: string;
  /** The digest that the check is about: the index, a platform manifest, or the image as a whole. */
  readonly subject: Digest;
  /** `linux/arm64` when the subject is a platform child; for people, never for matching. */
  readonly platform?: string;
  readonly status: CheckStatus;
  /** The exception of the policy that excuses a `fail` or `fault`: it counts for nothing until the exception ends. */
  readonly exception?: { readonly id: string; readonly owner: string; readonly until: string };
  /** Digests of the evidence that decided the check. */
  readonly evidence: readonly Digest[];
}

/**
 * True when a check stands against the image: it does not hold, or could not be made, and no exception excuses it.
 * @example verdict.checks.filter(isAgainst).length // 0 when the outcome is allow
 */
export function isAgainst({ status, exception }: Pick<Check, 'status' | 'exception'>): boolean {
  return (status === 'fail' || status === 'fault') && exception === undefined;
}
