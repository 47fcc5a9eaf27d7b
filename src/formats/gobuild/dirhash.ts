import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { comparePaths } from '../tree-digest.ts';
import { encodeUtf8 } from '../utf8.ts';

/** A file as a directory hash sees it: its whole name, and the lower-case hex SHA-256 of its bytes. */
export interface HashedFile {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The `h1:` of a set of files: SHA-256 over the lines `<hex>  <name>\n`, in the order of the names' bytes, as base64. What a
 * container (zip, folder) says beside names and bytes does not count.
 * @param files - of a module zip with names as they stand there: `golang.org/x/mod@v0.30.0/go.mod`
 * @throws FormatError when a name has a line break or occurs twice, or a digest is none: two lists could have one hash then
 * @example hash1([{ name: 'go.mod', sha256: '...' }]) // 'h1:...'
 * @see golang.org/x/mod/sumdb/dirhash.Hash1
 */
export function hash1(files: readonly HashedFile[]): string {
  const lines: string[] = [];
  let last: string | undefined;
  for (const { name, sha256: hex } of [...files].sort((a, b) => comparePaths(a.name, b.name))) {
    if (name.includes('\n')) throw new FormatError('dirhash', 'a file name has a line break');
    if (!/^[0-9a-f]{64}$/.test(hex)) throw new FormatError('dirhash', 'a file has a digest that is none');
    if (name === last) throw new FormatError('dirhash', `${JSON.stringify(name)} occurs twice`);
    lines.push(`${hex}  ${name}\n`);
    last = name;
  }
  return `h1:${encodeBase64(sha256(encodeUtf8(lines.join(''))))}`;
}
