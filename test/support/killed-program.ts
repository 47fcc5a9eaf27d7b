// Starts bin/twinseal and stops it at a chosen moment; tells what of it still runs.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');

export interface Killed {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the moment came before the program had ended. */
  readonly reached: boolean;
}

/**
 * Runs the program and sends `signal` once `moment` has come.
 * @param moment - text of a line of progress, or a promise; then `delay` milliseconds pass
 */
export async function killAt(
  words: readonly string[],
  around: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  signal: NodeJS.Signals,
  moment: string | Promise<unknown>,
  delay: number,
): Promise<Killed> {
  const child = spawn(bin, words, { ...around, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, reached, armed] = ['', '', false, false];
  const strike = async (): Promise<void> => {
    if (armed) return;
    armed = true;
    await sleep(delay);
    reached = child.exitCode === null && child.kill(signal);
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    if (typeof moment === 'string' && stderr.includes(moment)) void strike();
  });
  if (typeof moment !== 'string') void moment.then(strike);
  // Not `close`: what survives us would hold the pipes, and this test is about that.
  const [status, by] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('exit', (code, how) => resolve([code, how])),
  );
  child.stdout.destroy();
  child.stderr.destroy();
  return { status, signal: by, stdout, stderr, reached };
}

/** Processes (but this one) that work below a folder: by command line, working folder, or a mount of it. */
export function processesBelow(folder: string): readonly string[] {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid))
    .flatMap((pid) => {
      const read = (what: () => string): string => {
        try {
          return what();
        } catch {
          return '';
        }
      };
      const command = read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
      const seen = [
        command,
        read(() => readlinkSync(`/proc/${pid}/cwd`)),
        read(() => readFileSync(`/proc/${pid}/mountinfo`, 'utf8')),
      ];
      return seen.some((text) => text.includes(name)) ? [`${pid} ${command}`] : [];
    });
}

/** Waits until nothing works below the folder any more. @returns what still does after `patience` milliseconds */
export async function survivors(folder: string, patience = 20_000): Promise<readonly string[]> {
  const end = Date.now() + patience;
  for (;;) {
    const left = processesBelow(folder);
    if (left.length === 0 || Date.now() > end) return left;
    await sleep(20);
  }
}
