import { stat } from 'node:fs/promises';
import type { ValidateChoices } from '../doors/cli/validate.ts';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { openImage } from '../roads/open-image.ts';
import { type ValidationReport, validateArchive, validateImage, validateLayout } from '../roads/validate.ts';
import { userPlaces } from './places.ts';

/**
 * Validates what the user named: a folder, a file (an archive), or else an image of a registry.
 * @throws TwinsealError `LAYOUT_INVALID`, `INPUT_UNREADABLE`, `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`, or a fault
 * @example await validateTarget('./app.oci', { sparse: false }, call)
 */
export async function validateTarget(target: string, choices: ValidateChoices, call: Call): Promise<ValidationReport> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory() === true) {
    const { layoutFiles } = await import('../adapters/layout/layout-files.ts');
    return await validateLayout(layoutFiles(target, true), choices, call);
  }
  if (found !== undefined) {
    const { openArchiveFile } = await import('../adapters/layout/archive-file.ts');
    const archive = await openArchiveFile(target);
    try {
      return await validateArchive(archive.file, choices, call);
    } finally {
      await archive.close();
    }
  }
  const { source, image, layout } = await openImage(userPlaces(), target, call);
  if (layout !== undefined)
    throw new TwinsealError(
      'USAGE',
      `${target} names one image of a layout: validate takes the layout ${layout} whole`,
    );
  return await validateImage(source, image, target, choices, call);
}
