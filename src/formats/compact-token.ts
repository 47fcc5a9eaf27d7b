import { decodeBase64Url } from './base64.ts';
import { FormatError } from './format-error.ts';
import { Members } from './json/members.ts';
import { parseJson } from './json/parse.ts';
import type { JsonObject } from './json/value.ts';

/** Characters of a token: those of CI providers and clusters have one to three thousand. */
const MAX_TOKEN = 16 * 1024;
const LIMITS = { maxBytes: MAX_TOKEN, maxDepth: 8, maxValues: 500 };
const FORM = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** A signed token whose signature nobody has looked at. Nothing in it may be believed. */
export interface UnverifiedToken {
  readonly algorithm: string;
  readonly keyId: string;
  readonly issuer: string;
  readonly payload: JsonObject;
}

/**
 * Reads a JWT in compact form as strictly as its verifier must agree to: no name twice in header or payload, no critical
 * extension, a key named by `kid`. Members that would say where keys are (`jku`, `x5u`, `jwk`, `x5c`) are not looked at.
 *
 * @throws FormatError of format `jwt`, `json` or `base64`
 * @example parseCompactToken(text).issuer // 'https://token.actions.githubusercontent.com'
 * @see RFC 7515 sections 3.1, 4.1 and 4.1.11; RFC 8725 sections 3.1, 3.10 and 3.11
 */
export function parseCompactToken(text: string): UnverifiedToken {
  if (text.length > MAX_TOKEN) fail(`the token has more than ${MAX_TOKEN} characters`);
  if (!FORM.test(text)) fail('the token is not three parts of base64url');
  const [head = '', body = '', signature = ''] = text.split('.');
  decodeBase64Url(signature);
  const header = new Members('jwt', parseJson(decodeBase64Url(head), LIMITS));
  const payload = new Members('jwt', parseJson(decodeBase64Url(body), LIMITS));
  if (header.has('crit')) header.fail('crit', 'names extensions, and none are known');
  if (header.has('b64')) header.fail('b64', 'is no member of a token');
  const type = header.optionalString('typ', 32);
  // Tokens for other purposes (logout, proofs of possession) are signed with the same keys.
  if (type !== undefined && type.toUpperCase() !== 'JWT') header.fail('typ', 'is that of another kind of token');
  return {
    algorithm: header.text('alg', 16),
    keyId: header.text('kid', 256),
    issuer: payload.text('iss', 1024),
    payload: payload.object,
  };
}

function fail(message: string): never {
  throw new FormatError('jwt', message);
}
