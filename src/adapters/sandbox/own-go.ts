import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { runProcess } from '../process/process-run.ts';
import type { SandboxTools } from './tools.ts';

// What builds; the tests and documents of a Go installation are half of its files.
const PARTS = ['VERSION', 'go.env', 'bin', 'lib', 'pkg', 'src'] as const;

/**
 * Copies a Go installation for one side alone, sharing blocks with it where the file system can. Links are followed, so that
 * nothing of the copy is elsewhere.
 * @throws TwinsealError `DISK_FULL`, `BUILD_SANDBOX`, `ABORTED`, `BUILD_TIMEOUT`
 * @example await copyGo('/usr/local/go', '/private/side-a-1/go', tools, call)
 */
export async function copyGo(from: string, to: string, tools: SandboxTools, call: Call): Promise<void> {
  const { cp } = tools;
  if (cp === undefined) throw new TwinsealError('BUILD_SANDBOX', 'this machine has no cp (coreutils) to copy Go with');
  mkdirSync(to, { mode: 0o755 });
  const parts = PARTS.map((part) => join(from, part)).filter((part) => existsSync(part));
  const copy = (words: readonly string[]) =>
    runProcess({ argv: [cp, ...words, '--', ...parts, to], environment: {}, folder: '/' }, call);
  const shared = await copy(['-RLp', '--reflink=auto']);
  const run = shared.status === 0 || !/reflink/.test(shared.stderr) ? shared : await copy(['-RLp']);
  if (run.status === 0) return;
  const details = run.stderr.split('\n').slice(0, 10);
  throw /No space left|quota/i.test(run.stderr)
    ? new TwinsealError('DISK_FULL', 'a side could not be given its copy of Go: the disk is full', { details })
    : new TwinsealError('BUILD_SANDBOX', `a side could not be given its copy of the Go in ${from}`, { details });
}
