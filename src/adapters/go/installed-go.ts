import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as yieldToLoop } from 'node:timers/promises';
import type { Call } from '../../ports/call.ts';
import type { InstalledGo } from '../../records/installed-go.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';

// Several times what any release of Go has.
const MAX_FILES = 100_000;
const MAX_DEPTH = 40;
const FOLDERS = ['bin', 'lib', 'pkg', 'src'];
const BREATHE_EVERY = 4 * 1024 * 1024;

/**
 * Hashes a Go installation. Nothing of it is kept for the next time: reading all takes less than a second, and a memory of
 * times and sizes could be fooled by whoever can change the files.
 * @param goroot - absolute, without links
 * @throws TwinsealError `BUILD_TOOLCHAIN` when it can't be read or has too many files, `ABORTED`, `TIMEOUT`
 * @example (await hashInstalledGo('/usr/local/go', call)).files.size
 */
export async function hashInstalledGo(goroot: string, call: Call): Promise<InstalledGo> {
  const files = new Map<string, string>();
  const irregular: string[] = [];
  let since = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || files.size + irregular.length > MAX_FILES)
      throw new TwinsealError('BUILD_TOOLCHAIN', `${goroot} has more files than any Go: is it a Go installation?`);
    for (const entry of readdirSync(join(goroot, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folder !== '' || FOLDERS.includes(entry.name)) await walk(path, depth + 1);
      } else if (entry.isFile()) {
        const bytes = readFileSync(join(goroot, path));
        files.set(path, hash('sha256', bytes, 'hex'));
        since += bytes.length;
        if (since > BREATHE_EVERY) {
          since = 0;
          await yieldToLoop();
          checkCall(call, 'reading the Go installation');
        }
      } else irregular.push(path);
    }
  };
  try {
    await walk('', 0);
    const goEnv = files.has('go.env') ? readFileSync(join(goroot, 'go.env'), 'utf8') : undefined;
    return { files, irregular, ...(goEnv === undefined ? {} : { goEnv }) };
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    throw new TwinsealError('BUILD_TOOLCHAIN', `${goroot} can not be read: the Go installation is not whole`, {
      cause,
    });
  }
}
