import type { Authenticator } from '../../ports/authenticator.ts';

/**
 * Knows callers only by how they came: on loopback everybody may verify and audit, elsewhere verify only.
 * @example withoutCredentials(true)
 */
export function withoutCredentials(loopback: boolean): Authenticator {
  return {
    async caller() {
      return loopback
        ? { name: 'loopback', by: 'loopback', roles: ['verify', 'audit'] }
        : { name: 'network', by: 'network', roles: ['verify', 'audit'] };
    },
  };
}
