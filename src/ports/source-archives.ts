import type { Digest } from '../formats/digest.ts';
import type { Call } from './call.ts';

/** An archive that was taken. */
export interface KeptArchive {
  /** SHA-256 of its bytes as they were sent. */
  readonly digest: Digest;
  readonly size: number;
  /** Regular files in it. */
  readonly files: number;
  /** RFC 3339; it is removed some time after. */
  readonly until: string;
}

/** Source archives that callers sent, each for its caller alone, for a day. */
export interface SourceArchives {
  /**
   * Keeps an archive (tar or tar.gz) once it has been read to its end: regular files and folders only, bounded. Nothing is
   * kept of one that is refused.
   * @param caller - name of whoever sends it
   * @throws TwinsealError `SOURCE_ARCHIVE`, `SOURCE_NAME`, `SOURCE_LIMIT`, `REQUEST_TOO_LARGE`, `DISK_FULL`, `OUTPUT_UNWRITABLE`, `ABORTED`
   * @example (await archives.take('ci', request, call)).digest
   */
  take(caller: string, stream: AsyncIterable<Uint8Array>, call: Call): Promise<KeptArchive>;
  /**
   * Keeps an archive for another day, for a job that will read it.
   * @returns false when there is none of this caller
   * @example await archives.renew('ci', digest)
   */
  renew(caller: string, digest: string): Promise<boolean>;
  /**
   * Unpacks an archive into a new folder.
   * @param folder - is made
   * @throws TwinsealError `SOURCE_UNKNOWN` and as {@link SourceArchives.take}
   * @example await archives.unpack('ci', digest, '/private/source', call)
   */
  unpack(caller: string, digest: string, folder: string, call: Call): Promise<void>;
  /** Removes archives whose day is over, and what dead processes left. @example await archives.sweep() */
  sweep(): Promise<void>;
}
