import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceFlags, ServiceSettings } from '../../records/service-settings.ts';
import { programOf } from '../program.ts';

/** Milliseconds before a worker that ended is followed by another, twice as long each time it ended soon. */
const PAUSE = { least: 500, most: 30_000 };
/** A worker that lived so long was well. */
const WELL = 60_000;
const STOPPING = 9_000;

/** A worker that is kept alive. */
export interface WorkerChild {
  /** Stops it, and starts none after it. @example await worker.stop() */
  stop(): Promise<void>;
}

/**
 * Whether `serve` looks after a worker of its own.
 * @example hasOwnWorker(settings) // true with SQLite, unless the settings say `worker: apart`
 */
export function hasOwnWorker({ seal, store }: ServiceSettings): boolean {
  return seal !== undefined && (seal.worker ?? (store.kind === 'sqlite' ? 'child' : 'apart')) === 'child';
}

/**
 * What a worker needs of our environment and we have taken out of it.
 * @param database - URL of the database; undefined with SQLite
 * @example keepWorker(flags, secretsOf(settings, password, database), report)
 */
export function secretsOf(
  { store }: Pick<ServiceSettings, 'store'>,
  password: string | undefined,
  database: string | undefined,
): Readonly<Record<string, string | undefined>> {
  const named = store.kind === 'postgres' && 'variable' in store.url ? { [store.url.variable]: database } : {};
  return { ...(password !== undefined && { COSIGN_PASSWORD: password }), ...named };
}

/**
 * Starts `twinseal worker` as a process of its own and another when it ends, until it is stopped. It ends when we do,
 * however that is, since its standard input ends then.
 * @param secrets - variables that have left our own environment: the password of the keys, the URL of the database
 * @param report - told of each end
 * @example const worker = keepWorker(flags, { COSIGN_PASSWORD: password }, (line) => session.err(line))
 */
export function keepWorker(
  flags: ServiceFlags,
  secrets: Readonly<Record<string, string | undefined>>,
  report: (line: string) => void,
): WorkerChild {
  const words = ['--disable-warning=ExperimentalWarning', programOf('cli'), 'worker', '--leashed'];
  if (flags.config !== undefined) words.push('--config', flags.config);
  if (flags.data !== undefined) words.push('--data', flags.data);
  const env = { ...process.env, ...secrets };
  const stop = new AbortController();
  let child: ChildProcess | undefined;
  const keep = async (): Promise<void> => {
    for (let pause = PAUSE.least; !stop.signal.aborted; ) {
      const started = Date.now();
      child = spawn(process.execPath, words, { env, stdio: ['pipe', 'ignore', 'inherit'] });
      child.stdin?.on('error', () => undefined);
      const how = await ended(child);
      if (stop.signal.aborted) return;
      pause = Date.now() - started > WELL ? PAUSE.least : Math.min(pause * 2, PAUSE.most);
      report(`the worker ended with ${how}; another is started in ${pause} ms\n`);
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  const kept = keep();
  return {
    async stop() {
      stop.abort();
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), STOPPING);
      await kept;
      clearTimeout(late);
    },
  };
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (status, signal) => resolve(String(status ?? signal)));
  });
}
