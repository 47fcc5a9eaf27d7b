import type { BatchResult, Problem } from '../../records/answer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { problemOf } from './problem.ts';

/**
 * The problem of a batch in which no image is refused and some have no verdict. With a fault among them it is "could not tell". Where
 * the request alone is at fault, as with a mistyped policy, it has the status that the images would have had alone, or 422 where they
 * have not all the same, so that nobody repeats what will never succeed.
 *
 * @returns undefined when every image has a verdict
 * @example batchProblem(results)?.status // 404
 */
export function batchProblem(results: readonly BatchResult[]): Problem | undefined {
  const problems = results.flatMap((one) => ('problem' in one ? [one.problem] : []));
  const [first, ...others] = problems;
  if (first === undefined) return undefined;
  const retryable = problems.some((one) => one.retryable);
  const count = `${problems.length} of ${results.length} images`;
  if (problems.some(({ status }) => status >= 500)) {
    const error = new TwinsealError('INDETERMINATE', `${count} could not be told`);
    return { ...problemOf(error), retryable, results };
  }
  // One code for all of them, if they have one.
  const code = others.every((one) => one.code === first.code) ? first.code : 'USAGE';
  const status = others.every((one) => one.status === first.status) ? first.status : 422;
  const codes = [...new Set(problems.map((one) => one.code))].join(', ');
  const error = new TwinsealError(code, `${count} could not be judged, because of the request: ${codes}`);
  return { ...problemOf(error), status, retryable, results };
}
