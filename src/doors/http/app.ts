import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Authenticator } from '../../ports/authenticator.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, type Routes } from './context.ts';
import { guardOrigin } from './guard-origin.ts';
import { problemOf, sendProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import { MAX_BODY } from './verify-request.ts';

/** Groups of routes: those that anybody may ask, and those for callers whom the authenticator knows. */
export interface HttpDoors {
  readonly open: readonly Routes[];
  readonly authenticated: readonly Routes[];
}

/**
 * The service as an Express application. It translates shapes and nothing else: verdicts become bodies, errors become
 * problem documents, and each answer is one that openapi.yaml describes.
 *
 * @param doors - the routes, each group in a file of its own
 * @param authenticator - asked for every request that no open route takes
 * @example createServer(httpApp({ open, authenticated }, authenticator, options)).listen(8080, '127.0.0.1')
 */
export function httpApp(doors: HttpDoors, authenticator: Authenticator, options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.set('query parser', false);
  app.use(securityHeaders, guardOrigin(options.loopback));
  for (const add of doors.open) add(app, options);
  app.use(authenticate(authenticator, options));
  for (const add of doors.authenticated) add(app, options);
  app.use(() => {
    throw new TwinsealError('ROUTE_UNKNOWN', 'there is nothing at this path; /openapi.json says what there is');
  });
  app.use(asProblem(options));
  return app;
}

function authenticate(authenticator: Authenticator, options: HttpOptions) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { authorization } = request.headers;
    const certificate = options.certificateOf?.(request.socket);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    response.locals.caller = await authenticator.caller({ authorization, certificate }, call);
    next();
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
