import { readInputFile } from '../../adapters/input-file.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** More than any URL needs. */
const MAX_URL = 4096;

/**
 * The URL of the database that the settings name. It holds a password, so it is nowhere but in a file or a variable, and is not
 * told; the variable leaves our own environment, so that no child process inherits it.
 *
 * @returns undefined with SQLite
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`; `SETTINGS_INVALID` when there is none
 * @example const url = await takeDatabaseUrl(settings, call)
 */
export async function takeDatabaseUrl({ store }: ServiceSettings, call: Call): Promise<string | undefined> {
  if (store.kind === 'sqlite') return undefined;
  const { url: place } = store;
  if ('file' in place) {
    const url = decodeUtf8(await readInputFile(place.file, MAX_URL, call)).trim();
    if (url !== '') return url;
    throw new TwinsealError('SETTINGS_INVALID', `the file ${place.file}, which store.urlFile names, is empty`);
  }
  const url = process.env[place.variable]?.trim();
  delete process.env[place.variable];
  if (url !== undefined && url !== '') return url;
  throw new TwinsealError(
    'SETTINGS_INVALID',
    `the variable ${place.variable}, which store.urlVariable names, is not set`,
  );
}
