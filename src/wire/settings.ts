import { dirname, join, resolve } from 'node:path';
import { readInputFile } from '../adapters/input-file.ts';
import type { Call } from '../ports/call.ts';
import type { Settings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../seal/settings/parse-settings.ts';

const MAX_SETTINGS = 256 * 1024;

/**
 * The settings of `file`; without it those of `folder`/twinseal.yaml, which need not be there.
 * @throws TwinsealError `INPUT_UNREADABLE`, `SETTINGS_INVALID`, `PLATFORM_UNKNOWN`
 * @example (await readSettings('./app', undefined, call)).platforms // ['linux/amd64', 'linux/arm64']
 */
export async function readSettings(folder: string, file: string | undefined, call: Call): Promise<Settings> {
  const path = file ?? join(folder, 'twinseal.yaml');
  try {
    return besideFile(await parseSettings(await readInputFile(path, MAX_SETTINGS, call), path), path);
  } catch (error) {
    const absent = error instanceof TwinsealError && isAbsent(error.cause);
    if (file === undefined && absent) return DEFAULT_SETTINGS;
    throw error;
  }
}

/** A base layout is meant relative to the file that names it; a flag would be relative to the working folder. */
function besideFile(settings: Settings, path: string): Settings {
  const { base } = settings.image;
  if (base === DEFAULT_SETTINGS.image.base) return settings;
  return { ...settings, image: { ...settings.image, base: resolve(dirname(path), base) } };
}

function isAbsent(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}
