import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { KeptAnswer } from '../../records/answer.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import { readKept } from './answer-reader.ts';
import { readVerdict } from './verdict-reader.ts';

const MAX_DETAIL = 64 * 1024;
/** Seconds; longer waits are not believed. */
const MAX_WAIT = 3_600;

/** What a problem document says beside its code and detail. */
export interface ServiceErrorParts {
  readonly status: number;
  /** Whether the same request may succeed later without a change, as the service said. */
  readonly retryable: boolean;
  /** Seconds to wait before, where the service said so. */
  readonly retryAfter?: number;
  /** The decision "could not tell", where one was kept. */
  readonly decision?: KeptAnswer;
  /** With the checks that could not be made. */
  readonly verdict?: Verdict;
}

/**
 * The service answered with a problem document.
 * @example if (error instanceof ServiceError && error.retryable) await sleep((error.retryAfter ?? 5) * 1000)
 */
export class ServiceError extends TwinsealError {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly decision: KeptAnswer | undefined;
  readonly verdict: Verdict | undefined;
  readonly #retryable: boolean;

  constructor(code: ErrorCode, message: string, parts: ServiceErrorParts) {
    super(code, message, { details: parts.decision === undefined ? [] : [`decision ${parts.decision.decisionId}`] });
    this.status = parts.status;
    this.#retryable = parts.retryable;
    this.retryAfter = parts.retryAfter;
    this.decision = parts.decision;
    this.verdict = parts.verdict;
  }

  /** As the service said, whatever the code is usually like. */
  override get retryable(): boolean {
    return this.#retryable;
  }
}

/**
 * Reads a problem document. A code that is not known here, or that does not fit the status, is not believed: no 4xx can pass
 * for a fault, nor a fault for a refusal.
 *
 * @param origin - for the message
 * @param retryAfter - the header, as it came
 * @throws FormatError of format `problem`, `answer` or `verdict`
 * @example serviceError(body, 503, 'https://twinseal.example.com', '5').retryable // true
 * @see RFC 9457 section 3.1; RFC 9110 section 10.2.3
 */
export function serviceError(
  body: JsonValue,
  status: number,
  origin: string,
  retryAfter: string | undefined,
): ServiceError {
  const problem = new Members('problem', body);
  const verdict = problem.has('verdict') ? readVerdict(problem.object.verdict) : undefined;
  const decision = problem.has('decisionId') ? readKept(problem, verdict) : undefined;
  if (decision !== undefined && decision.effect !== 'unknown') problem.fail('effect', 'must be unknown in a problem');
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Math.min(Number(retryAfter), MAX_WAIT) : undefined;
  return new ServiceError(
    codeOf(problem.text('code', 100), status),
    `${origin}: ${problem.string('detail', MAX_DETAIL)}`,
    {
      status,
      retryable: problem.object.retryable === true,
      ...(seconds !== undefined && { retryAfter: seconds }),
      ...(decision !== undefined && { decision }),
      ...(verdict !== undefined && { verdict }),
    },
  );
}

function codeOf(code: string, status: number): ErrorCode {
  const known = Object.hasOwn(ERROR_CATALOGUE, code) ? (code as ErrorCode) : undefined;
  if (status === 503) return known !== undefined && ERROR_CATALOGUE[known].exit === 3 ? known : 'INDETERMINATE';
  if (known !== undefined && ERROR_CATALOGUE[known].status === status) return known;
  return status >= 500 ? 'SERVICE_UNREACHABLE' : 'USAGE';
}
