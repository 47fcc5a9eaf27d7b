import type { NextFunction, Request, Response } from 'express';
import { TwinsealError } from '../../records/twinseal-error.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses requests that a web page of another site makes. On loopback the name in `Host` must be loopback's own: a page
 * whose name was made to resolve to 127.0.0.1 still sends its name. Over TLS no page gets so far: the certificate is none of its
 * name's. Everywhere, an `Origin` must be the service's own.
 *
 * @param loopback - whether the service listens on loopback
 * @returns a handler that throws TwinsealError `HOST_REFUSED`
 * @example app.use(guardOrigin(true))
 * @see RFC 9110 section 7.2; https://www.w3.org/TR/fetch-metadata/ section 2.2
 */
export function guardOrigin(loopback: boolean) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const { host = '', origin } = request.headers;
    if (loopback && !request.secure && !LOOPBACK.test(host))
      refuse('the Host header names another machine than loopback');
    if (origin !== undefined && !isOwn(origin, host)) refuse('the Origin header is that of another site');
    if (['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site'])))
      refuse('a page of another site asks');
    next();
  };
}

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function refuse(why: string): never {
  throw new TwinsealError('HOST_REFUSED', `the request is refused because ${why}`);
}
