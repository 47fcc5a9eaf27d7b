import { Members } from '../../formats/json/members.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';

const MAX_KEYS = 100;

/** What each algorithm needs of a key. None with a shared secret: whoever can check such a token can make one. */
const KEY_OF: Readonly<Record<string, { readonly kty: string; readonly crv?: string }>> = {
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
};

/** Algorithms of tokens that are let in. @see RFC 8725 section 3.1 */
export const TOKEN_ALGORITHMS: readonly string[] = Object.keys(KEY_OF);

/**
 * Reads a JWK set.
 * @returns its keys, as they are written
 * @throws FormatError of format `jwks`
 * @example readKeySet({ keys: [] }) // []
 * @see RFC 7517 section 5
 */
export function readKeySet(document: JsonValue): readonly JsonObject[] {
  const keys = new Members('jwks', document).array('keys', MAX_KEYS);
  // RFC 7517 section 5: what is not understood is left out.
  return keys.filter((key) => isJsonObject(key));
}

/**
 * The one key of a set that a token may have been signed with: by its `kid`, and of the type that the algorithm needs, so
 * that no key is ever used for another algorithm than its own.
 *
 * @returns undefined when there is none, or more than one
 * @example keyOf(keys, 'RS256', 'key-1')?.kty // 'RSA'
 * @see RFC 7517 sections 4.2 to 4.5; RFC 8725 section 3.1
 */
export function keyOf(keys: readonly JsonObject[], algorithm: string, keyId: string): JsonObject | undefined {
  const needed = Object.hasOwn(KEY_OF, algorithm) ? KEY_OF[algorithm] : undefined;
  if (needed === undefined) return undefined;
  const fitting = keys.filter(
    ({ kid, kty, crv, use, alg, key_ops: operations }) =>
      kid === keyId &&
      kty === needed.kty &&
      (needed.crv === undefined || crv === needed.crv) &&
      (use === undefined || use === 'sig') &&
      (alg === undefined || alg === algorithm || needed.crv === 'Ed25519') &&
      (operations === undefined || (Array.isArray(operations) && operations.includes('verify'))),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * The address of the keys that a discovery document names.
 *
 * @param issuer - as the settings name it
 * @throws FormatError when the document is another issuer's, or leads elsewhere
 * @example keysAddress({ issuer: 'https://a.example', jwks_uri: 'https://a.example/keys' }, 'https://a.example').href
 * @see OpenID Connect Discovery 1.0 sections 3 and 4.3
 */
export function keysAddress(document: JsonValue, issuer: string): URL {
  const members = new Members('discovery', document);
  if (members.text('issuer', 1024) !== issuer) members.fail('issuer', `is not ${issuer}`);
  const text = members.text('jwks_uri', 2048);
  if (!URL.canParse(text)) members.fail('jwks_uri', 'is not a URL');
  const [url, own] = [new URL(text), new URL(issuer)];
  if (url.protocol !== own.protocol || url.host !== own.host || url.username !== '')
    members.fail(
      'jwks_uri',
      `leads to ${url.host}, not to the issuer; name it as jwksUrl in the settings if that is right`,
    );
  return url;
}
