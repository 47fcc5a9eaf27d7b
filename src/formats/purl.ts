import { FormatError } from './format-error.ts';

/** A package URL in its parts, decoded. */
export interface Purl {
  /** Lower case: `golang`, `oci`. */
  readonly type: string;
  /** Slash-separated, in original case. */
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly subpath?: string;
}

const TYPE = /^[a-z][a-z0-9.-]*$/;
const KEY = /^[a-z][a-z0-9._-]*$/;
const MAX_LENGTH = 8192;

/**
 * Writes a package URL. Case is kept for Go too: module paths differ by it, and vulnerability databases have the
 * original, although the type's page asks for lower case.
 *
 * @throws FormatError of format `purl`
 * @example serialisePurl({ type: 'golang', namespace: 'github.com/BurntSushi', name: 'toml', version: 'v1.5.0' })
 * @see ECMA-427 (Package-URL), "Rules for each component"
 */
export function serialisePurl(purl: Purl): string {
  if (!TYPE.test(purl.type)) fail('the type must be lower-case letters, digits, dot and dash');
  if (purl.name === '') fail('the name is missing');
  const keys = Object.keys(purl.qualifiers ?? {}).sort();
  const qualifiers = keys.flatMap((key) => {
    const value = purl.qualifiers?.[key] ?? '';
    if (!KEY.test(key)) fail(`${JSON.stringify(key)} is no qualifier key`);
    return value === '' ? [] : [`${key}=${encode(value)}`];
  });
  return [
    `pkg:${purl.type}/`,
    ...segments(purl.namespace).map((each) => `${encode(each)}/`),
    encode(purl.name),
    purl.version === undefined || purl.version === '' ? '' : `@${encode(purl.version)}`,
    qualifiers.length === 0 ? '' : `?${qualifiers.join('&')}`,
    purl.subpath === undefined ? '' : `#${segments(purl.subpath).map(encode).join('/')}`,
  ].join('');
}

/**
 * Reads a package URL in the one form that {@link serialisePurl} writes: serialise(parse(text)) = text or a refusal.
 * @throws FormatError of format `purl`
 * @example parsePurl('pkg:golang/stdlib@1.26.8').version // '1.26.8'
 */
export function parsePurl(text: string): Purl {
  if (text.length > MAX_LENGTH) fail('it is longer than any real one');
  const match = /^pkg:([^/?#@]+)\/([^?#@]+)(?:@([^?#@]+))?(?:\?([^?#]+))?(?:#([^?#]+))?$/.exec(text);
  if (match === null) fail(`${JSON.stringify(text.slice(0, 80))} has not the form pkg:type/namespace/name@version`);
  const [, type = '', path = '', version, query, subpath] = match;
  const parts = path.split('/').map(decode);
  const qualifiers = query?.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), decode(pair.slice(at + 1))] as const;
  });
  const purl: Purl = {
    type,
    ...(parts.length > 1 ? { namespace: parts.slice(0, -1).join('/') } : {}),
    name: parts.at(-1) ?? '',
    ...(version === undefined ? {} : { version: decode(version) }),
    ...(qualifiers === undefined ? {} : { qualifiers: Object.fromEntries(qualifiers) }),
    ...(subpath === undefined ? {} : { subpath: subpath.split('/').map(decode).join('/') }),
  };
  if (serialisePurl(purl) !== text) fail(`${JSON.stringify(text.slice(0, 80))} is not in canonical form`);
  return purl;
}

/**
 * The package URL of a Go module.
 * @throws FormatError of format `purl` for an empty name
 * @example golangPurl('golang.org/x/text', 'v0.31.0') // 'pkg:golang/golang.org/x/text@v0.31.0'
 */
export function golangPurl(modulePath: string, version?: string): string {
  const at = modulePath.lastIndexOf('/');
  return serialisePurl({
    type: 'golang',
    ...(at < 0 ? {} : { namespace: modulePath.slice(0, at) }),
    name: modulePath.slice(at + 1),
    ...(version === undefined ? {} : { version }),
  });
}

function segments(text: string | undefined): readonly string[] {
  const parts = (text ?? '').split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '.' || part === '..')) fail('a part is a dot or two');
  return parts;
}

// Everything but the unreserved characters of RFC 3986 section 2.3.
function encode(text: string): string {
  if (!text.isWellFormed()) fail('it has a lone surrogate');
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new FormatError('purl', 'it has a malformed percent sign', '', { cause });
  }
}

function fail(why: string): never {
  throw new FormatError('purl', `this is no package URL: ${why}`);
}
