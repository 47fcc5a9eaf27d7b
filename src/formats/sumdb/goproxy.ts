import { FormatError } from '../format-error.ts';

/** One entry of GOPROXY. */
export interface GoproxyEntry {
  /** `direct`, `off`, or the address of a proxy without a slash at its end. */
  readonly proxy: string;
  /** Whether the next one is asked after any failure (`|`), not just after "not found" (`,`). */
  readonly fallBackOnError: boolean;
}

const MAX_ENTRIES = 64;

/**
 * Reads the value of GOPROXY, as far as it counts: nothing after `direct` or `off` does.
 * @throws FormatError (`goproxy`); its message holds nothing of an address, which may carry a password
 * @example parseGoproxy('https://proxy.example.com|direct')[0]?.fallBackOnError // true
 * @see Go modules reference, "Environment variables" (GOPROXY); cmd/go/internal/modfetch/proxy.go (proxyList)
 */
export function parseGoproxy(value: string): readonly GoproxyEntry[] {
  const entries: GoproxyEntry[] = [];
  for (const part of value.match(/[^,|]*[,|]?/g) ?? []) {
    const word = part.replace(/[,|]$/, '').trim();
    if (word === '') continue;
    if (entries.length === MAX_ENTRIES) throw fail(`has more than ${MAX_ENTRIES} entries`);
    if (word === 'direct' || word === 'off') return [...entries, { proxy: word, fallBackOnError: false }];
    entries.push({ proxy: proxyAddress(word), fallBackOnError: part.endsWith('|') });
  }
  if (entries.length === 0) throw fail('has no entries');
  return entries;
}

function proxyAddress(word: string): string {
  const bare = /[.:/]/.test(word) && !word.includes(':/') && !word.startsWith('/');
  const text = bare ? `https://${word}` : word;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:', 'file:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw fail('has an entry that is no https, http or file URL, nor direct, nor off');
  if (url.username !== '' || url.password !== '')
    throw fail('has an address with a password, and Twinseal sends none: name a proxy that wants none');
  if (url.protocol === 'file:' && url.host !== '') throw fail('has a file URL with a host');
  return url.href.replace(/\/+$/, '');
}

function fail(problem: string): FormatError {
  return new FormatError('goproxy', `GOPROXY ${problem}`);
}
