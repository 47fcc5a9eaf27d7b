import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { KeptArchive } from '../../ports/source-archives.ts';
import type { Caller } from '../../records/caller.ts';
import { callerOf, type HttpOptions, needs, only, type Routes } from './context.ts';
import { UPLOAD_PACE, uploads } from './upload.ts';

const TYPES = ['application/x-tar', 'application/gzip', 'application/x-gzip', 'application/octet-stream'];
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

/**
 * `POST /sources`.
 * @example httpApp({ open, authenticated: [sourceRoutes(service)] }, authenticator, options)
 */
export function sourceRoutes(service: SourcesService, pace = UPLOAD_PACE): Routes {
  return (app, options) => {
    app
      .route('/sources')
      .post(needs('seal'), takeRoute(service, options, pace))
      .all(only('POST'));
  };
}

function takeRoute(service: SourcesService, options: HttpOptions, pace: typeof UPLOAD_PACE) {
  const upload = uploads({ types: TYPES, most: MOST, pace }, options);
  return async (request: Request, response: Response): Promise<void> => {
    const kept = await upload(request, response, (body, call) => service.takeSource(callerOf(response), body, call));
    response.status(201).json(kept);
  };
}
