import { parseCompactToken, type UnverifiedToken } from '../../formats/compact-token.ts';
import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * What the authority wants signed as a proof that the key is held: the verified e-mail address of a token, else its subject.
 * @throws TwinsealError `KEYLESS_REFUSED` for what is no identity token; nothing of it is in the message
 * @example challengeOf(token) // 'repo:example/app:ref:refs/heads/main'
 * @see fulcio docs/oidc.md; sigstore pkg/oauthflow (SubjectFromToken)
 */
export function challengeOf(token: string): string {
  let read: UnverifiedToken;
  try {
    read = parseCompactToken(token);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError(
      'KEYLESS_REFUSED',
      'the identity token is no JWT: give the token that the issuer made, and nothing else',
    );
  }
  const { email, email_verified: verified, sub } = read.payload;
  if (typeof email === 'string' && email !== '') {
    if (verified === true || verified === 'true') return email;
    throw new TwinsealError('KEYLESS_REFUSED', 'the issuer of the identity token has not verified its e-mail address');
  }
  if (typeof sub === 'string' && sub !== '') return sub;
  throw new TwinsealError('KEYLESS_REFUSED', 'the identity token names no subject');
}
