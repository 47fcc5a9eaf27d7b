import type { Response } from 'express';
import type { Undecided } from '../../records/decision.ts';
import { ERROR_CATALOGUE, type ErrorCode, type ErrorKind } from '../../records/error-catalogue.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';

/** Seconds after which what could not be told may be told. */
const RETRY_AFTER = 5;

/** A problem document. @see RFC 9457 section 3.1 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Path of the decision, where one was kept. */
  readonly instance?: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly decisionId?: string;
  /** The verdict of an indeterminate decision, with the checks that could not be told. */
  readonly verdict?: Verdict;
}

/**
 * The problem document of an error. Details (a compiler's output) stay inside.
 * @example problemOf(new TwinsealError('POLICY_UNKNOWN', 'no policy is named x')).status // 404
 */
export function problemOf(error: TwinsealError): Problem {
  return problem(error.code, error.message);
}

/** The problem of a decision without a verdict. @example sendProblem(response, undecidedProblem(entry)) */
export function undecidedProblem(entry: Undecided): Problem {
  const { code, reason, retryable } = entry.fault;
  // Whatever the fault, to the caller it is "could not tell", never a refusal.
  return { ...problem(code, reason), status: 503, retryable, ...ofDecision(entry.id) };
}

/** The problem of an indeterminate verdict. @example indeterminateProblem(entry.id, entry.verdict).status // 503 */
export function indeterminateProblem(id: string, verdict: Verdict): Problem {
  const faults = verdict.checks.filter(({ status }) => status === 'fault');
  const detail = faults[0]?.reason ?? 'a fault could change the outcome';
  return { ...problem('INDETERMINATE', detail), ...ofDecision(id), verdict };
}

/**
 * Sends a problem, with `Retry-After` where the same request may succeed later.
 * @example sendProblem(response, problemOf(error))
 * @see RFC 9457 section 3; RFC 9110 section 10.2.3 (Retry-After)
 */
export function sendProblem(response: Response, document: Problem): void {
  // RFC 9110 section 11.6.1: a 401 says how to come back.
  if (document.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (document.status === 503) response.setHeader('Retry-After', String(RETRY_AFTER));
  response.status(document.status).type('application/problem+json').send(JSON.stringify(document));
}

function problem(code: ErrorCode, detail: string): Problem {
  const { status, meaning, retryable }: ErrorKind = ERROR_CATALOGUE[code];
  return { type: `https://twinseal.dev/errors/${code}`, title: meaning, status, detail, code, retryable };
}

function ofDecision(id: string) {
  return { instance: `/decisions/${id}`, decisionId: id };
}
