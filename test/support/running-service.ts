import { spawn } from 'node:child_process';
import { join } from 'node:path';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const READY_WITHIN = 15_000;

/** `twinseal serve` as a process of its own. */
export interface RunningService {
  readonly url: string;
  /** What it wrote to stderr so far. */
  log(): string;
  /** Sends the signal and gives the exit status, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** Starts the service on a port that the system picks, and waits until it says that it listens. */
export async function startService(
  policies: string,
  data: string,
  listen = '127.0.0.1:0',
  more: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningService> {
  const words = ['serve', '--listen', listen, '--policies', policies, '--data', data, ...more];
  const child = spawn(bin, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
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
      const found = /listening on (http:\S+),/.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    log: () => log,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
