import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Authenticator } from '../../ports/authenticator.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, type Routes } from './context.ts';
import { guardOrigin } from './guard-origin.ts';
import { knownError } from './known-error.ts';
import { problemOf, sendProblem } from './problem.ts';
import { limitFailures, limitRate } from './rate-limit.ts';
import { securityHeaders } from './security-headers.ts';
import { hideIssuerReason } from './unreachable-issuer.ts';

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
  if (options.limits !== undefined) app.use(limitRate(options.limits, options));
  for (const add of doors.authenticated) add(app, options);
  app.use(() => {
    throw new TwinsealError('ROUTE_UNKNOWN', 'there is nothing at this path; /openapi.json says what there is');
  });
  app.use(asProblem(options));
  return app;
}

function authenticate(authenticator: Authenticator, options: HttpOptions) {
  const failures = options.limits && limitFailures(options.limits, options);
  const hidden = hideIssuerReason(options);
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { authorization } = request.headers;
    const certificate = options.certificateOf?.(request.socket);
    const shown = authorization !== undefined || certificate !== undefined;
    if (shown) failures?.before(request, response);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    try {
      response.locals.caller = await authenticator.caller({ authorization, certificate }, call);
    } catch (error) {
      if (shown && error instanceof TwinsealError && error.code === 'UNAUTHENTICATED') failures?.failed(request);
      throw hidden(error);
    }
    next();
  };
}

function asProblem(options: HttpOptions) {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent) return void response.destroy();
    sendProblem(response, problemOf(knownError(error, options)));
  };
}
