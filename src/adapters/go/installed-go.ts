import { Worker } from 'node:worker_threads';
import type { Call } from '../../ports/call.ts';
import type { InstalledGo } from '../../records/installed-go.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import type { InstalledGoAnswer } from './installed-go-worker.ts';

const CHECK_EVERY = 100;

/**
 * Hashes a Go installation, on a thread of its own. Nothing of it is kept for the next time: reading all takes less than a second,
 * and a memory of times and sizes could be fooled by whoever can change the files.
 * @param goroot - absolute, without links
 * @throws TwinsealError `BUILD_TOOLCHAIN` when it can't be read or has too many files, `ABORTED`, `TIMEOUT`
 * @example (await hashInstalledGo('/usr/local/go', call)).files.size
 */
export async function hashInstalledGo(goroot: string, call: Call): Promise<InstalledGo> {
  const stillWanted = (): void => checkCall(call, 'reading the Go installation');
  stillWanted();
  // The compiler rewrites imports, not URLs, so the extension is that of this very file.
  const file = import.meta.url.endsWith('.ts') ? './installed-go-worker.ts' : './installed-go-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    name: 'twinseal-go',
    workerData: goroot,
    execArgv: [],
    env: {},
  });
  let watch: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<InstalledGoAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => resolve({ failed: 'unreadable' }));
      watch = setInterval(() => {
        try {
          stillWanted();
        } catch (error) {
          reject(error);
        }
      }, CHECK_EVERY);
    });
    if ('installed' in answer) return answer.installed;
    throw new TwinsealError(
      'BUILD_TOOLCHAIN',
      answer.failed === 'too many'
        ? `${goroot} has more files than any Go: is it a Go installation?`
        : `${goroot} can not be read: the Go installation is not whole`,
    );
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
