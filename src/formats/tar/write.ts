import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';

/** Bytes of a tar block; everything in a tar stream is a multiple of it. */
const TAR_BLOCK = 512;
/** Two zero blocks end a tar stream. @see POSIX.1-2017 pax, "ustar Interchange Format" */
export const TAR_END = new Uint8Array(2 * TAR_BLOCK);

/** An entry to write. Owner and group are always 0 without names, so that no machine's user shows. */
export interface TarEntryHeader {
  /** Slash-separated, relative, without `.` or `..` parts; a directory may end in a slash. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  /** Permission bits, with the sticky bit at most: 0 to 0o1777. */
  readonly mode: number;
  /** Bytes that follow; 0 for a directory or a link. */
  readonly size: number;
  /** Where a symbolic link leads, as it says it. */
  readonly target?: string;
  /** Whole seconds since 1970. */
  readonly mtime: number;
}

const NAME = { at: 0, length: 100 };
const PREFIX = { at: 345, length: 155 };
// Eleven octal digits.
const MAX_OCTAL = 8 ** 11 - 1;

/**
 * The header of an entry: one ustar block, preceded by a PAX record where a value does not fit (a long or non-ASCII
 * path, 8 GiB, a time past the year 2242). The same entry gives the same bytes anywhere; they are those of
 * `tar --format=ustar --owner=0 --group=0 --numeric-owner` where ustar suffices.
 *
 * @param entry - what to write; the content follows, then {@link tarPadding}
 * @returns a multiple of 512 bytes
 * @throws FormatError of format `tar` for a path that readers refuse or take for something else, or a number out of range
 * @example tarHeader({ path: 'usr/bin/app', type: 'file', mode: 0o755, size: 3, mtime: 0 }).length // 512
 * @see POSIX.1-2017 pax, "ustar Interchange Format" and "pax Extended Header"; image-spec v1.1.1, layer.md
 */
export function tarHeader(entry: TarEntryHeader): Uint8Array<ArrayBuffer> {
  const path = checkedPath(entry);
  for (const [name, value] of [
    ['size', entry.size],
    ['mtime', entry.mtime],
  ] as const)
    if (!Number.isSafeInteger(value) || value < 0) fail(`has a ${name} that is no whole number from 0`, entry.path);
  if (!Number.isInteger(entry.mode) || entry.mode < 0 || entry.mode > 0o1777)
    fail('has a mode outside 0 to 1777 (octal)', entry.path);
  if (entry.type !== 'file' && entry.size !== 0) fail(`is a ${entry.type} with a size`, entry.path);
  const link = linkTarget(entry);

  const split = splitPath(path);
  const records = [
    ...(split === undefined ? [paxRecord('path', path)] : []),
    ...(link.short ? [] : [paxRecord('linkpath', link.target)]),
    ...(entry.size > MAX_OCTAL ? [paxRecord('size', String(entry.size))] : []),
    ...(entry.mtime > MAX_OCTAL ? [paxRecord('mtime', String(entry.mtime))] : []),
  ];
  const type = { file: '0', directory: '5', symlink: '2' }[entry.type];
  const size = Math.min(entry.size, MAX_OCTAL);
  const mtime = Math.min(entry.mtime, MAX_OCTAL);
  const [prefix, name] = split ?? ['', asciiTail(path)];
  const linkname = link.short ? link.target : asciiTail(link.target);
  const main = block({ prefix, name, mode: entry.mode, size, mtime, type, linkname });
  if (records.length === 0) return main;
  const extended = concatBytes(records);
  return concatBytes([
    block({
      prefix: '',
      name: 'PaxHeaders.0/entry',
      mode: 0o644,
      size: extended.length,
      mtime: 0,
      type: 'x',
      linkname: '',
    }),
    extended,
    tarPadding(extended.length),
    main,
  ]);
}

/** Zeros that fill the last block of a content. @param size - bytes of the content @example tarPadding(513).length // 511 */
export function tarPadding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}

// Readers disagree about empty parts, dots, backslashes and control characters; whiteout names mean a deletion
// (image-spec v1.1.1, layer.md, "Whiteouts"). None of them is ever needed here.
function checkedPath(entry: TarEntryHeader): string {
  const path = entry.path.endsWith('/') && entry.type === 'directory' ? entry.path.slice(0, -1) : entry.path;
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    fail('must be relative, without empty, `.` or `..` parts', entry.path);
  if (parts.some((part) => part.startsWith('.wh.'))) fail('has the name of a whiteout', entry.path);
  if (/[\0-\x1f\x7f\\]/.test(path) || !path.isWellFormed())
    fail('has a control character, a backslash or a lone surrogate', entry.path);
  return entry.type === 'directory' ? `${path}/` : path;
}

// A link may lead anywhere, also out of the image and up: it is text, which whoever unpacks resolves inside of a root.
function linkTarget(entry: TarEntryHeader): { readonly target: string; readonly short: boolean } {
  const target = entry.target ?? '';
  if ((entry.type === 'symlink') !== (target !== ''))
    fail(entry.type === 'symlink' ? 'is a link to nowhere' : 'is no link and has a target', entry.path);
  if (/[\0-\x1f\x7f]/.test(target) || !target.isWellFormed() || target.length > 4096)
    fail('is a link whose target has control characters, a lone surrogate or more than 4096 characters', entry.path);
  return { target, short: target.length <= NAME.length && /^[\x20-\x7e]*$/.test(target) };
}

/** `[prefix, name]` of ustar, or undefined when the path needs a PAX record. */
function splitPath(path: string): readonly [string, string] | undefined {
  if (!/^[\x20-\x7e]*$/.test(path)) return undefined;
  if (path.length <= NAME.length) return ['', path];
  // The longest prefix that fits; the slash between the two is in neither, and the name is not empty.
  const at = path.lastIndexOf('/', Math.min(PREFIX.length, path.length - 2));
  return at > 0 && path.length - at - 1 <= NAME.length ? [path.slice(0, at), path.slice(at + 1)] : undefined;
}

// For readers without PAX; everybody else takes the record.
function asciiTail(path: string): string {
  return path
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .slice(-NAME.length)
    .replace(/^\/+/, '');
}

function block(header: {
  readonly prefix: string;
  readonly name: string;
  readonly mode: number;
  readonly size: number;
  readonly mtime: number;
  readonly type: string;
  readonly linkname: string;
}): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string) => out.set(encodeUtf8(text), at);
  put(NAME.at, header.name);
  put(100, octal(header.mode, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(header.size, 11));
  put(136, octal(header.mtime, 11));
  put(148, '        ');
  put(156, header.type);
  put(157, header.linkname);
  put(257, 'ustar\x0000');
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  put(PREFIX.at, header.prefix);
  const sum = out.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return out;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** `<length> <key>=<value>\n`, the length counting itself. */
function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = encodeUtf8(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return encodeUtf8(`${length} ${key}=${value}\n`);
}

function fail(why: string, path: string): never {
  throw new FormatError('tar', `${JSON.stringify(path.slice(0, 200))} ${why}`);
}
