import { TwinsealError } from '../../records/twinseal-error.ts';
import type { HttpOptions } from './context.ts';

/**
 * Keeps to ourselves why an issuer's keys can't be had: the reason names files and hosts of the service, and whoever sends a made-up
 * token of that issuer would read it without being anybody. The log is told, once for each attempt to get the keys, since a flood of
 * tokens must not become one of lines.
 *
 * @returns gives the error that the caller is told; every other one stays as it is
 * @example throw hidden(error)
 */
export function hideIssuerReason(options: Pick<HttpOptions, 'report'>): (error: unknown) => unknown {
  const told = new WeakSet<object>();
  return (error) => {
    if (!(error instanceof TwinsealError) || error.code !== 'ISSUER_UNREACHABLE') return error;
    const { cause } = error;
    if (typeof cause === 'object' && cause !== null && !told.has(cause)) {
      told.add(cause);
      options.report(error);
    }
    return new TwinsealError(
      'ISSUER_UNREACHABLE',
      'the keys of the issuer of this token cannot be had now, so the token cannot be checked; the log of the service says why',
      { cause: error },
    );
  };
}
