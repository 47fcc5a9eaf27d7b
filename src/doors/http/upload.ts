import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { leave } from './concurrency.ts';
import { callOf, type HttpOptions } from './context.ts';
import { type Pace, pacedBody } from './paced-body.ts';

/** Milliseconds for one upload: a large one over a slow line takes long. */
const UPLOADING = 3_600_000;
/** 8 KiB a second: less is no line that anybody works over. */
export const UPLOAD_PACE: Pace = { bytes: 80 * 1024, window: 10_000 };

/** What a route takes of an upload. */
export interface UploadRules {
  /** Media types of the body. */
  readonly types: readonly string[];
  /** Uploads under way at once, of all callers. */
  readonly most: number;
  /** Bytes; a longer `Content-Length` is refused before anything is read. */
  readonly maxBytes?: number;
  readonly pace?: Pace;
}

/**
 * Takes large bodies as streams. They have no part in the bound on lookups, nor in the time that other bodies have: a bound on uploads
 * and a least pace are their own.
 *
 * @returns gives the body to `take`; throws TwinsealError `REQUEST_MEDIA_TYPE`, `REQUEST_TOO_LARGE`, `OVERLOADED`, `REQUEST_TOO_SLOW`,
 *   `INPUT_MALFORMED` for a body that breaks off, and what `take` throws
 * @example const upload = uploads({ types: ['application/x-tar'], most: 4 }, options)
 */
export function uploads({ types, most, maxBytes, pace = UPLOAD_PACE }: UploadRules, options: HttpOptions) {
  let underWay = 0;
  return async <T>(
    request: Request,
    response: Response,
    take: (body: AsyncIterable<Uint8Array>, call: Call) => Promise<T>,
  ): Promise<T> => {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!types.includes(type) || request.headers['content-encoding'] !== undefined)
      throw new TwinsealError('REQUEST_MEDIA_TYPE', `the body must be sent as one of ${types.join(', ')}, not encoded`);
    if (underWay >= most) throw new TwinsealError('OVERLOADED', `${most} uploads are under way; try again later`);
    underWay += 1;
    leave(response);
    options.unhurried?.(request);
    try {
      if (maxBytes !== undefined && Number(request.headers['content-length'] ?? 0) > maxBytes)
        throw new TwinsealError('REQUEST_TOO_LARGE', `the body is larger than the ${maxBytes} bytes that are taken`);
      return await take(pacedBody(request, pace), callOf(response, options, UPLOADING));
    } catch (error) {
      // The rest of a body that is not read would be taken for the next request.
      if (!request.complete) response.setHeader('Connection', 'close');
      throw error;
    } finally {
      underWay -= 1;
    }
  };
}
