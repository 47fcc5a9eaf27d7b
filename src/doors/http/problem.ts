import type { Response } from 'express';
import type { KeptAnswer, Problem } from '../../records/answer.ts';
import { isAgainst } from '../../records/check.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { ERROR_CATALOGUE, type ErrorCode, type ErrorKind } from '../../records/error-catalogue.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';

/** Seconds after which what could not be told may be told. */
const RETRY_AFTER = 5;

/**
 * The problem document of an error. Details (a compiler's output) stay inside.
 * @example problemOf(new TwinsealError('POLICY_UNKNOWN', 'no policy is named x')).status // 404
 */
export function problemOf(error: TwinsealError): Problem {
  return problem(error.code, error.message);
}

/**
 * The problem of a decision that could not tell: its fault, or the first check that could not be made. Whatever the fault, to
 * the caller it is "could not tell", never a refusal.
 *
 * @example sendProblem(response, couldNotTellProblem(entry, kept))
 */
export function couldNotTellProblem(entry: DecisionEntry, kept: KeptAnswer): Problem {
  const instance = `/decisions/${entry.id}`;
  if (!('verdict' in entry)) {
    const { code, reason, retryable } = entry.fault;
    return { ...problem(code, reason), status: 503, retryable, instance, ...kept };
  }
  const { verdict } = entry;
  const fault = verdict.checks.find((check) => check.status === 'fault' && isAgainst(check));
  const detail = fault?.reason ?? 'a fault could change the outcome';
  return { ...problem('INDETERMINATE', detail), instance, ...kept, verdict };
}

/**
 * Sends a problem, with `Retry-After` where the same request may succeed later.
 * @example sendProblem(response, problemOf(error))
 * @see RFC 9457 section 3; RFC 9110 section 10.2.3 (Retry-After)
 */
export function sendProblem(response: Response, document: Problem): void {
  // RFC 9110 section 11.6.1: a 401 says how to come back.
  if (document.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  // A limit has said before when to come back.
  if (document.status === 503 && !response.hasHeader('Retry-After'))
    response.setHeader('Retry-After', String(RETRY_AFTER));
  response.locals.code = document.code;
  if (wantsStatus(response)) {
    response.status(document.status).json(statusOf(document));
    return;
  }
  response.status(document.status).type('application/problem+json').send(JSON.stringify(document));
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'MethodNotAllowed',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
};

/** The API server shows nothing of a problem document ("unknown"); of a Status it shows the message. */
function wantsStatus({ req }: Response): boolean {
  return (
    req.path.startsWith('/admission/') &&
    req.accepts(['application/problem+json', 'application/json']) === 'application/json'
  );
}

/** @see kubernetes/apimachinery meta/v1 types.go, Status; client-go rest/request.go, transformResponse */
function statusOf({ status, code, detail }: Problem) {
  return {
    apiVersion: 'v1',
    kind: 'Status',
    metadata: {},
    status: 'Failure',
    message: `${code}: ${detail}`,
    reason: REASONS[status] ?? 'InternalError',
    code: status,
  };
}

/**
 * Answers from outside of all routes, as {@link sendProblem} does, and ends the connection after it.
 * @param response - of a request that an application of ours was given, not answered yet
 * @example sendLast(response, new TwinsealError('REQUEST_TOO_SLOW', 'the body did not come in time'))
 */
export function sendLast(response: object, error: TwinsealError): void {
  const answer = response as Response;
  answer.setHeader('Connection', 'close');
  sendProblem(answer, problemOf(error));
}

function problem(code: ErrorCode, detail: string): Problem {
  const { status, meaning, retryable }: ErrorKind = ERROR_CATALOGUE[code];
  return { type: `https://twinseal.dev/errors/${code}`, title: meaning, status, detail, code, retryable };
}
