import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { HashedFile, ImageReading } from './image-reading.ts';
import type { ContentPlace } from './image-tree.ts';
import { readLargeProgram } from './large-program.ts';
import { readProgram } from './program.ts';

/** Shows one entry of a layer once more. */
export type ShowAgain = (visit: (entry: TarEntry, tar: TarReader) => Promise<void>) => Promise<void>;

/**
 * The file that runs, with what it says of itself: as it was hashed while passing, else from its layer, which is then read again. Of one
 * that is too large to be held only the parts that its headers lead to are read.
 *
 * @param content - where it lies; undefined: nowhere
 * @param again - shows that entry once more
 * @returns undefined when it is not there
 * @throws what `again` throws
 * @example await foundProgram(resolved.content, reading, (visit) => readAgain(layer, visit))
 */
export async function foundProgram(
  content: ContentPlace | undefined,
  reading: ImageReading,
  again: (content: ContentPlace) => ShowAgain,
): Promise<HashedFile | undefined> {
  if (content === undefined) return undefined;
  const show = again(content);
  let found = reading.passed(content);
  if (found === undefined)
    await show(async (entry, tar) => {
      found = await reading.hash(content.layer, entry, tar);
    });
  if (found?.head === undefined) return found;
  const { head } = found;
  if (head[0] === 0x23 && head[1] === 0x21) return { ...found, facts: readProgram(head) };
  const facts = await readLargeProgram(found.size, head, (parts, put) =>
    show(async (_entry, tar) => {
      let at = 0;
      for await (const chunk of tar.content()) {
        for (const { from, length } of parts) {
          const [begin, end] = [Math.max(from, at), Math.min(from + length, at + chunk.length)];
          if (begin < end) put(begin, chunk.subarray(begin - at, end - at));
        }
        at += chunk.length;
      }
    }),
  );
  return { ...found, facts };
}
