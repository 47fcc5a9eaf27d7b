import type { DistinguishedName, NameAttribute } from '../der/distinguished-name.ts';
import { FormatError } from '../format-error.ts';

/** Whom a trust policy accepts as the leaf of a trusted chain: anybody, or names that have at least these attributes. */
export type TrustedIdentity =
  | { readonly any: true }
  | { readonly any: false; readonly attributes: readonly NameAttribute[] };

const PREFIX = 'x509.subject:';
const MANDATORY = ['C', 'ST', 'O'];
const MAX_LENGTH = 2048;
const MAX_ATTRIBUTES = 32;

/**
 * Reads a trusted identity: `*`, or `x509.subject:` with an RFC 4514 name in which `C`, `ST` (or `S`) and `O` must stand.
 * Attributes of one relative name (`A=1+B=2`), a type that occurs twice and hexadecimal values (`=#`, which crashed a
 * verifier: CVE-2023-25656) are refused.
 *
 * @param text - such as `x509.subject: C=DE, ST=BE, O=Example`
 * @throws FormatError of format `identity`
 * @example parseTrustedIdentity('x509.subject: C=DE, ST=BE, O=Example')
 * @see Notary Project trust-store-trust-policy.md, "Trusted identities constraints"
 */
export function parseTrustedIdentity(text: string): TrustedIdentity {
  if (text === '*') return { any: true };
  if (!text.startsWith(PREFIX) || text.length > MAX_LENGTH) fail(text, 'it must be * or begin with x509.subject:');
  const attributes = splitName(text.slice(PREFIX.length).trim(), text);
  const seen = new Set<string>();
  for (const { type } of attributes) {
    if (seen.has(type)) fail(text, `${type} occurs twice`);
    seen.add(type);
  }
  const missing = MANDATORY.find((type) => !seen.has(type));
  if (missing !== undefined) fail(text, `${missing} is missing, and C, ST and O must all stand there`);
  return { any: false, attributes };
}

/**
 * True when the name of a leaf certificate has each attribute of the identity with exactly its value. A name in which a
 * type occurs twice matches nothing: which of the two is meant could not be told.
 *
 * @example matchesIdentity(parseTrustedIdentity('*'), leaf.subject.name) // true
 * @see Notary Project trust-store-trust-policy.md, "Trusted identities": a subset match on the leaf only
 */
export function matchesIdentity(identity: TrustedIdentity, name: DistinguishedName): boolean {
  if (identity.any) return true;
  const flat = name.flat();
  if (new Set(flat.map(({ type }) => type)).size !== flat.length) return false;
  return identity.attributes.every((wanted) =>
    flat.some(({ type, value }) => type === wanted.type && value === wanted.value),
  );
}

/**
 * True when some name could match both, so that one signer would fill both places.
 * @example identitiesOverlap(parseTrustedIdentity('*'), parseTrustedIdentity('x509.subject: C=DE, ST=BE, O=A')) // true
 */
export function identitiesOverlap(a: TrustedIdentity, b: TrustedIdentity): boolean {
  if (a.any || b.any) return true;
  return a.attributes.every(({ type, value }) => {
    const other = b.attributes.find((attribute) => attribute.type === type);
    return other === undefined || other.value === value;
  });
}

function splitName(text: string, whole: string): readonly NameAttribute[] {
  const attributes: NameAttribute[] = [];
  for (const part of splitUnescaped(text, /[,;]/)) {
    const equals = part.indexOf('=');
    const type = part.slice(0, equals).trim().toUpperCase();
    const raw = part.slice(equals + 1);
    if (equals < 1 || !/^(?:[A-Z]+|\d+(?:\.\d+)+)$/.test(type)) fail(whole, 'a part is not of the form TYPE=value');
    if (raw.trimStart().startsWith('#')) fail(whole, 'hexadecimal values (=#) are refused');
    if (splitUnescaped(raw, /\+/).length > 1) fail(whole, 'a relative name with several attributes (+) is refused');
    attributes.push({ type: type === 'S' ? 'ST' : type, value: unescapeValue(raw, whole) });
    if (attributes.length > MAX_ATTRIBUTES) fail(whole, `it has more than ${MAX_ATTRIBUTES} attributes`);
  }
  return attributes;
}

/** Splits at a separator that no backslash precedes. @see RFC 4514 section 2.4 */
function splitUnescaped(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') i++;
    else if (separator.test(char)) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function unescapeValue(raw: string, whole: string): string {
  const bytes: number[] = [];
  let value = '';
  const flush = () => {
    if (bytes.length === 0) return;
    try {
      value += new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes.splice(0)));
    } catch {
      fail(whole, 'an escaped value is not UTF-8');
    }
  };
  const trimmed = raw.trimStart().replace(/(?<!\\) +$/, '');
  for (let i = 0; i < trimmed.length; i++) {
    const char = trimmed.charAt(i);
    if (char !== '\\') {
      if (/["<>]/.test(char)) fail(whole, 'a value has a character that must be escaped');
      flush();
      value += char;
      continue;
    }
    const hex = /^[0-9a-fA-F]{2}/.exec(trimmed.slice(i + 1));
    if (hex !== null) {
      bytes.push(Number.parseInt(hex[0], 16));
      i += 2;
      continue;
    }
    const next = trimmed.charAt(i + 1);
    if (next === '' || !/["+,;<>\\ #=]/.test(next)) fail(whole, 'a backslash escapes nothing that needs it');
    flush();
    value += next;
    i++;
  }
  flush();
  if (value === '') fail(whole, 'a value is empty');
  return value;
}

function fail(text: string, why: string): never {
  throw new FormatError('identity', `${JSON.stringify(text.slice(0, 120))} is no trusted identity: ${why}`);
}
