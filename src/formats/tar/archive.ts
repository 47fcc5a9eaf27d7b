import { FormatError } from '../format-error.ts';
import { TAR_END, tarHeader, tarPadding } from './write.ts';

/** A regular file to be written, read when its turn comes. */
export interface FileToWrite {
  /** Slash-separated and relative. */
  readonly path: string;
  readonly size: number;
  /** The content. @example await file.bytes() */
  bytes(): Promise<Uint8Array>;
}

/**
 * Files as a tar stream in their order, with mode 0644 and no time: the same files give the same bytes.
 * @throws FormatError (`tar`) for a file of another size than was said, or a path that readers refuse
 * @example for await (const chunk of tarArchive(files)) out.write(chunk);
 * @see POSIX.1-2017 pax, "ustar Interchange Format"
 */
export async function* tarArchive(
  files: AsyncIterable<FileToWrite> | Iterable<FileToWrite>,
): AsyncGenerator<Uint8Array> {
  for await (const { path, size, bytes } of files) {
    const content = await bytes();
    if (content.length !== size)
      throw new FormatError('tar', `${path} has ${content.length} bytes, and ${size} were announced`);
    yield tarHeader({ path, type: 'file', mode: 0o644, size, mtime: 0 });
    yield content;
    yield tarPadding(size);
  }
  yield TAR_END;
}
