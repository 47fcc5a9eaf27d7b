import type { JudgementSummary, KeptAnswer, Problem, Reply } from '../../records/answer.ts';
import type { DecisionEntry, Judgement } from '../../records/decision.ts';
import type { Explanation } from '../../records/explanation.ts';
import type { Receipt } from '../../records/log-entry.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import { couldNotTellProblem, problemOf } from './problem.ts';

/** An answer of the engine, as the doors are given it. */
export interface GivenAnswer {
  readonly entry: DecisionEntry;
  readonly receipt: Receipt;
  /** @example answer.explain()[0]?.rules */
  explain(): readonly Explanation[];
}

/** A verdict that is given out, with what is said beside it; or the problem that there is instead of one. */
export type ReplyParts =
  | { readonly status: number; readonly verdict: Verdict; readonly kept: KeptAnswer }
  | { readonly status: number; readonly problem: Problem };

/**
 * What a caller is told. By effect: 200, 403 for a refusal where it was asked for, and 503 when the policies in mode
 * `enforce` could not tell. What only warns or audits never keeps an answer from being one.
 *
 * @example replyParts(answer, { failOnDeny: true, explain: false }).status // 403
 */
export function replyParts(
  answer: GivenAnswer,
  { failOnDeny, explain }: { readonly failOnDeny: boolean; readonly explain: boolean },
): ReplyParts {
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
  return { status: failOnDeny && entry.effect === 'refuse' ? 403 : 200, verdict: entry.verdict, kept };
}

/** The same as one of several. @example replyOf(answer, { failOnDeny: true, explain: false }).status // 403 */
export function replyOf(
  answer: GivenAnswer,
  asked: { readonly failOnDeny: boolean; readonly explain: boolean },
): Reply {
  const parts = replyParts(answer, asked);
  return 'problem' in parts ? parts : { status: parts.status, answer: { ...parts.verdict, ...parts.kept } };
}

const verdicts = new WeakMap<Verdict, string>();

/**
 * The body of an answer as JSON. The verdict is most of it and the same for all who ask about one image, so it is written once.
 * @example answerText(verdict, kept) === JSON.stringify({ ...verdict, ...kept })
 */
export function answerText(verdict: Verdict, kept: KeptAnswer): string {
  const known = verdicts.get(verdict) ?? JSON.stringify(verdict);
  verdicts.set(verdict, known);
  return `${known.slice(0, -1)},${JSON.stringify(kept).slice(1)}`;
}

/** What a caller is told of one image of a batch that failed. @example errorReply(error).status // 404 */
export function errorReply(error: TwinsealError): Reply {
  const problem = problemOf(error);
  return { status: problem.status, problem };
}

function summaryOf({ policy, mode, shadowOf, verdict: { outcome } }: Judgement): JudgementSummary {
  return { policy, mode, ...(shadowOf !== undefined && { shadowOf }), outcome };
}
