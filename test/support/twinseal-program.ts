import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** How the program ended: `status` is its exit code, null when a signal ended it. */
export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  /** The environment but for where compiled code is kept, so that not each home compiles anew; the caller's unless given. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another Node.js than the pinned one, by path. */
  readonly node?: string;
  /** What stands on its stdin; nothing unless given. */
  readonly input?: Uint8Array | string;
}

/**
 * An environment, with where compiled code is kept: without it a program in a new home compiles all its sources anew, and one that is
 * killed keeps nothing for the next.
 */
export function withCompiled(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env;
  return { ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }), ...env };
}

/**
 * Runs `bin/twinseal` to its end as a user does; any status is an answer.
 *
 * @example const { status, stdout } = await twinseal(['validate', 'app.oci'], { cwd: folder })
 */
export function twinseal(words: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const { node, input, env, ...rest } = options;
  const [command, ...args] =
    node === undefined
      ? [join(root, 'bin', 'twinseal')]
      : [node, '--disable-warning=ExperimentalWarning', join(root, 'src', 'wire', 'cli.ts')];
  return new Promise((resolve, reject) => {
    const around = { ...rest, ...(env !== undefined && { env: withCompiled(env) }) };
    const child = spawn(command, [...args, ...words], { ...around, stdio: ['pipe', 'pipe', 'pipe'] });
    // A program that does not read to the end is no fault of the test.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
