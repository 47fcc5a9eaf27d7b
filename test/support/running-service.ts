import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { withCompiled } from './twinseal-program.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const READY_WITHIN = 60_000;

/** `twinseal serve` as a process of its own. */
export interface RunningService {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to stderr so far. */
  log(): string;
  /** Sends a signal, whatever comes of it. */
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and gives the exit status, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/**
 * Starts the service on a port that the system picks, and waits until it says that it listens.
 * @param before - a command that ends by replacing itself with the service
 */
export async function startService(
  policies: string,
  /** Folder of its SQLite store; undefined leaves that to the settings. */
  data: string | undefined,
  listen = '127.0.0.1:0',
  more: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
  before: readonly string[] = [],
): Promise<RunningService> {
  const words = ['serve', '--listen', listen, '--policies', policies, ...more];
  if (data !== undefined) words.push('--data', data);
  const [program = bin, ...rest] = [...before, bin, ...words];
  const child = spawn(program, rest, { env: withCompiled(env), stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let log = '';
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (status, signal) => {
      process.off('exit', kill);
      resolve(status ?? signal);
    }),
  );
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the service was not ready:\n${log}`)), READY_WITHIN);
    const done = (): void => clearTimeout(timer);
    void ended.then((status) => reject(new Error(`the service ended with ${status}:\n${log}`))).finally(done);
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const found = /listening on (https?:\S+),/.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    signal: (name) => void child.kill(name),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
