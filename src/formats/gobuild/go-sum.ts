import { decodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { isModuleVersion } from './module-version.ts';

/** A line of go.sum: the hash of a module's files, or of its go.mod alone. */
export interface GoSumEntry {
  readonly path: string;
  readonly version: string;
  readonly goModOnly: boolean;
  /** `h1:` and the base64 of 32 bytes. */
  readonly hash: string;
}

const MAX_LENGTH = 32 * 1024 * 1024;
const MAX_ENTRIES = 200_000;

/**
 * Reads go.sum. Hashes of other algorithms than h1 are refused as Go refuses them; empty lines are skipped.
 *
 * go.sum stands in the source tree: what it says is a claim until the checksum database confirms it.
 * @throws FormatError (`go-sum`) with the line
 * @example parseGoSum('a.b/c v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')[0]?.goModOnly // false
 * @see Go modules reference, "go.sum files"
 */
export function parseGoSum(text: string): readonly GoSumEntry[] {
  if (text.length > MAX_LENGTH) throw new FormatError('go-sum', `go.sum is longer than ${MAX_LENGTH} characters`);
  const entries: GoSumEntry[] = [];
  text.split('\n').forEach((raw, index) => {
    const fields = raw.trim().split(/[ \t\r]+/);
    if (fields.length === 1 && fields[0] === '') return;
    const [path, wanted, hash] = fields;
    if (path === undefined || wanted === undefined || hash === undefined || fields.length !== 3) {
      throw fail('has not three fields', index + 1);
    }
    const goModOnly = wanted.endsWith('/go.mod');
    const version = goModOnly ? wanted.slice(0, -'/go.mod'.length) : wanted;
    if (!isModuleVersion(version)) throw fail('has a version that is not canonical', index + 1);
    if (!isH1(hash)) throw fail('has a hash that is no h1', index + 1);
    if (entries.push({ path, version, goModOnly, hash }) > MAX_ENTRIES) {
      throw new FormatError('go-sum', `go.sum has more than ${MAX_ENTRIES} entries`);
    }
  });
  return entries;
}

/** Writes go.sum as Go does, one line an entry. @example serialiseGoSum(entries) */
export function serialiseGoSum(entries: readonly GoSumEntry[]): string {
  return entries.map((e) => `${e.path} ${e.version}${e.goModOnly ? '/go.mod' : ''} ${e.hash}\n`).join('');
}

/** The h1 of a module's files, or undefined. @example sumOf(parseGoSum(text), 'golang.org/x/text', 'v0.31.0') */
export function sumOf(entries: readonly GoSumEntry[], path: string, version: string): string | undefined {
  return entries.find((e) => !e.goModOnly && e.path === path && e.version === version)?.hash;
}

/** Tells whether a text is `h1:` and the base64 of 32 bytes. @see golang.org/x/mod/sumdb/dirhash.Hash1 */
function isH1(text: string): boolean {
  if (!text.startsWith('h1:')) return false;
  try {
    return decodeBase64(text.slice(3)).length === 32;
  } catch {
    return false;
  }
}

function fail(what: string, line: number): FormatError {
  return new FormatError('go-sum', `go.sum ${what}, in line ${line}`, `:${line}`);
}
