import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const MAX_PACKED = 64 * 1024 * 1024;
const MAX_REFS = 200_000;
const MAX_DEPTH = 10;

/**
 * The commit that HEAD stands for, read from the files: a symbolic HEAD is followed once, into `refs/` only.
 * @returns undefined on an unborn branch, or when it can't be read
 * @example headRevision(repository) // '3f1c...'
 * @see gitrepository-layout(5), "HEAD", "refs", "packed-refs"
 */
export function headRevision(repository: Repository): string | undefined {
  const head = readSmallFile(join(repository.gitDir, 'HEAD'), 4096)?.trimEnd();
  if (head === undefined) return undefined;
  if (OBJECT.test(head)) return head;
  const name = /^ref: (refs\/[^\0]+)$/.exec(head)?.[1];
  if (name === undefined || name.split('/').some((part) => part === '..' || part === '.' || part === ''))
    return undefined;
  const loose = readSmallFile(join(repository.commonDir, name), 4096)?.trimEnd();
  if (loose !== undefined && OBJECT.test(loose)) return loose;
  return packedRefs(repository).get(name);
}

/**
 * All tags by name (without `refs/tags/`) with the object each points to. Loose ones win, as git has it.
 * @example tags(repository).get('v1.2.3')
 */
export function tags(repository: Repository): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, object] of packedRefs(repository)) {
    if (name.startsWith('refs/tags/')) found.set(name.slice('refs/tags/'.length), object);
  }
  collect(join(repository.commonDir, 'refs/tags'), '', found, 0);
  return found;
}

/**
 * The object that a name stands for: a whole object name, else a tag, else a branch, else a full ref.
 * @returns undefined when there is none; of a tag it may be the tag's own object
 * @example objectOf(repository, 'v1.2.3')
 * @see gitrevisions(7), whose order this is
 */
export function objectOf(repository: Repository, name: string): string | undefined {
  if (OBJECT.test(name)) return name;
  const parts = name.split('/');
  if (!/^[\x21-\x7e]{1,255}$/.test(name) || parts.some((part) => /^(?:\.|$)|[~^:?*[\\]|\.lock$|@\{/.test(part)))
    return undefined;
  const packed = packedRefs(repository);
  for (const full of [`refs/tags/${name}`, `refs/heads/${name}`, ...(name.startsWith('refs/') ? [name] : [])]) {
    const loose = readSmallFile(join(repository.commonDir, full), 4096)?.trimEnd();
    if (loose !== undefined && OBJECT.test(loose)) return loose;
    const found = packed.get(full);
    if (found !== undefined) return found;
  }
  return undefined;
}

function packedRefs(repository: Repository): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const text = readSmallFile(join(repository.commonDir, 'packed-refs'), MAX_PACKED) ?? '';
  for (const line of text.split('\n')) {
    const [object, name] = line.split(' ');
    // Lines of ^object tell what an annotated tag peels to; git finds that out for itself.
    if (object === undefined || name === undefined || !OBJECT.test(object)) continue;
    if (found.size < MAX_REFS) found.set(name, object);
  }
  return found;
}

function collect(folder: string, prefix: string, found: Map<string, string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  let entries: { readonly name: string; isDirectory(): boolean; isFile(): boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, `${prefix}${entry.name}/`, found, depth + 1);
    else if (entry.isFile() && found.size < MAX_REFS) {
      const object = readSmallFile(path, 4096)?.trimEnd();
      if (object !== undefined && OBJECT.test(object)) found.set(`${prefix}${entry.name}`, object);
    }
  }
}
