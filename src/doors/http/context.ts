import type { Express, NextFunction, Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { Caller, Role } from '../../records/caller.ts';
import type { ServiceLimits } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** How the doors behave, whatever they serve. */
export interface HttpOptions {
  /** Listening on loopback: names other than loopback's are refused, so that no web page reaches it by DNS rebinding. */
  readonly loopback: boolean;
  /** DER of the client certificate that TLS verified on a request's socket. @example options.certificateOf?.(request.socket) */
  certificateOf?(socket: object): Uint8Array | undefined;
  /** Bounds of the settings; undefined for none. */
  readonly limits?: Pick<ServiceLimits, 'rate' | 'failures'>;
  /** Lets the body of a request take its time. @example options.unhurried?.(request) */
  unhurried?(request: object): void;
  /** Milliseconds since 1970. @example options.now() + 5000 */
  now(): number;
  /** Rings once, some milliseconds from now, unless it is silenced before; without it, timers stay until they ring. */
  readonly alarm?: (milliseconds: number, ring: () => void) => () => void;
  /** Told of what no caller should see: defects. @example options.report(error) */
  report(error: unknown): void;
}

/** A group of routes: adds itself to the application. */
export type Routes = (app: Express, options: HttpOptions) => void;

/** Milliseconds for anything that is no verification. */
export const LOOKUP_TIMEOUT = 5_000;

/**
 * The call of a request: work for a caller who has gone is stopped.
 * @param timeout - milliseconds
 * @example await service.decision(id, callOf(response, options, LOOKUP_TIMEOUT))
 */
export function callOf(response: Response, options: Pick<HttpOptions, 'now' | 'alarm'>, timeout: number): Call {
  const deadline = options.now() + timeout;
  const stop = new AbortController();
  const late = () => stop.abort(new DOMException('time ran out before there was an answer', 'TimeoutError'));
  const silence = options.alarm?.(timeout, late);
  response.once('close', () => {
    silence?.();
    if (!response.writableEnded) stop.abort();
  });
  if (silence !== undefined) return { signal: stop.signal, deadline };
  return { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(timeout)]), deadline };
}

/**
 * Who asks, as the authentication in front of every route has found out.
 * @throws TwinsealError `INTERNAL` on a route that nobody authenticates, which is a defect
 * @example callerOf(response).name // 'ci'
 */
export function callerOf(response: Response): Caller {
  const caller: unknown = response.locals.caller;
  if (typeof caller !== 'object' || caller === null)
    throw new TwinsealError('INTERNAL', 'nobody asked who the caller is');
  return caller as Caller;
}

/**
 * Lets only callers with a role pass, or with one of several.
 * @returns a handler that throws TwinsealError `FORBIDDEN`
 * @example app.route('/decisions/:id').get(needs('audit'), decisionRoute(service))
 */
export function needs(...some: readonly [Role, ...Role[]]) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const { name, roles } = callerOf(response);
    if (!some.some((role) => roles.includes(role)))
      throw new TwinsealError(
        'FORBIDDEN',
        `the caller ${name} does not have the role ${some.join(' or ')}, which this path needs`,
      );
    next();
  };
}

/**
 * Answers every other method of a path.
 * @param methods - as `Allow` lists them
 * @returns a handler that throws TwinsealError `METHOD_NOT_ALLOWED`
 * @example app.route('/healthz').get(alive).all(only('GET, HEAD'))
 */
export function only(methods: string) {
  return (_request: Request, response: Response): void => {
    response.setHeader('Allow', methods);
    throw new TwinsealError('METHOD_NOT_ALLOWED', `this path takes ${methods}`);
  };
}
