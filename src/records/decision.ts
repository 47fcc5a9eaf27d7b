import type { Digest } from '../formats/digest.ts';
import type { PlacedContainer } from '../formats/kubernetes/container-settings.ts';
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
  /** The containers that are to run the image, as the caller describes them; kept where a policy asks for them. None: no pod is known. */
  readonly containers?: readonly PlacedContainer[];
  /** Digests of what the request brought along: the image, or evidence for it, came from the caller and not from a registry. */
  readonly sent?: { readonly layout?: Digest; readonly bundles?: readonly Digest[] };
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

/**
 * What a door does with the outcome of a policy: only one in mode `enforce` refuses, or keeps an answer from being given.
 * @example effectOf('deny', 'warn') // 'admit'
 */
export function effectOf(outcome: Outcome, mode: PolicyMode): Effect {
  if (mode !== 'enforce' || outcome === 'allow') return 'admit';
  return outcome === 'deny' ? 'refuse' : 'unknown';
}

/** What a policy came to, and in which mode. */
export interface PolicyOutcome {
  readonly outcome: Outcome;
  readonly mode: PolicyMode;
}

/**
 * The outcome of several policies: a denial wins over "could not tell", and that over an allowance. None at all is a denial.
 * @param counting - without shadows
 * @example outcomeOfAll([{ outcome: 'allow', mode: 'enforce' }, { outcome: 'deny', mode: 'warn' }]) // 'deny'
 */
export function outcomeOfAll(counting: readonly PolicyOutcome[]): Outcome {
  const outcomes = counting.map(({ outcome }) => outcome);
  if (outcomes.length === 0 || outcomes.includes('deny')) return 'deny';
  return outcomes.includes('indeterminate') ? 'indeterminate' : 'allow';
}

/**
 * What a door does with the outcomes of several policies; without any it refuses.
 * @param counting - without shadows
 * @example effectOfAll([{ outcome: 'deny', mode: 'warn' }, { outcome: 'allow', mode: 'enforce' }]) // 'admit'
 */
export function effectOfAll(counting: readonly PolicyOutcome[]): Effect {
  const effects = counting.map(({ outcome, mode }) => effectOf(outcome, mode));
  if (effects.length === 0 || effects.includes('refuse')) return 'refuse';
  return effects.includes('unknown') ? 'unknown' : 'admit';
}
