import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { KeptArchive } from '../../ports/source-archives.ts';
import type { Caller } from '../../records/caller.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callerOf, callOf, type HttpOptions, needs, only, type Routes } from './context.ts';

const TYPES = ['application/x-tar', 'application/gzip', 'application/x-gzip', 'application/octet-stream'];
/** Milliseconds for one upload. */
const UPLOADING = 600_000;
/** Uploads under way at once, of all callers. */
const MOST = 4;

/** What `POST /sources` needs. */
export interface SourcesService {
  /**
   * Keeps a source archive, once it has been read to its end.
   * @throws TwinsealError `SOURCE_ARCHIVE`, `SOURCE_NAME`, `SOURCE_LIMIT`, `REQUEST_TOO_LARGE`, `DISK_FULL`
   * @example (await service.takeSource(caller, request, call)).digest
   */
  takeSource(caller: Caller, stream: AsyncIterable<Uint8Array>, call: Call): Promise<KeptArchive>;
}

/** `POST /sources`. @example httpApp({ open, authenticated: [sourceRoutes(service)] }, authenticator, options) */
export function sourceRoutes(service: SourcesService): Routes {
  return (app, options) => {
    app.route('/sources').post(needs('seal'), takeRoute(service, options)).all(only('POST'));
  };
}

function takeRoute(service: SourcesService, options: HttpOptions) {
  let underWay = 0;
  return async (request: Request, response: Response): Promise<void> => {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!TYPES.includes(type) || request.headers['content-encoding'] !== undefined)
      throw new TwinsealError('REQUEST_MEDIA_TYPE', `the body must be sent as one of ${TYPES.join(', ')}, not encoded`);
    if (underWay >= MOST) throw new TwinsealError('OVERLOADED', `${MOST} uploads are under way; try again later`);
    underWay += 1;
    try {
      const kept = await service.takeSource(callerOf(response), request, callOf(response, options, UPLOADING));
      response.status(201).json(kept);
    } catch (error) {
      // The rest of a body that is not read would be taken for the next request.
      if (!request.complete) response.setHeader('Connection', 'close');
      throw error;
    } finally {
      underWay -= 1;
    }
  };
}
