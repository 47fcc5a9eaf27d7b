import { FormatError } from '../format-error.ts';
import { parseVerifierKey, type VerifierKey } from '../signed-note.ts';

/** Which checksum database to ask, and where when that is not left to the proxies. */
export interface Gosumdb {
  readonly key: VerifierKey;
  /** An address of its own, which is then asked instead of any proxy; without a slash at its end. */
  readonly address?: string;
}

/** Keys of databases that go by their name alone. A key says who signs, not where to go. @see cmd/go/internal/modfetch/key.go */
const KNOWN_KEYS: readonly string[] = ['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'];
/** Other names for the first of them, each its own address. @see cmd/go/internal/modfetch/sumdb.go (dbDial) */
const MIRRORS: readonly string[] = ['sum.golang.google.cn'];

/** What GOSUMDB is when neither the user nor Go says otherwise: the name of Go's own database. */
export const DEFAULT_GOSUMDB = (KNOWN_KEYS[0] ?? '').split('+', 1).join('');

/**
 * Reads the value of GOSUMDB: a known name or a verifier key, perhaps with an address.
 * @returns undefined for `off`
 * @throws FormatError (`gosumdb`)
 * @example parseGosumdb('example.com/db+c74f20a3+ARpc... https://mirror.example.com')?.address
 * @see `go help module-auth`; cmd/go/internal/modfetch/sumdb.go (dbDial)
 */
export function parseGosumdb(value: string): Gosumdb | undefined {
  if (value === 'off') return undefined;
  const fields = value.split(/[ \t]+/).filter((field) => field !== '');
  const [name = '', address, ...rest] = fields;
  if (name === '' || rest.length > 0) throw fail('must be a name or key, and perhaps an address');
  if (MIRRORS.includes(name) && address === undefined)
    return { key: keyOf(DEFAULT_GOSUMDB), address: `https://${name}` };
  const key = keyOf(name);
  requireHostPath(key.name);
  return address === undefined ? { key } : { key, address: plainAddress(address) };
}

function keyOf(name: string): VerifierKey {
  const known = KNOWN_KEYS.find((key) => key.startsWith(`${name}+`));
  try {
    return parseVerifierKey(known ?? name);
  } catch (cause) {
    throw fail('names no database that is known and is no verifier key (name+hash+base64)', cause);
  }
}

// The name becomes a part of addresses: nothing but host and path may stand in it.
function requireHostPath(name: string): void {
  const host = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:\/[A-Za-z0-9._~-]+)*$/;
  if (!host.test(name) || name.length > 512 || name.split('/').some((part) => /^\.+$/.test(part)))
    throw fail('names a database whose name is no host and path');
}

function plainAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !['https:', 'http:', 'file:'].includes(url.protocol))
    throw fail('has an address that is no plain https, http or file URL');
  return url.href.replace(/\/+$/, '');
}

function fail(problem: string, cause?: unknown): FormatError {
  return new FormatError('gosumdb', `GOSUMDB ${problem}`, '', cause === undefined ? {} : { cause });
}
