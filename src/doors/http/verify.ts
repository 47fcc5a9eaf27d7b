import express, { type NextFunction, type Request, type Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { Caller } from '../../records/caller.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callerOf, callOf, type HttpOptions, needs, only, type Routes } from './context.ts';
import { indeterminateProblem, sendProblem, undecidedProblem } from './problem.ts';
import { MAX_BODY, readVerifyRequest } from './verify-request.ts';

/** What `POST /verify` needs. */
export interface VerifyService {
  /**
   * Judges an image and keeps the decision; it is on disk when this returns.
   *
   * @param image - a reference, never a path
   * @param caller - who asks, for the record
   * @throws TwinsealError when there is nothing to decide on (`POLICY_UNKNOWN`, `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`) or
   *   the decision could not be kept (`STORE_FAILED`)
   * @example (await service.verify('registry.example.com/app:v1', 'release', caller, call)).id
   */
  verify(image: string, policy: string, caller: Caller, call: Call): Promise<DecisionEntry>;
  /** Milliseconds for one verification. */
  readonly verifyTimeout: number;
  /** Verifications under way at once; more are told to come back. */
  readonly maxConcurrent: number;
}

/** `POST /verify`. @example httpApp({ open, authenticated: [verifyRoutes(service)] }, authenticator, options) */
export function verifyRoutes(service: VerifyService): Routes {
  return (app, options) => {
    const body = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
    app
      .route('/verify')
      .post(needs('verify'), body, limitConcurrency(service.maxConcurrent), verifyRoute(service, options))
      .all(only('POST'));
  };
}

function verifyRoute(service: VerifyService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const { image, policy, failOnDeny } = readVerifyRequest(request);
    const call = callOf(response, options, service.verifyTimeout);
    sendDecision(response, await service.verify(image, policy, callerOf(response), call), failOnDeny);
  };
}

function sendDecision(response: Response, entry: DecisionEntry, failOnDeny: boolean): void {
  if (!('verdict' in entry)) sendProblem(response, undecidedProblem(entry));
  else if (entry.verdict.outcome === 'indeterminate')
    sendProblem(response, indeterminateProblem(entry.id, entry.verdict));
  else {
    const status = failOnDeny && entry.effect === 'refuse' ? 403 : 200;
    response.status(status).json({ ...entry.verdict, decisionId: entry.id });
  }
}

/**
 * Sheds load: a queue in memory would only answer callers who have given up. Bodies, which are small, are read before, so
 * that nobody takes a place by sending one slowly.
 */
function limitConcurrency(max: number) {
  let underWay = 0;
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (underWay >= max) throw new TwinsealError('OVERLOADED', `${max} verifications are under way; try again later`);
    underWay++;
    response.once('close', () => underWay--);
    next();
  };
}
