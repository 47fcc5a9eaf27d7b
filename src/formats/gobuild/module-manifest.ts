import { FormatError } from '../format-error.ts';
import { comparePaths } from '../tree-digest.ts';
import { hash1 } from './dirhash.ts';
import type { GoFileFacts } from './go-file.ts';
import { isModuleVersion, type ModuleVersion } from './module-version.ts';

/** A file of a module zip: its path below the module's folder, bytes, SHA-256 in lower-case hex. */
export interface ManifestFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** What decides whether it is vendored and what comes with it; absent where there is nothing to tell. */
  readonly go?: GoFileFacts;
}

/** The files of a module zip in the order of their paths, with the `h1:` that they have together. */
export interface ModuleManifest {
  readonly module: ModuleVersion;
  readonly h1: string;
  /** Of the `go` line in its go.mod; `none` when that has none or there is no go.mod; absent when it can't be read. */
  readonly goVersion?: string;
  readonly files: readonly ManifestFile[];
}

const HEAD = 'twinseal module manifest 1';
const MAX_LENGTH = 256 * 1024 * 1024;
const LINE = /^([0-9a-f]{64}) (0|[1-9]\d{0,14}) (-|[ic]{1,2}) ([^\u0000-\u001f\u007f]+)$/;

/**
 * Makes a manifest and computes its h1.
 * @throws FormatError (`dirhash`) when a path can't be hashed or occurs twice
 * @example makeModuleManifest({ path: 'a.b/c', version: 'v1.0.0' }, files, '1.21').h1
 */
export function makeModuleManifest(
  module: ModuleVersion,
  files: readonly ManifestFile[],
  goVersion: string | undefined,
): ModuleManifest {
  const prefix = `${module.path}@${module.version}/`;
  return {
    module,
    h1: hash1(files.map(({ path, sha256 }) => ({ name: `${prefix}${path}`, sha256 }))),
    ...(goVersion === undefined ? {} : { goVersion }),
    files: [...files].sort((a, b) => comparePaths(a.path, b.path)),
  };
}

/**
 * Writes a manifest: a head, the module, and one line a file, with the patterns that it embeds on lines of their own.
 * @example serialiseModuleManifest(manifest)
 */
export function serialiseModuleManifest({ module, h1, goVersion, files }: ModuleManifest): string {
  const lines = files.map(({ path, size, sha256, go }) => {
    const flags = `${go?.ignored === true ? 'i' : ''}${go?.cgo === true ? 'c' : ''}`;
    const embeds = (go?.embeds ?? []).map((pattern) => `\t${JSON.stringify(pattern)}\n`).join('');
    return `${sha256} ${size} ${flags === '' ? '-' : flags} ${path}\n${embeds}`;
  });
  return `${HEAD}\n${module.path} ${module.version} ${h1}\ngo ${goVersion ?? '-'}\n${lines.join('')}`;
}

/**
 * Reads a manifest and proves it: the h1 that it names must be the one that its own lines have, so that one that was altered
 * in a cache can't name another digest. (What it says of tags and embedding is not in an h1; it can only ask for more or
 * fewer files of the same module.)
 * @throws FormatError (`module-manifest`)
 * @example parseModuleManifest(serialiseModuleManifest(manifest)).h1 === manifest.h1 // true
 */
export function parseModuleManifest(text: string): ModuleManifest {
  if (text.length > MAX_LENGTH) throw bad('is larger than any real one', 1);
  const lines = text.split('\n');
  if (lines[0] !== HEAD || lines.pop() !== '') throw bad('has no head or no end', 1);
  const [path = '', version = '', h1 = '', more] = (lines[1] ?? '').split(' ');
  const goVersion = /^go (\S+)$/.exec(lines[2] ?? '')?.[1];
  if (!isModuleVersion(version) || more !== undefined || goVersion === undefined) throw bad('names no module', 2);
  const files: ManifestFile[] = [];
  for (let at = 3; at < lines.length; ) {
    const [all, sha256 = '', size, flags = '', name = ''] = LINE.exec(lines[at] ?? '') ?? [];
    if (all === undefined) throw bad('has a malformed line', at + 1);
    at += 1;
    const embeds: string[] = [];
    for (; lines[at]?.startsWith('\t') === true; at += 1) embeds.push(embedOf(lines[at] ?? '', at + 1));
    const go = { ignored: flags.startsWith('i'), cgo: flags.endsWith('c'), embeds };
    if (flags.length === 2 && flags !== 'ic') throw bad('has malformed flags', at);
    const plain = flags === '-' && embeds.length === 0;
    files.push({ path: name, size: Number(size), sha256, ...(plain ? {} : { go }) });
  }
  const manifest = makeModuleManifest({ path, version }, files, goVersion === '-' ? undefined : goVersion);
  if (manifest.h1 !== h1 || manifest.files.some((file, index) => file.path !== files[index]?.path))
    throw bad('does not have the h1 that it names, or is not in order', 2);
  return manifest;
}

function embedOf(line: string, number: number): string {
  try {
    const value: unknown = JSON.parse(line.slice(1));
    if (typeof value === 'string' && `\t${JSON.stringify(value)}` === line) return value;
  } catch {
    // Told below.
  }
  throw bad('has a malformed pattern', number);
}

function bad(what: string, line: number): FormatError {
  return new FormatError('module-manifest', `a module manifest ${what}, in line ${line}`, `:${line}`);
}
