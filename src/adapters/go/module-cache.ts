import { join } from 'node:path';
import type { ModuleVersion } from '../../formats/gobuild/module-version.ts';
import { escapedName } from '../../formats/sumdb/escaped-name.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { runProcess } from '../process/process-run.ts';
import { moduleEnvironment, type UserEnvironment } from './module-environment.ts';

/**
 * Where Go's module cache has the zip of a module, when it has it.
 * @param modCache - as {@link moduleCache} gives it
 * @throws FormatError (`module`) for what can't be a module that is fetched
 * @example cachedZip('/home/user/go/pkg/mod', { path: 'a.b/c', version: 'v1.0.0' })
 * @see Go modules reference, "Module cache"
 */
export function cachedZip(modCache: string, { path, version }: ModuleVersion): string {
  const [escapedPath = '', escapedVersion = ''] = escapedName(path, version).split('@');
  return join(modCache, 'cache/download', escapedPath, '@v', `${escapedVersion}.zip`);
}

/**
 * The folder of Go's module cache, asked of Go itself, since a file of the user's settings may name it.
 * @returns undefined when Go does not tell
 * @throws TwinsealError `ABORTED`, `BUILD_TIMEOUT`
 * @example await moduleCache('/usr/local/go', process.env, call)
 */
export async function moduleCache(
  goroot: string,
  environment: UserEnvironment,
  call: Call,
): Promise<string | undefined> {
  const given = { ...moduleEnvironment(environment), GOTOOLCHAIN: 'local', GOWORK: 'off', GOTELEMETRY: 'off' };
  try {
    const argv = [join(goroot, 'bin/go'), 'env', 'GOMODCACHE'] as const;
    const run = await runProcess({ argv: [...argv], environment: given, folder: '/' }, call);
    const path = run.stdout.trim();
    return run.status === 0 && path.startsWith('/') ? path : undefined;
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'BUILD_SANDBOX') return undefined;
    throw error;
  }
}
