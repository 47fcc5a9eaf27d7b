import type { ErrorCode } from '../records/error-catalogue.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

const WRITING: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOSPC: ['DISK_FULL', 'the disk is full: make room, or choose another folder'],
  EDQUOT: ['DISK_FULL', 'the disk quota is used up: make room, or choose another folder'],
  EACCES: ['OUTPUT_UNWRITABLE', 'permission is denied: choose a folder that you may write'],
  EPERM: ['OUTPUT_UNWRITABLE', 'the operation is not permitted: choose a folder that you may write'],
  EROFS: ['OUTPUT_UNWRITABLE', 'the file system is read-only: choose another folder'],
  ENOTDIR: ['OUTPUT_UNWRITABLE', 'a part of the path is a file, not a folder: choose another path'],
  ENOENT: ['OUTPUT_UNWRITABLE', 'the folder does not exist: create it first'],
  EEXIST: ['OUTPUT_UNWRITABLE', 'something stands there already: choose another path'],
  ENOTEMPTY: ['OUTPUT_UNWRITABLE', 'something stands there already: choose another path'],
  ENAMETOOLONG: ['OUTPUT_UNWRITABLE', 'the path is too long: choose a shorter one'],
  EMFILE: ['OUTPUT_UNWRITABLE', 'too many files are open: raise the limit (ulimit -n)'],
  EFBIG: ['OUTPUT_UNWRITABLE', 'the file would be larger than this machine allows (ulimit -f)'],
  EIO: ['OUTPUT_UNWRITABLE', 'the disk reports an error'],
};

const READING: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['CONTENT_NOT_FOUND', 'there is no such file'],
  ENOTDIR: ['LAYOUT_INVALID', 'a part of the path is a file, not a folder'],
  EISDIR: ['LAYOUT_INVALID', 'it is a folder, not a file'],
  ELOOP: ['LAYOUT_INVALID', 'it is a symbolic link, which is not followed'],
  ENXIO: ['LAYOUT_INVALID', 'it is no regular file'],
  ENODEV: ['LAYOUT_INVALID', 'it is no regular file'],
  EACCES: ['INPUT_UNREADABLE', 'permission is denied: make it readable for the user who runs twinseal'],
  EPERM: ['INPUT_UNREADABLE', 'the operation is not permitted'],
  ENAMETOOLONG: ['INPUT_UNREADABLE', 'the path is too long'],
};

/**
 * An error of the file system as one of the catalogue, with a sentence that says what to do.
 *
 * @param error - what `node:fs` threw; a TwinsealError is given back as it is
 * @param doing - whether the file was read or written
 * @param path - shown in the message as the user knows it
 * @returns the error to throw; `DISK_FULL` and `OUTPUT_UNWRITABLE` for writing, for reading a definitive answer
 *   (`CONTENT_NOT_FOUND`, `LAYOUT_INVALID`, `INPUT_UNREADABLE`) or, for a machine's fault, `DISK_FAILED`
 * @example throw diskError(error, 'write', './app.oci')
 */
export function diskError(error: unknown, doing: 'read' | 'write', path: string): TwinsealError {
  if (error instanceof TwinsealError) return error;
  const errno = errnoOf(error);
  const table = doing === 'write' ? WRITING : READING;
  const known = Object.hasOwn(table, errno) ? table[errno] : undefined;
  const verb = doing === 'write' ? 'cannot write' : 'cannot read';
  if (known !== undefined) return new TwinsealError(known[0], `${verb} ${path}: ${known[1]}`, { cause: error });
  const why = errno === '' ? String(error) : `the system answers ${errno}`;
  return new TwinsealError(doing === 'write' ? 'OUTPUT_UNWRITABLE' : 'DISK_FAILED', `${verb} ${path}: ${why}`, {
    cause: error,
  });
}

/**
 * The error of a write into a folder for temporary files, which no user has named: where it is full, TMPDIR leads elsewhere.
 *
 * @param what - what could not be done, as the begin of a sentence
 * @returns `DISK_FULL` or `OUTPUT_UNWRITABLE`; a TwinsealError as it is
 * @example throw temporaryDiskError(error, 'a side could not be given its copy of the source')
 */
export function temporaryDiskError(error: unknown, what: string): TwinsealError {
  if (error instanceof TwinsealError) return error;
  if (['ENOSPC', 'EDQUOT'].includes(errnoOf(error)))
    return new TwinsealError(
      'DISK_FULL',
      `${what}: the disk is full; make room, or let TMPDIR name a folder on another disk`,
      { cause: error },
    );
  const why = error instanceof Error ? error.message : String(error);
  return new TwinsealError('OUTPUT_UNWRITABLE', `${what}: ${why}`, { cause: error });
}

/** The `code` of a system error, `''` for anything else. @example errnoOf(error) === 'ENOENT' */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
