import express, { type Request, type Response } from 'express';
import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { atMost } from '../http/concurrency.ts';
import { type HttpOptions, needs, only, type Routes } from '../http/context.ts';
import { problemOf, sendProblem } from '../http/problem.ts';
import type { KubernetesService, Ruling } from './rule.ts';

/** Seconds that a webhook waits when it does not say it. @see kubernetes/api admissionregistration/v1 types.go, timeoutSeconds */
const USUAL = 10;
const LONGEST = 30;
/** The share of the caller's time for judging; the rest is for keeping the decision and for the way back. */
const SHARE = 0.85;

/**
 * A route that takes one JSON document of Kubernetes; needs the role `verify`.
 * @param limit - bytes of the document
 * @example post('/image-review', service, 65_536, (options) => reviewRoute(service, options))
 */
export function post(
  path: string,
  { maxConcurrent }: Pick<KubernetesService, 'maxConcurrent'>,
  limit: number,
  route: (options: HttpOptions) => (request: Request, response: Response) => Promise<void>,
): Routes {
  const body = express.raw({ type: () => true, limit, inflate: false });
  return (app, options) => {
    app.route(path).post(needs('verify'), atMost(maxConcurrent, 'reviews'), body, route(options)).all(only('POST'));
  };
}

/**
 * Reads the body.
 * @throws TwinsealError `REQUEST_MEDIA_TYPE`, `INPUT_MALFORMED`
 * @example readBody(request, parseAdmissionReview).uid
 */
export function readBody<T>(request: Request, parse: (bytes: Uint8Array) => T): T {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must be sent as Content-Type: application/json');
  const body: unknown = request.body;
  try {
    return parse(body instanceof Uint8Array ? body : new Uint8Array());
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `the body is malformed${where}: ${error.message}`, { cause: error });
  }
}

/**
 * Milliseconds for judging, by the time that the API server says it waits (`?timeout=10s`).
 * @throws TwinsealError `USAGE`
 * @example timeFor(request) // 8500
 */
export function timeFor(request: Pick<Request, 'url'>): number {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const text = query.get('timeout');
  const seconds = text === null ? USUAL : Number(/^(\d{1,3}(?:\.\d{1,9})?)s$/.exec(text)?.[1] ?? Number.NaN);
  if (!(seconds > 0) || [...query.keys()].some((name) => name !== 'timeout'))
    throw new TwinsealError('USAGE', 'this path knows the query parameter ?timeout=10s, in seconds');
  return Math.min(seconds, LONGEST) * 1000 * SHARE;
}

/**
 * Answers with status 500, so that whoever set the webhook up decides by its failurePolicy.
 * @example couldNotTell(response, rulings)
 */
export function couldNotTell(response: Response, rulings: readonly Ruling[]): void {
  const unknown = rulings.filter(({ effect }) => effect === 'unknown');
  const [first] = unknown;
  const text = `${unknown.length} of ${rulings.length} images could not be told: ${first?.code ?? 'INTERNAL'}`;
  sendProblem(response, { ...problemOf(new TwinsealError('INDETERMINATE', text)), status: 500 });
}
