import { parseCompactToken, type UnverifiedToken } from '../../formats/compact-token.ts';
import { FormatError } from '../../formats/format-error.ts';
import { isJsonArray, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { matchesText } from '../../formats/wildcard.ts';
import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Caller } from '../../records/caller.ts';
import type { CallerSetting } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { TOKEN_ALGORITHMS } from './key-set.ts';
import { refusedCredential } from './refused-credential.ts';

/** Seconds that clocks may differ. */
const SKEW = 30;
/** Seconds after which a token is too old, whatever its own end says: workloads get theirs when they start. */
const MAX_AGE = 24 * 3600;
/** Longest value that is recorded. */
const MAX_VALUE = 512;

/** Claims that say which workload it was: an allow-list, since tokens hold names of people too. */
const RECORDED: readonly string[] = [
  ...['iss', 'sub', 'aud'],
  // GitHub Actions
  ...[
    'repository',
    'repository_id',
    'repository_owner_id',
    'ref',
    'ref_type',
    'sha',
    'workflow_ref',
    'job_workflow_ref',
  ],
  ...['environment', 'event_name', 'run_id', 'run_attempt', 'runner_environment'],
  // GitLab
  ...['project_path', 'project_id', 'namespace_id', 'pipeline_id', 'pipeline_source', 'job_id', 'ref_protected'],
  'ci_config_ref_uri',
];

/**
 * Knows callers by the signed tokens of their workloads. Only issuers of the settings are believed, and nothing of a token
 * decides where its keys come from. The first caller of the settings whose issuer, audience and claims all fit is who asks.
 *
 * @param keys - by issuer
 * @returns what gives the caller of a token; it throws TwinsealError `UNAUTHENTICATED`, or `ISSUER_UNREACHABLE` when the
 *   issuer's keys can't be had, which is no denial
 * @example await tokenCallers(settings.callers, keys, systemClock)('eyJ...', call)
 * @see RFC 7519 section 4.1; RFC 8725; OpenID Connect Core 1.0 section 3.1.3.7
 */
export function tokenCallers(
  settings: readonly CallerSetting[],
  keys: ReadonlyMap<string, IssuerKeys>,
  clock: Clock,
): (text: string, call: Call) => Promise<Caller> {
  return async (text, call) => {
    const token = parsed(text);
    const { issuer, algorithm, keyId } = token;
    const issuerOf = keys.get(issuer);
    if (issuerOf === undefined) throw refusedCredential('the token is of an issuer that is not trusted here');
    if (!TOKEN_ALGORITHMS.includes(algorithm))
      throw refusedCredential('the token is signed with an algorithm that is not let in');
    const candidates = settings.filter(({ oidc }) => oidc?.issuer === issuer && oidc.audience === audienceOf(token));
    if (candidates.length === 0)
      throw refusedCredential(
        typeof audienceOf(token) !== 'string'
          ? 'the token is for another audience beside this one, or for none: ask its issuer for one audience alone'
          : 'the token is for another audience',
      );
    const key = await issuerOf.key(algorithm, keyId, call);
    if (key === undefined) throw refusedCredential('the token is signed with a key that its issuer does not have');
    await verified(text, token, key, clock);
    const { payload } = token;
    const found = candidates.find(({ oidc }) => oidc !== undefined && hasClaims(payload, oidc.claims));
    if (found?.oidc === undefined) throw refusedCredential('the claims of the token are those of no caller');
    const { jti } = payload;
    return {
      name: found.name,
      by: 'oidc',
      roles: found.roles,
      ...(found.rate !== undefined && { rate: found.rate }),
      ...(typeof jti === 'string' && jti !== '' && { credential: jti.slice(0, MAX_VALUE) }),
      claims: recorded(payload, Object.keys(found.oidc.claims)),
    };
  };
}

function parsed(text: string): UnverifiedToken {
  try {
    return parseCompactToken(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw refusedCredential('the token is malformed', error);
  }
}

/** A token for several audiences could be sent on to us by any of them. */
function audienceOf({ payload: { aud } }: UnverifiedToken): JsonValue | undefined {
  return isJsonArray(aud) && aud.length === 1 ? aud[0] : aud;
}

/** The signature and the times, by `jose`, over the very text that was read strictly before. */
async function verified(text: string, token: UnverifiedToken, key: JsonObject, clock: Clock): Promise<void> {
  const { importJWK, jwtVerify, errors } = await import('jose');
  try {
    await jwtVerify(text, await importJWK({ ...key }, token.algorithm), {
      algorithms: [token.algorithm],
      issuer: token.issuer,
      requiredClaims: ['exp', 'iat', 'aud'],
      maxTokenAge: MAX_AGE,
      clockTolerance: SKEW,
      currentDate: new Date(clock.now()),
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refusedCredential('the token has ended, or is too old', error);
    if (error instanceof errors.JWTClaimValidationFailed)
      throw refusedCredential('a time in the token is missing or lies in the future', error);
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw refusedCredential('the signature of the token is not right', error);
    throw new TwinsealError('INTERNAL', 'a token could not be checked', { cause: error });
  }
}

function hasClaims(payload: JsonObject, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, pattern]) => {
    const value = textOf(payload, name);
    return value !== undefined && matchesText(pattern, value);
  });
}

function recorded(payload: JsonObject, matched: readonly string[]): Readonly<Record<string, string>> {
  const names = [...new Set([...RECORDED, ...matched])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = textOf(payload, name);
      return value === undefined ? [] : [[name, value.slice(0, MAX_VALUE).toWellFormed()]];
    }),
  );
}

/** Numbers and booleans as text: issuers do not agree on which they use. Lists and objects match nothing. */
function textOf(payload: JsonObject, name: string): string | undefined {
  if (!Object.hasOwn(payload, name)) return undefined;
  const value = name === 'aud' && isJsonArray(payload.aud) ? payload.aud[0] : payload[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
