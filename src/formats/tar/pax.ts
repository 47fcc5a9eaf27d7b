import { FormatError } from '../format-error.ts';
import { nameText } from './header.ts';

const MAX_RECORDS = 4096;
// Linux Documentation/filesystems/overlayfs.rst: "opaque", "redirect", "metacopy" and "whiteout" attributes change what
// the layers below show, for runtimes that unpack onto overlayfs alone. Extractors take the names in these two forms,
// the second with percent signs or base64 in its value. fuse-overlayfs has names of its own for "opaque", and both it and
// containers/storage read owner and mode from `user.containers.override_stat` (rootless podman).
const OVERLAY =
  /^(?:SCHILY|LIBARCHIVE)\.xattr\.(?:trusted|user)(?:\.|%2[eE])(?:overlay|fuseoverlayfs|containers)(?:\.|%2[eE])/;

/** What an extended header changes about the entry that follows, as far as it is read. */
export interface PaxRecords {
  readonly path?: string;
  readonly linkPath?: string;
  /** Bytes. */
  readonly size?: number;
}

/**
 * Reads the records of a PAX extended header. Each `LENGTH KEYWORD=VALUE\n` must fit exactly; no keyword twice, since
 * readers disagree on which one counts; sparse maps are refused, since the content then is not what it says.
 *
 * @param bytes - the content of an `x` or `g` entry
 * @param offset - where it stands, for messages
 * @throws FormatError of format `tar`
 * @example parsePaxRecords(encodeUtf8('11 path=ab\n'), 512) // { path: 'ab' }
 * @see POSIX.1-2017 pax, "pax Extended Header"; CVE-2022-2879 (unbounded headers), CVE-2025-58183 (sparse maps)
 */
export function parsePaxRecords(bytes: Uint8Array, offset: number): PaxRecords {
  const at = `@${offset}`;
  const records = new Map<string, Uint8Array>();
  for (let from = 0; from < bytes.length; ) {
    const space = bytes.indexOf(0x20, from);
    const digits = space < 0 || space - from > 10 ? '' : String.fromCharCode(...bytes.subarray(from, space));
    const end = from + Number(digits);
    const equals = bytes.indexOf(0x3d, space + 1);
    if (!/^[1-9][0-9]*$/.test(digits) || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a)
      throw new FormatError('tar', 'a record of an extended header does not fit its length', at, { rule: 'pax' });
    const keyword = nameText(bytes.subarray(space + 1, equals));
    if (records.has(keyword))
      throw new FormatError('tar', `an extended header has ${JSON.stringify(keyword.slice(0, 40))} twice`, at, {
        rule: 'pax-duplicate',
      });
    if (records.size >= MAX_RECORDS)
      throw new FormatError('tar', `an extended header has more than ${MAX_RECORDS} records`, at, {
        rule: 'pax-limit',
      });
    if (keyword.startsWith('GNU.sparse.'))
      throw new FormatError('tar', 'a sparse file is refused', at, { rule: 'sparse' });
    if (OVERLAY.test(keyword))
      throw new FormatError('tar', 'an attribute that overlay file systems obey is refused: it hides other files', at, {
        rule: 'overlay',
      });
    records.set(keyword, bytes.subarray(equals + 1, end - 1));
    from = end;
  }
  const path = nameOf(records.get('path'), at);
  const linkPath = nameOf(records.get('linkpath'), at);
  const size = sizeOf(records.get('size'), at);
  return {
    ...(path !== undefined && { path }),
    ...(linkPath !== undefined && { linkPath }),
    ...(size !== undefined && { size }),
  };
}

function nameOf(value: Uint8Array | undefined, at: string): string | undefined {
  if (value === undefined) return undefined;
  if (value.length === 0 || value.includes(0))
    throw new FormatError('tar', 'a name in an extended header is empty or has a NUL', at, { rule: 'pax' });
  return nameText(value);
}

function sizeOf(value: Uint8Array | undefined, at: string): number | undefined {
  if (value === undefined) return undefined;
  const digits = nameText(value);
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(digits) || !Number.isSafeInteger(Number(digits)))
    throw new FormatError('tar', 'a size in an extended header is no whole number', at, { rule: 'number' });
  return Number(digits);
}
