import { TwinsealError } from '../../records/twinseal-error.ts';
import type { HttpOptions } from './context.ts';

/**
 * The error that a caller is told. What is none of ours is a defect: it is reported, and the caller is told nothing of it.
 * @example sendProblem(response, problemOf(knownError(error, options)))
 */
export function knownError(error: unknown, options: Pick<HttpOptions, 'report'>): TwinsealError {
  if (error instanceof TwinsealError) return error;
  const { name, type, status, limit } = partsOf(error);
  if (type === 'entity.too.large')
    return new TwinsealError('REQUEST_TOO_LARGE', `the body has more than ${limit ?? 'the allowed'} bytes`);
  if (type === 'encoding.unsupported') return new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must not be encoded');
  if (type === 'request.aborted' || type === 'request.size.invalid')
    return new TwinsealError('INPUT_MALFORMED', 'the body ended before its Content-Length');
  if (status === 400) return new TwinsealError('INPUT_MALFORMED', 'the path or a header is malformed');
  if (name === 'TimeoutError') return new TwinsealError('TIMEOUT', 'time ran out before there was an answer');
  options.report(error);
  return new TwinsealError('INTERNAL', 'a defect stopped this request; the log of the service has more');
}

function partsOf(error: unknown) {
  const parts: { name?: unknown; type?: unknown; status?: unknown; limit?: unknown } =
    error instanceof Error ? error : {};
  const { name, type, status, limit } = parts;
  return { name, type, status, limit: typeof limit === 'number' ? limit : undefined };
}
