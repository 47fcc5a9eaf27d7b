import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';

/** A file of a module zip: its name there (`module@version/path`) and the lower-case hex SHA-256 of its bytes. */
export interface HashedFile {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The h1 of a module from its files' hashes: base64 of the SHA-256 over `<hex>  <name>\n`, sorted by name's bytes.
 * @throws FormatError when a name has a newline, or occurs twice
 * @example dirhash([{ name: 'a.b/c@v1.0.0/go.mod', sha256: '...' }]) // 'h1:...'
 * @see golang.org/x/mod/sumdb/dirhash.Hash1
 */
export function dirhash(files: readonly HashedFile[]): string {
  const rows = files
    .map((file) => ({ ...file, key: encodeUtf8(file.name) }))
    .sort((a, b) => compareBytes(a.key, b.key));
  const hash = sha256.create();
  let last: string | undefined;
  for (const { name, sha256: hex } of rows) {
    if (name.includes('\n')) throw new FormatError('dirhash', 'a file name has a newline');
    if (name === last) throw new FormatError('dirhash', `${JSON.stringify(name)} occurs twice`);
    hash.update(encodeUtf8(`${hex}  ${name}\n`));
    last = name;
  }
  return `h1:${encodeBase64(hash.digest())}`;
}

/** The h1 of a lone go.mod, as the `/go.mod` lines of go.sum have it. @example goModHash(bytes) // 'h1:...' */
export function goModHash(goMod: Uint8Array): string {
  return dirhash([{ name: 'go.mod', sha256: bytesToHex(sha256(goMod)) }]);
}

/** Orders byte strings as `LC_ALL=C sort` does. @example compareBytes(a, b) < 0 */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
