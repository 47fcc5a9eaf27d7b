import { spawn } from 'node:child_process';

/** How a program is run; nothing is inherited. */
export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds until it is killed; ten minutes unless given. */
  readonly timeout?: number;
  /** The status that it is to end with; 0 unless given. */
  readonly status?: number;
}

/** A run that ended with the status that was asked for. */
export interface TimedRun {
  /** Wall time from before the start to the end of the process, in milliseconds. */
  readonly took: number;
  readonly stdout: string;
}

const KEPT = 256 * 1024;

/**
 * Runs a program by its argument array and times it as a whole process.
 *
 * @throws Error when it does not start, is killed by the timeout, or ends with another status than it should: a program that
 *   fails quickly must not win
 * @example (await timedRun([node, '-e', '0'], { cwd: '/', env: {} })).took // 21.3
 */
export function timedRun(argv: readonly string[], options: RunOptions): Promise<TimedRun> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    const started = performance.now();
    const child = spawn(program, rest, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeout ?? 600_000,
      killSignal: 'SIGKILL',
    });
    child.once('error', reject);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out.length < KEPT) out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-2000);
    });
    let took = 0;
    // `exit` is the end of the process; `close` only follows when whatever it started has closed the pipes too.
    child.once('exit', () => {
      took = performance.now() - started;
    });
    child.once('close', (status, signal) => {
      if (status === (options.status ?? 0)) resolve({ took, stdout: out });
      else reject(new Error(`${argv.join(' ')} ended with ${signal ?? status}: ${(err || out).trim().slice(-1000)}`));
    });
  });
}
