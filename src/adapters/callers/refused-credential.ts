import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * The answer to every credential that is not good. Details would help whoever tries credentials out: only what the sender
 * could have seen in his own credential is told.
 *
 * @param why - a clause: `the token has ended`
 * @example throw refusedCredential('the API key is not known, or has ended')
 */
export function refusedCredential(why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('UNAUTHENTICATED', `${why}: check the credentials that are sent`, { cause });
}
