import express, { type NextFunction, type Request, type Response } from 'express';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { atMost } from './concurrency.ts';
import type { HttpOptions } from './context.ts';
import { type Pace, pacedBody } from './paced-body.ts';
import { MAX_BODY, MAX_SENT_BODY } from './verify-request.ts';

/** Requests at once that bring content along: each holds its body, what it stands for, and the image's documents. */
const MOST_SENT = 4;
/** 64 KiB a second: the largest body may take four minutes, and no longer than that holds one of the few places. */
const PACE: Pace = { bytes: 640 * 1024, window: 10_000 };

/**
 * Reads the body of `POST /verify`. Usual ones, which are small, are read before a place is taken, so that nobody takes one by
 * sending slowly. One that brings content along says how large it is; only a few are read at a time, and each as long as it
 * keeps a least pace, since a whole image over a slow line takes longer than other bodies may.
 *
 * @param pace - of a body with content
 * @returns a handler that throws TwinsealError `OVERLOADED`, `REQUEST_TOO_SLOW`, `REQUEST_TOO_LARGE`, and what Express throws
 * @example app.route('/verify').post(verifyBody(options), verifyRoute(service, options))
 */
export function verifyBody(options: Pick<HttpOptions, 'unhurried'>, pace = PACE) {
  const usual = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  const few = atMost(MOST_SENT, 'verifications of content that was sent along');
  return (request: Request, response: Response, next: NextFunction): void => {
    const length = Number(request.headers['content-length'] ?? 0);
    const isEncoded = request.headers['content-encoding'] !== undefined;
    // Beyond the limit of the large ones, no place is taken for the answer.
    if (length <= MAX_BODY || length > MAX_SENT_BODY || isEncoded)
      usual(request, response, (error?: unknown) => next(isTooLarge(error) ? tooLarge(length) : error));
    else
      few(request, response, () => {
        options.unhurried?.(request);
        readPaced(request, response, length, pace).then(() => next(), next);
      });
  };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}

/** Express knows one limit only, and would tell it where another one holds. */
function tooLarge(length: number): TwinsealError {
  return new TwinsealError(
    'REQUEST_TOO_LARGE',
    length > MAX_SENT_BODY
      ? `the body is larger than the ${MAX_SENT_BODY} bytes that are taken`
      : `the body has more than the ${MAX_BODY} bytes that are taken without a Content-Length; with one, ${MAX_SENT_BODY} are`,
  );
}

async function readPaced(request: Request, response: Response, length: number, pace: Pace): Promise<void> {
  const body = Buffer.alloc(length);
  let size = 0;
  try {
    for await (const chunk of pacedBody(request, pace)) {
      // The parser of HTTP ends a body at its length.
      if (size + chunk.length > length) throw new TwinsealError('INTERNAL', 'a body is longer than its Content-Length');
      body.set(chunk, size);
      size += chunk.length;
    }
  } catch (error) {
    // The rest of a body that is not read would be taken for the next request.
    if (!request.complete) response.setHeader('Connection', 'close');
    throw error;
  }
  request.body = body.subarray(0, size);
}
