import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from './digest.ts';
import { FormatError } from './format-error.ts';
import { encodeUtf8 } from './utf8.ts';

/** A file of a tree: its path with slashes, and the lower-case hex SHA-256 of its bytes. */
export interface TreeFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * The digest of a tree of regular files: SHA-256 over the lines `<hex>  <path>\n`, in the order of the paths' bytes, so that
 * anyone recomputes it with `find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`.
 * @throws FormatError when a path would break a line (control characters, backslash) or occurs twice
 * @example treeDigest([{ path: 'go.mod', sha256: '...' }]) // 'sha256:...'
 * @see coreutils manual, "cksum common options": the line format of sha256sum, and which names it escapes
 */
export function treeDigest(files: readonly TreeFile[]): Digest {
  const hash = sha256.create();
  let last: string | undefined;
  for (const { path, sha256: hex } of [...files].sort((a, b) => comparePaths(a.path, b.path))) {
    if (/[\u0000-\u001f\u007f\\]/.test(path))
      throw new FormatError('tree', 'a path has a control character or a backslash');
    if (path === last) throw new FormatError('tree', `${JSON.stringify(path)} occurs twice`);
    hash.update(encodeUtf8(`${hex}  ${path}\n`));
    last = path;
  }
  return `sha256:${bytesToHex(hash.digest())}` as Digest;
}

/**
 * Orders paths by their UTF-8 bytes, as `LC_ALL=C sort` does. UTF-16 order differs from it above U+FFFF only.
 * @example ['b', 'a'].sort(comparePaths) // ['a', 'b']
 */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x === y) continue;
    const [high, low] = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000];
    // A surrogate stands for a code point above all others.
    if (high !== low) return high ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}
