import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { BatchResult } from '../../records/answer.ts';
import { type Caller, callerRecord } from '../../records/caller.ts';
import type { RequestContext } from '../../records/decision.ts';
import type { Question } from '../../records/question.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { answerText, errorReply, type GivenAnswer, replyOf, replyParts } from './answer-body.ts';
import { batchProblem } from './batch-problem.ts';
import { atMost } from './concurrency.ts';
import { callerOf, callOf, type HttpOptions, needs, only, type Routes } from './context.ts';
import { knownError } from './known-error.ts';
import { sendProblem } from './problem.ts';
import { verifyBody } from './verify-body.ts';
import { readVerifyRequest, type VerifyRequest } from './verify-request.ts';

/** What `POST /verify` needs. */
export interface VerifyService {
  /**
   * Judges an image and keeps the decision; it is on disk when this returns.
   *
   * @param key - `Idempotency-Key` of the request; undefined: it has none
   * @throws TwinsealError when there is nothing to decide on (`POLICY_UNKNOWN`, `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`),
   *   the key is no new one (`IDEMPOTENCY_KEY_REUSED` and its like), or the decision could not be kept (`STORE_FAILED`)
   * @example (await service.verify(question, undefined, call)).entry.id
   */
  verify(question: Question, key: string | undefined, call: Call): Promise<GivenAnswer>;
  /**
   * The same for several images of one caller, each for itself.
   * @throws TwinsealError for the key of the request, as `verify`
   * @example (await service.verifyAll(questions, undefined, call))[0]?.status // 'fulfilled'
   */
  verifyAll(
    questions: readonly Question[],
    key: string | undefined,
    call: Call,
  ): Promise<readonly PromiseSettledResult<GivenAnswer>[]>;
  /** Milliseconds for one verification, and for one batch. */
  readonly verifyTimeout: number;
  /** Verifications under way at once; more are told to come back. */
  readonly maxConcurrent: number;
}

/** `POST /verify`. @example httpApp({ open, authenticated: [verifyRoutes(service)] }, authenticator, options) */
export function verifyRoutes(service: VerifyService): Routes {
  return (app, options) => {
    const body = verifyBody(options);
    app
      .route('/verify')
      .post(needs('verify'), body, atMost(service.maxConcurrent, 'verifications'), verifyRoute(service, options))
      .all(only('POST'));
  };
}

function verifyRoute(service: VerifyService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = readVerifyRequest(request);
    const key = request.get('idempotency-key');
    const call = callOf(response, options, service.verifyTimeout);
    const questions = questionsOf(asked, callerOf(response));
    if (asked.isBatch) {
      const settled = await service.verifyAll(questions, key, call);
      const results = settled.map((one, at): BatchResult => {
        const image = asked.images[at] ?? '';
        if (one.status === 'fulfilled') return { image, ...replyOf(one.value, asked) };
        return { image, ...errorReply(knownError(one.reason, options)) };
      });
      return sendBatch(response, results, asked.failOnDeny);
    }
    const [question] = questions;
    if (question === undefined) throw new TwinsealError('INTERNAL', 'a request asked nothing');
    const reply = replyParts(await service.verify(question, key, call), asked);
    if ('problem' in reply) sendProblem(response, reply.problem);
    else sendText(response, reply.status, answerText(reply.verdict, reply.kept));
  };
}

/** JSON that stands already: Express would read its type and write it again. */
function sendText(response: Response, status: number, json: string): void {
  const bytes = Buffer.from(json);
  response.status(status).setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

function questionsOf(
  { images, policy, request, containers, sent }: VerifyRequest,
  caller: Caller,
): readonly Question[] {
  const record = callerRecord(caller);
  return images.map((image) => ({
    image,
    caller: record,
    door: 'verify',
    request: { ...request, ...running(image, containers) },
    ...(policy !== undefined && { policy }),
    ...(sent !== undefined && { sent }),
  }));
}

/** What is to run one image. */
function running(image: string, all: VerifyRequest['containers']): Pick<RequestContext, 'containers'> {
  const containers = all.flatMap(({ image: runs, ...one }) => (runs === image ? [one] : []));
  return containers.length === 0 ? {} : { containers };
}

/** A gate stands open only for what was judged and let in: with `?fail=deny`, no image of a batch may be missing. */
function sendBatch(response: Response, results: readonly BatchResult[], failOnDeny: boolean): void {
  // A problem may have status 403 too: an image that the caller may not ask about was not refused.
  const isRefused = results.some((one) => 'answer' in one && one.status === 403);
  const problem = failOnDeny && !isRefused ? batchProblem(results) : undefined;
  if (problem !== undefined) sendProblem(response, problem);
  else response.status(failOnDeny && isRefused ? 403 : 200).json({ results });
}
