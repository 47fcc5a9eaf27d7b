import type { NextFunction, Request, Response } from 'express';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Routes } from './context.ts';

/**
 * Sheds load: a queue in memory would only answer callers who have given up. A place is held until the answer has gone or its
 * caller has, unless {@link leave} gives it back before.
 *
 * @param most - at once
 * @param what - for the message: `verifications`
 * @returns a handler that throws TwinsealError `OVERLOADED`
 * @example app.route('/verify').post(body, atMost(64, 'verifications'), verifyRoute(service, options))
 */
export function atMost(most: number, what: string) {
  let underWay = 0;
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (underWay >= most) throw new TwinsealError('OVERLOADED', `${most} ${what} are under way; try again later`);
    underWay++;
    let held = true;
    const free = (): void => {
      if (held) underWay--;
      held = false;
    };
    response.once('close', free);
    response.locals.leave = free;
    next();
  };
}

/**
 * A bound for every route that is added after it.
 * @example httpApp({ open, authenticated: [verifyRoutes(engine), lookupsAtMost(128), decisionRoutes(service)] }, authenticator, options)
 */
export function lookupsAtMost(most: number): Routes {
  return (app) => void app.use(atMost(most, 'lookups'));
}

/** Gives the place of {@link atMost} back: what follows takes long by its nature and is bounded by itself. @example leave(response) */
export function leave(response: Response): void {
  const free: unknown = response.locals.leave;
  if (typeof free === 'function') free();
}
