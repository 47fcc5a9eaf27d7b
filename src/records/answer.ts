import type { Effect, Judgement } from './decision.ts';
import type { ErrorCode } from './error-catalogue.ts';
import type { Explanation } from './explanation.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** What each policy said, without its checks: `GET /decisions/{id}` has those. */
export interface JudgementSummary extends Pick<Judgement, 'policy' | 'mode' | 'shadowOf'> {
  readonly outcome: Outcome;
}

/** Members of an answer beside the verdict's own. */
export interface KeptAnswer {
  readonly decisionId: string;
  readonly effect: Effect;
  readonly judgements: readonly JudgementSummary[];
  /** Index of the decision in the log. */
  readonly logIndex: number;
  /** C2SP tlog-proof: the decision is in the log. */
  readonly receipt: string;
  readonly explanations?: readonly Explanation[];
}

/** The body of `POST /verify` for a verdict that was kept. */
export type AnswerBody = Verdict & KeptAnswer;

/** A status with its body: an answer, or the problem that there is instead of one. */
export type Reply =
  | { readonly status: number; readonly answer: AnswerBody }
  | { readonly status: number; readonly problem: Problem };

/** A problem document. @see RFC 9457 section 3.1 */
export interface Problem extends Partial<KeptAnswer> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Path of the decision, where one was kept. */
  readonly instance?: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** The verdict of a decision that could not tell, with the checks that could not be made. */
  readonly verdict?: Verdict;
  /** Of a batch in which an image could not be told: what became of each. */
  readonly results?: readonly BatchResult[];
}

/** One image of a batch. */
export type BatchResult = { readonly image: string } & Reply;
