import { readInputFile } from '../../adapters/input-file.ts';
import { layoutFiles } from '../../adapters/layout/layout-files.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { validateCommand } from '../../doors/cli/validate.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { validateDocument, validateLayout } from '../../roads/validate.ts';

/** Bytes of one document: what a registry must take at least. */
const MAX_DOCUMENT = 4 * 1024 * 1024;

/**
 * Runs `twinseal validate` on a folder or a file.
 * @throws TwinsealError `LAYOUT_INVALID` for what is no folder, `INPUT_UNREADABLE` for a file
 * @example await run(input, session) // 1 for any error finding
 */
export const run: Runner = (input, session) =>
  validateCommand.run(
    input,
    {
      async layout(folder, call) {
        const report = await validateLayout(layoutFiles(folder), {}, call);
        // What is no folder is a mistake in the command line, not a finding about a layout.
        const wrong = report.findings.find(({ code }) => code === 'LAYOUT_NOT_A_FOLDER');
        if (wrong !== undefined) throw new TwinsealError('LAYOUT_INVALID', wrong.reason);
        return report;
      },
      document: async (kind, file, call) =>
        await validateDocument(kind, await readInputFile(file, MAX_DOCUMENT, call), file),
    },
    session,
  );
