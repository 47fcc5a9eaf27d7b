import type { Digest } from '../formats/digest.ts';
import type { CallerRecord } from './caller.ts';
import type { ErrorCode } from './error-catalogue.ts';
import type { PolicyMode } from './policy.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** What the door does with the answer: a `deny` of a policy that only warns still admits, `unknown` is "could not tell". */
export type Effect = 'admit' | 'refuse' | 'unknown';

/** What the caller said about the request. Recorded, searched by, and used to choose policies; never a fact about the image. */
export interface RequestContext {
  /** Kubernetes namespace. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Free text by name, such as `release` or `commit`: the caller's word and no more. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** One policy's part in a decision. */
export interface Judgement {
  readonly policy: { readonly name: string; readonly digest: Digest };
  readonly mode: PolicyMode;
  /** Beside which policy it runs without counting. */
  readonly shadowOf?: string;
  readonly verdict: Verdict;
  /** SHA-256 over the canonical JSON of the facts that it was given. */
  readonly facts: Digest;
}

/** Digests of what a decision was computed from: whoever has those bytes can compute it again. */
export interface DecisionInputs {
  readonly image: Digest;
  /** Of the EvidenceRecord, canonical JSON. */
  readonly evidence: Digest;
  /** Of the list of ImageReports, canonical JSON. */
  readonly reports: Digest;
  /** Of each policy's canonical JSON, in the order of the judgements. */
  readonly policies: readonly Digest[];
  /** Version of Twinseal. */
  readonly tool: string;
}

interface DecisionBase {
  readonly apiVersion: 'twinseal.dev/decision/v2';
  readonly id: string;
  /** RFC 3339 UTC, whole seconds: the moment that the verdict is for. */
  readonly time: string;
  readonly caller: CallerRecord;
  /** Which door was asked: `verify`, `admission`, `image-review`, `external-data`. */
  readonly door: string;
  /** As the caller wrote it. */
  readonly requested: string;
  readonly request: RequestContext;
  readonly effect: Effect;
}

/** A verdict that was given to somebody, with what it rests on. */
export interface Decision extends DecisionBase {
  /** Repository name without tag or digest. */
  readonly repository: string;
  /** Of all policies that count together. */
  readonly verdict: Verdict;
  /** One for each policy that ran; shadows too. */
  readonly judgements: readonly Judgement[];
  readonly inputs: DecisionInputs;
}

/** The answer "could not tell" where not even the image's digest became known: there is no verdict, only the reason. */
export interface Undecided extends DecisionBase {
  readonly effect: 'unknown';
  readonly policies: readonly { readonly name: string; readonly digest: Digest }[];
  readonly fault: { readonly code: ErrorCode; readonly reason: string; readonly retryable: boolean };
}

/** What is kept of one answer. */
export type DecisionEntry = Decision | Undecided;

/**
 * The outcome of either kind of answer.
 * @example outcomeOf(entry) // 'indeterminate' for an answer without a verdict
 */
export function outcomeOf(entry: DecisionEntry): Outcome {
  return 'verdict' in entry ? entry.verdict.outcome : 'indeterminate';
}
