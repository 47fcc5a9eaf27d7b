import type { Authenticator } from '../../ports/authenticator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { apiKeyCallers } from './api-key-callers.ts';
import { certificateCallers } from './certificate-callers.ts';
import { fetchKeys } from './fetch-keys.ts';
import { type IssuerKeys, issuerKeys } from './issuer-keys.ts';
import { refusedCredential } from './refused-credential.ts';
import { tokenCallers } from './token-callers.ts';
import { rolesWithoutCredentials, withoutCredentials } from './without-credentials.ts';

/** RFC 6750 section 2.1: one scheme, one space, one token. The scheme's case does not matter (RFC 9110 section 11.1). */
const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Knows the callers of the settings by API key, token or client certificate, and those without credentials as far as the
 * settings let them in. What a request shows in `Authorization` counts before its certificate, and a credential that is
 * not good is refused, never taken for none.
 *
 * @param loopback - whether the service listens on loopback
 * @param issuers - the keys of issuers; remembered keys can be handed on when settings change
 * @example knownCallers(settings, true, systemClock, keysOfIssuers(settings.issuers, systemClock))
 */
export function knownCallers(
  settings: Pick<ServiceSettings, 'callers' | 'anonymous'>,
  loopback: boolean,
  clock: Clock,
  issuers: ReadonlyMap<string, IssuerKeys>,
): Authenticator {
  const { callers, anonymous } = settings;
  const byKey = apiKeyCallers(callers, clock);
  const byToken = tokenCallers(callers, issuers, clock);
  const byCertificate = certificateCallers(callers, clock);
  const others = withoutCredentials(loopback, rolesWithoutCredentials(loopback, callers.length > 0, anonymous));
  return {
    async caller(credentials, call) {
      const { authorization, certificate } = credentials;
      if (authorization !== undefined) {
        const text = BEARER.exec(authorization)?.[1];
        if (text === undefined) throw refusedCredential('the Authorization header is not Bearer and a token');
        return text.startsWith('tsk_') ? byKey(text) : await byToken(text, call);
      }
      return certificate === undefined ? await others.caller(credentials, call) : byCertificate(certificate);
    },
  };
}

const settingOf = new WeakMap<IssuerKeys, string>();

/**
 * The keys of each issuer of the settings, remembered.
 * @param before - of earlier settings: what is known of an issuer whose setting did not change stays known
 * @example keysOfIssuers(settings.issuers, systemClock).get('https://gitlab.com')
 */
export function keysOfIssuers(
  issuers: ServiceSettings['issuers'],
  clock: Clock,
  before: ReadonlyMap<string, IssuerKeys> = new Map(),
): ReadonlyMap<string, IssuerKeys> {
  const keysOf = (issuer: ServiceSettings['issuers'][number]): IssuerKeys => {
    const setting = JSON.stringify(issuer);
    const known = before.get(issuer.url);
    if (known !== undefined && settingOf.get(known) === setting) return known;
    const keys = issuerKeys(issuer.url, () => fetchKeys(issuer, clock), clock);
    settingOf.set(keys, setting);
    return keys;
  };
  return new Map(issuers.map((issuer) => [issuer.url, keysOf(issuer)]));
}
