import type { Digest } from '../formats/digest.ts';
import type { ErrorCode } from './error-catalogue.ts';
import type { Verdict } from './verdict.ts';

/** A verdict that was given to somebody, with what it rests on. */
export interface Decision {
  readonly apiVersion: 'twinseal.dev/decision/v1';
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  readonly caller: string;
  readonly mode: 'enforce';
  readonly requested: string;
  readonly verdict: Verdict;
  /** Pinned inputs. */
  readonly inputs: { readonly image: Digest; readonly policy: Digest; readonly facts: Digest };
}

/** The answer "could not tell" where not even the image's digest became known: there is no verdict, only the reason. */
export interface Undecided {
  readonly apiVersion: 'twinseal.dev/decision/v1';
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  readonly caller: string;
  readonly mode: 'enforce';
  readonly requested: string;
  readonly policy: { readonly name: string; readonly digest: Digest };
  readonly fault: { readonly code: ErrorCode; readonly reason: string; readonly retryable: boolean };
}

/** What is kept of one answer. */
export type DecisionEntry = Decision | Undecided;
