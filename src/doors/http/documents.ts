import type { Request, Response } from 'express';
import type { EvidenceArchive } from '../../ports/evidence-archive.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';
import { queryOf, readDigest } from './listing.ts';
import { sendBytes } from './send-bytes.ts';

/**
 * `GET /documents/{digest}`: any document that a decision rests on, by the digest that the decision pins: evidence records,
 * reports, policies, and what registries served.
 *
 * @example httpApp({ open, authenticated: [documentRoutes(store.archive)] }, authenticator, options)
 */
export function documentRoutes(archive: Pick<EvidenceArchive, 'get'>): Routes {
  return (app, options) => {
    app.route('/documents/:digest').get(needs('audit'), documentRoute(archive, options)).all(only('GET, HEAD'));
  };
}

function documentRoute(archive: Pick<EvidenceArchive, 'get'>, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    if (queryOf(request).size > 0) throw new TwinsealError('USAGE', 'this path knows no query parameters');
    const digest = readDigest(String(request.params.digest));
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const document = digest && (await archive.get(digest, call));
    if (document === undefined) throw new TwinsealError('DOCUMENT_UNKNOWN', 'no document with this digest is kept');
    sendBytes(response, document.mediaType, document.bytes);
  };
}
