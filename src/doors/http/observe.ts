import type { NextFunction, Request, Response } from 'express';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import type { Routes } from './context.ts';

/**
 * Puts every request that comes after it into a trace, and tells how it ended. The answer says `traceparent`, so that
 * whoever asks can find the log lines of it.
 *
 * @example httpApp({ open: [observeRequests(telemetry), ...], authenticated }, authenticator, options)
 * @see W3C Trace Context, section 3.2 (the header)
 */
export function observeRequests(telemetry: Telemetry): Routes {
  return (app) => {
    app.use((request: Request, response: Response, next: NextFunction): void => {
      telemetry.request(request.get('traceparent'), (observed) => {
        response.setHeader('traceparent', observed.traceparent);
        response.once('close', () => {
          const why = SHED.get(response.locals.code);
          if (why !== undefined) telemetry.count('shed', { why });
          observed.end(endOf(request, response));
        });
        next();
      });
    });
  };
}

function endOf(request: Request, response: Response) {
  const route: unknown = request.route?.path;
  const caller: unknown = response.locals.caller?.name;
  return {
    // Never the path itself: whoever asks chooses it, and each value is a time series for ever.
    route: typeof route === 'string' ? route : 'none',
    method: KNOWN.has(request.method) ? request.method : 'other',
    // A caller who has gone before the answer got none, whatever its status would have been.
    status: response.writableFinished ? response.statusCode : 499,
    ...(typeof caller === 'string' && { caller }),
  };
}

/** Problems by which a request is turned away for the sake of the others, whatever it asks. */
const SHED: ReadonlyMap<unknown, string> = new Map<ErrorCode, string>([
  ['OVERLOADED', 'overloaded'],
  ['RATE_LIMITED', 'rate'],
  ['AUTHENTICATION_PAUSED', 'unauthenticated'],
  ['REQUEST_TOO_SLOW', 'slow'],
]);

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
