import type { JudgementSummary, KeptAnswer, Reply } from '../../records/answer.ts';
import type { DecisionEntry, Judgement } from '../../records/decision.ts';
import type { Explanation } from '../../records/explanation.ts';
import type { Receipt } from '../../records/log-entry.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';
import { couldNotTellProblem, problemOf } from './problem.ts';

/** An answer of the engine, as the doors are given it. */
export interface GivenAnswer {
  readonly entry: DecisionEntry;
  readonly receipt: Receipt;
  /** @example answer.explain()[0]?.rules */
  explain(): readonly Explanation[];
}

/**
 * What a caller is told. By effect: 200, 403 for a refusal where it was asked for, and 503 when the policies in mode
 * `enforce` could not tell. What only warns or audits never keeps an answer from being one.
 *
 * @example replyOf(answer, { failOnDeny: true, explain: false }).status // 403
 */
export function replyOf(
  answer: GivenAnswer,
  { failOnDeny, explain }: { readonly failOnDeny: boolean; readonly explain: boolean },
): Reply {
  const { entry, receipt } = answer;
  const kept: KeptAnswer = {
    decisionId: entry.id,
    effect: entry.effect,
    judgements: 'verdict' in entry ? entry.judgements.map(summaryOf) : [],
    logIndex: receipt.index,
    receipt: receipt.text,
    ...(explain && { explanations: answer.explain() }),
  };
  if (!('verdict' in entry) || entry.effect === 'unknown')
    return { status: 503, problem: couldNotTellProblem(entry, kept) };
  return { status: failOnDeny && entry.effect === 'refuse' ? 403 : 200, answer: { ...entry.verdict, ...kept } };
}

/** What a caller is told of one image of a batch that failed. @example errorReply(error).status // 404 */
export function errorReply(error: TwinsealError): Reply {
  const problem = problemOf(error);
  return { status: problem.status, problem };
}

function summaryOf({ policy, mode, shadowOf, verdict: { outcome } }: Judgement): JudgementSummary {
  return { policy, mode, ...(shadowOf !== undefined && { shadowOf }), outcome };
}
