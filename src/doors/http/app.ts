import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { guardOrigin } from './guard-origin.ts';
import { indeterminateProblem, problemOf, sendProblem, undecidedProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import type { HttpOptions, Service } from './service.ts';
import { MAX_BODY, readVerifyRequest } from './verify-request.ts';

/** Milliseconds for anything that is no verification. */
const LOOKUP_TIMEOUT = 5_000;
const DECISION_ID = /^[0-9a-f-]{36}$/;

/**
 * The service as an Express application. It translates shapes and nothing else: verdicts become bodies, errors become
 * problem documents, and each answer is one that openapi.yaml describes.
 *
 * @param service - the judge and the decisions behind it
 * @example createServer(httpApp(service, options)).listen(8080, '127.0.0.1')
 */
export function httpApp(service: Service, options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.set('query parser', false);
  app.use(securityHeaders, guardOrigin(options.loopback));

  const body = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  app
    .route('/verify')
    .post(body, limitConcurrency(options.maxConcurrent), verifyRoute(service, options))
    .all(only('POST'));
  app.route('/decisions/:id').get(decisionRoute(service, options)).all(only('GET, HEAD'));
  app
    .route('/healthz')
    .get((_request, response) => void response.json({ status: 'ok' }))
    .all(only('GET, HEAD'));
  app.route('/readyz').get(readyRoute(service, options)).all(only('GET, HEAD'));
  const contract = (_request: Request, response: Response) =>
    void response.type('application/json').send(options.openapi);
  app.route('/openapi.json').get(contract).all(only('GET, HEAD'));

  app.use(() => {
    throw new TwinsealError('ROUTE_UNKNOWN', 'there is nothing at this path; /openapi.json says what there is');
  });
  app.use(asProblem(options));
  return app;
}

function verifyRoute(service: Service, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const { image, policy, failOnDeny } = readVerifyRequest(request);
    const call = callOf(response, options, options.verifyTimeout);
    sendDecision(response, await service.verify(image, policy, callerOf(options), call), failOnDeny);
  };
}

function sendDecision(response: Response, entry: DecisionEntry, failOnDeny: boolean): void {
  if (!('verdict' in entry)) sendProblem(response, undecidedProblem(entry));
  else if (entry.verdict.outcome === 'indeterminate')
    sendProblem(response, indeterminateProblem(entry.id, entry.verdict));
  else {
    const status = failOnDeny && entry.verdict.outcome === 'deny' ? 403 : 200;
    response.status(status).json({ ...entry.verdict, decisionId: entry.id });
  }
}

function decisionRoute(service: Service, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const id = String(request.params.id);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const entry = DECISION_ID.test(id) ? await service.decision(id, call) : undefined;
    if (entry === undefined) throw new TwinsealError('DECISION_UNKNOWN', 'no decision has this id');
    response.json(entry);
  };
}

function readyRoute(service: Service, options: HttpOptions) {
  return async (_request: Request, response: Response): Promise<void> => {
    response.json({ status: 'ready', policies: await service.ready(callOf(response, options, LOOKUP_TIMEOUT)) });
  };
}

/** Work for a caller who has gone is stopped. */
function callOf(response: Response, options: HttpOptions, timeout: number): Call {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  return { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(timeout)]), deadline: options.now() + timeout };
}

/** Until callers have credentials, all that is known is how they came. */
function callerOf({ loopback }: HttpOptions): string {
  return loopback ? 'loopback' : 'network';
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

function only(methods: string) {
  return (_request: Request, response: Response): void => {
    response.setHeader('Allow', methods);
    throw new TwinsealError('METHOD_NOT_ALLOWED', `this path takes ${methods}`);
  };
}

function asProblem(options: HttpOptions) {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent) return void response.destroy();
    sendProblem(response, problemOf(known(error, options)));
  };
}

function known(error: unknown, options: HttpOptions): TwinsealError {
  if (error instanceof TwinsealError) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large')
    return new TwinsealError('REQUEST_TOO_LARGE', `the body has more than ${MAX_BODY} bytes`);
  if (type === 'encoding.unsupported') return new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must not be encoded');
  if (type === 'request.aborted' || type === 'request.size.invalid')
    return new TwinsealError('INPUT_MALFORMED', 'the body ended before its Content-Length');
  if (status === 400) return new TwinsealError('INPUT_MALFORMED', 'the path or a header is malformed');
  if (error instanceof Error && error.name === 'TimeoutError')
    return new TwinsealError('TIMEOUT', 'time ran out before there was an answer');
  options.report(error);
  return new TwinsealError('INTERNAL', 'a defect stopped this request; the log of the service has more');
}
