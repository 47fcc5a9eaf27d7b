import type { Authenticator } from '../../ports/authenticator.ts';
import type { Caller, Role } from '../../records/caller.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { refusedCredential } from './refused-credential.ts';

const ON_THIS_MACHINE: readonly Role[] = ['verify', 'audit'];

/**
 * What callers without credentials may do.
 *
 * @param loopback - whether the service listens on loopback
 * @param named - whether the settings name callers
 * @param anonymous - what the settings say; it wins
 * @example rolesWithoutCredentials(false, false, undefined) // []
 */
export function rolesWithoutCredentials(
  loopback: boolean,
  named: boolean,
  anonymous: readonly Role[] | undefined,
): readonly Role[] {
  return anonymous ?? (loopback && !named ? ON_THIS_MACHINE : []);
}

/**
 * Knows callers only by how they came. Credentials are refused, since nothing here could check them.
 *
 * @param roles - of callers without credentials; without any, nobody is let in
 * @example withoutCredentials(true)
 */
export function withoutCredentials(
  loopback: boolean,
  roles: readonly Role[] = rolesWithoutCredentials(loopback, false, undefined),
): Authenticator {
  const name = loopback ? 'loopback' : 'network';
  const caller: Caller = { name, by: name, roles };
  return {
    async caller({ authorization, certificate }) {
      if (authorization !== undefined || certificate !== undefined)
        throw refusedCredential('this service knows no credentials of this kind');
      if (roles.length === 0)
        throw new TwinsealError('UNAUTHENTICATED', 'this service answers known callers only: send an API key or token');
      return caller;
    },
  };
}
