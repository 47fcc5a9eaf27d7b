import { type Check, MAX_REASON } from './check.ts';

/** What stands in the reason of a `twin-build` that passes beside a pod which runs something else than what was proven. */
export const OTHER_PROGRAM = 'BUT THE POD RUNS SOMETHING ELSE: ';

/**
 * Whether a proof holds for a program that the pod does not run: no demand of the policy, so the check passes and its reason says it. Where
 * a reason was cut, nobody knows what its end said, and a long path must not hide it.
 *
 * @example verdict.checks.some(runsOtherProgram)
 */
export function runsOtherProgram({ id, status, reason }: Pick<Check, 'id' | 'status' | 'reason'>): boolean {
  return (
    id === 'twin-build' && status === 'pass' && (reason.includes(`; ${OTHER_PROGRAM}`) || reason.length >= MAX_REASON)
  );
}
