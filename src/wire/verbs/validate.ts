import { readInputFile } from '../../adapters/input-file.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { validateCommand } from '../../doors/cli/validate.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { validateDocument } from '../../roads/validate.ts';
import { validateTarget } from '../validate-target.ts';

/** Bytes of one document: what a registry must take at least. */
const MAX_DOCUMENT = 4 * 1024 * 1024;
/** Bytes of an archive from stdin, which has to be kept while it is read. */
const MAX_ARCHIVE = 16 * 2 ** 30;

/** A program before us in the pipe has failed: nothing is wrong with an image that nobody has seen. */
function nothing(): TwinsealError {
  return new TwinsealError('INPUT_MALFORMED', 'stdin is empty: what should be validated was not piped in');
}

/**
 * Runs `twinseal validate` on a layout, an archive, an image of a registry, or one document.
 * @throws TwinsealError `LAYOUT_INVALID` for what is neither folder nor file, `INPUT_UNREADABLE` for a file, or a fault
 * @example await run(input, session) // 1 for any error finding
 */
export const run: Runner = (input, session) =>
  validateCommand.run(
    input,
    {
      async image(target, choices, call) {
        if (target !== '-') return await validateTarget(target, choices, call);
        const [{ keepArchive }, { releasedChunks }, { validateArchive }] = await Promise.all([
          import('../../adapters/layout/archive-file.ts'),
          import('../../adapters/input-stream.ts'),
          import('../../roads/validate.ts'),
        ]);
        const tooLarge = (): TwinsealError =>
          new TwinsealError('INPUT_TOO_LARGE', `stdin is larger than the ${MAX_ARCHIVE} bytes that are read of it`);
        const archive = await keepArchive(releasedChunks(process.stdin), 'stdin', MAX_ARCHIVE, tooLarge, call);
        try {
          if (archive.file.size === 0) throw nothing();
          return await validateArchive(archive.file, choices, call);
        } finally {
          await archive.close();
        }
      },
      async document(kind, file, call) {
        if (file !== '-') return await validateDocument(kind, await readInputFile(file, MAX_DOCUMENT, call), file);
        const { readInputStream } = await import('../../adapters/input-stream.ts');
        const bytes = await readInputStream(process.stdin, MAX_DOCUMENT, 'stdin', call);
        if (bytes.length === 0) throw nothing();
        return await validateDocument(kind, bytes, 'stdin');
      },
    },
    session,
  );
