import type { NextFunction, Request, Response } from 'express';

/** Of every answer: it is data, for the asker alone, and no page. @see RFC 9111 section 5.2.2.5; CSP Level 3 */
const HEADERS = Object.entries({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});

/** Sets the headers of every answer, problems included. @example app.use(securityHeaders) */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  next();
}
