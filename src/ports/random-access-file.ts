import type { Call } from './call.ts';

/** A file that can be read from anywhere, such as an archive on disk. Its bytes may be hostile; its size does not change. */
export interface RandomAccessFile {
  /** For messages. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Bytes from a place on, `length` of them or fewer at the end of the file. A chunk is good until the next one is asked for.
   * @throws TwinsealError `DISK_FAILED`, `ABORTED`, `TIMEOUT`
   * @example for await (const chunk of file.read(512, 1024, call)) hash.update(chunk)
   */
  read(from: number, length: number, call: Call): AsyncIterable<Uint8Array>;
}
