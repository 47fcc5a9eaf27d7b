import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject, type JsonObject } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { mayLeadTo } from './addresses.ts';
import { readBounded } from './bodies.ts';
import { basicHeader, type Credential } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import type { RegistryRequest, Transport } from './transport.ts';

/** What a bearer challenge and our need of it come to. */
export interface TokenDemand {
  readonly parameters: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
  readonly credential?: Credential;
  /** IP address of the registry that asked. */
  readonly from: string;
}

/** A token and when it stops being used, in milliseconds since 1970. */
export interface Token {
  readonly token: string;
  readonly until: number;
}

const MAX_TOKEN = 256 * 1024;
// RFC 6750 section 2.1 (b64token), loosely: what can stand in a header field without ending it.
const TOKEN_TEXT = /^[\x21-\x7e]{1,131072}$/;
const SHORTEST_LIFE = 60;

/**
 * Gets a bearer token from the realm that the registry named. The realm must be at the registry's own host, or at one
 * that is known or allowed for it, never over HTTP when the registry speaks HTTPS; no redirect is followed.
 *
 * @throws TwinsealError `REGISTRY_HOST_FORBIDDEN`, `REGISTRY_UNAUTHORIZED`, `REGISTRY_PROTOCOL` or a fault
 * @example (await fetchToken(transport, endpoint, { parameters: { realm }, scopes, from }, call)).until
 * @see distribution/distribution, docs/content/spec/auth/token.md and oauth.md; CVE-2020-15157
 */
export async function fetchToken(
  transport: Transport,
  endpoint: Endpoint,
  demand: TokenDemand,
  call: Call,
): Promise<Token> {
  const { registry } = endpoint;
  const realm = checkedRealm(demand.parameters.realm ?? '', endpoint);
  const response = await transport.send(tokenRequest(realm, endpoint, demand), call);
  if (response.status === 401 || response.status === 403 || response.status === 400) {
    response.discard();
    const had = demand.credential === undefined ? 'gave no token to anonymous users' : 'refused the credentials';
    throw new TwinsealError(
      'REGISTRY_UNAUTHORIZED',
      `${realm.host} ${had} for ${registry}: sign in with \`docker login ${registry}\`, or check your rights there`,
    );
  }
  if (response.status >= 300 && response.status < 400) {
    response.discard();
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      `${realm.host} redirects elsewhere for a token, which is refused`,
    );
  }
  if (response.status !== 200) {
    response.discard();
    const code =
      response.status === 429 ? 'REGISTRY_THROTTLED' : response.status >= 500 ? 'REGISTRY_FAILED' : 'REGISTRY_PROTOCOL';
    throw new TwinsealError(code, `${realm.host} answered ${response.status} when asked for a token: try again later`);
  }
  return tokenIn(await readBounded(response, MAX_TOKEN, 'a token'), realm.host);
}

function checkedRealm(text: string, endpoint: Endpoint): URL {
  const { registry, base, realmHosts } = endpoint;
  if (!URL.canParse(text))
    throw new TwinsealError('REGISTRY_PROTOCOL', `${registry} names no realm to get a token from, or a malformed one`);
  const realm = new URL(text);
  const secure = realm.protocol === 'https:' || (realm.protocol === 'http:' && base.protocol === 'http:');
  const known = realm.hostname === base.hostname || realmHosts.includes(realm.host);
  if (!secure || !known || realm.username !== '' || realm.password !== '')
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      `${registry} sends us to ${realm.protocol}//${realm.host} for a token, which is not allowed for it: allow that realm by name if it is meant`,
    );
  realm.hash = '';
  return realm;
}

function tokenRequest(realm: URL, endpoint: Endpoint, demand: TokenDemand): RegistryRequest {
  const { credential, scopes, from } = demand;
  const service = demand.parameters.service ?? '';
  const shared = {
    scopes: [],
    repeatable: true,
    ...(realm.hostname !== endpoint.base.hostname && { guard: realmGuard(realm.host, endpoint.registry, from) }),
  };
  if (credential?.kind === 'identity-token') {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      service,
      client_id: 'twinseal',
      scope: scopes.join(' '),
      refresh_token: credential.token,
    });
    const bytes = Buffer.from(form.toString());
    return {
      ...shared,
      method: 'POST',
      url: realm,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: {
        size: bytes.length,
        async *open() {
          yield bytes;
        },
      },
    };
  }
  const url = new URL(realm);
  if (service !== '') url.searchParams.set('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  const authorization = credential === undefined ? {} : { authorization: basicHeader(credential, endpoint.registry) };
  return { ...shared, method: 'GET', url, headers: { accept: 'application/json', ...authorization } };
}

function realmGuard(host: string, registry: string, from: string): (address: string) => void {
  return (address) => {
    if (!mayLeadTo(from, address))
      throw new TwinsealError(
        'REGISTRY_HOST_FORBIDDEN',
        `${host}, where ${registry} sends us for a token, is an address inside this network (${address})`,
      );
  };
}

function tokenIn(bytes: Uint8Array, host: string): Token {
  const document = objectIn(bytes, host);
  const token = document.token ?? document.access_token;
  if (typeof token !== 'string' || !TOKEN_TEXT.test(token))
    throw new TwinsealError('REGISTRY_PROTOCOL', `${host} answered without a token that could be used`);
  const life = typeof document.expires_in === 'number' ? document.expires_in : SHORTEST_LIFE;
  // A tenth below its life, so that it does not end on the way.
  return { token, until: Date.now() + Math.max(0, life) * 900 };
}

function objectIn(bytes: Uint8Array, host: string): JsonObject {
  try {
    const document = parseJson(bytes);
    if (isJsonObject(document)) return document;
  } catch {
    // Told below, without the parser's words: they could quote the token.
  }
  throw new TwinsealError('REGISTRY_PROTOCOL', `${host} answered something else than a token`);
}
