import { join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';
import type { UserEnvironment } from '../go/module-environment.ts';
import { readInputFile } from '../input-file.ts';
import { SumdbFault } from './sumdb-fault.ts';

const MAX_FILE = 1024 * 1024;

/**
 * A setting that the user kept with `go env -w`, read without asking Go: a Go that was tampered with would name a checksum
 * database that vouches for it.
 * @param environment - the user's, by name: GOENV names the file, else it lies in the user's folder of settings
 * @returns undefined when nothing is kept
 * @throws SumdbFault `unreachable` when the file is there and can't be read; TwinsealError `ABORTED`, `TIMEOUT`
 * @example await keptSetting(process.env, 'GOSUMDB', call)
 * @see cmd/go/internal/cfg.EnvFile, readEnvFile; os.UserConfigDir
 */
export async function keptSetting(environment: UserEnvironment, name: string, call: Call): Promise<string | undefined> {
  const path = fileOf(environment);
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = new TextDecoder().decode(await readInputFile(path, MAX_FILE, call));
  } catch (error) {
    if (!(error instanceof TwinsealError) || ['ABORTED', 'TIMEOUT'].includes(error.code)) throw error;
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error.cause))) return undefined;
    throw new SumdbFault('unreachable', `what \`go env -w\` kept could not be read: ${error.message}`, error);
  }
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}=`));
  // Of two lines Go takes the later one.
  return (
    lines
      .at(-1)
      ?.slice(name.length + 1)
      .trimEnd() || undefined
  );
}

function fileOf({ GOENV: given, XDG_CONFIG_HOME: settings, HOME: home }: UserEnvironment): string | undefined {
  if (given === 'off') return undefined;
  if (given) return given.startsWith('/') ? given : undefined;
  if (settings) return settings.startsWith('/') ? join(settings, 'go/env') : undefined;
  if (!home?.startsWith('/')) return undefined;
  return process.platform === 'darwin'
    ? join(home, 'Library/Application Support/go/env')
    : join(home, '.config/go/env');
}
