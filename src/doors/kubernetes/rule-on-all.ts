import type { Question } from '../../records/question.ts';
import { inParallel } from '../../roads/in-parallel.ts';

/** Images of one request that are judged at one time: those of any usual pod, whose decisions then reach the disk with one flush. */
const WIDTH = 32;

/** Judges the images of one request, a few at a time. @example await ruleOnAll(questions, (question) => ruleOn(question, true, service, options, call)) */
export function ruleOnAll<R>(
  questions: readonly Question[],
  rule: (question: Question) => Promise<R>,
): Promise<readonly R[]> {
  return inParallel(questions, WIDTH, rule);
}
