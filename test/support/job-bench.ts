// A worker as a process, and what it needs: keys, settings, a folder; jobs are put into its queue.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../src/ports/call.ts';
import { isFinal, type Job, type JobRequest } from '../../src/records/job.ts';
import type { JobStores } from '../../src/wire/service/job-stores.ts';
import { openJobStores } from '../../src/wire/service/job-stores.ts';
import { readServiceSettings } from '../../src/wire/service/settings.ts';
import { makeKeys, type OperatorKeys, PASSWORD } from './sealed-hello.ts';
import { withCompiled } from './twinseal-program.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
export const anyCall = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });

/** A service's folder with its settings. */
export interface JobBench {
  readonly folder: string;
  readonly config: string;
  readonly data: string;
  readonly keys: OperatorKeys;
  readonly env: NodeJS.ProcessEnv;
  readonly stores: JobStores;
  /** Puts a job into the queue. */
  submit(request: JobRequest, caller?: string): Promise<Job>;
  /** Waits until nothing will happen to it any more. */
  ended(id: string, patience?: number): Promise<Job>;
  /** Starts `twinseal worker`; `around` is a program that runs it, with its first arguments. */
  worker(env?: NodeJS.ProcessEnv, around?: readonly string[]): RunningWorker;
  remove(): Promise<void>;
}

/** A worker that runs. */
export interface RunningWorker {
  readonly child: ChildProcess;
  log(): string;
  /** Sends a signal and gives the status, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** @param more - lines of `seal:` in the settings */
export async function jobBench(registry: string, more: readonly string[] = []): Promise<JobBench> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-service-'));
  const [data, home, temporary] = ['data', 'home', 'tmp'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [home, temporary, join(folder, 'policies')]) mkdirSync(each, { recursive: true });
  // A service wants one policy at least; it is no part of a job.
  copyFileSync(join(import.meta.dirname, '../../policies/signature-only.yaml'), join(folder, 'policies', 'any.yaml'));
  const keys = await makeKeys(join(folder, 'keys'));
  copyFileSync(keys.cosignPub, join(folder, 'policies', 'cosign.pub'));
  const config = join(folder, 'service.yaml');
  const lines = [
    'apiVersion: twinseal.dev/v1',
    'store: {kind: sqlite, folder: data}',
    'policies: policies',
    `privateRegistries: ["${registry}"]`,
    'seal:',
    '  cosignKey: keys/cosign.key',
    '  notationKey: keys/notation.key',
    '  notationCertificate: keys/notation.crt',
    '  notationFormat: cose',
    '  notationExpiry: 30d',
    `  repositories: ["${registry}/**"]`,
    ...more.map((line) => `  ${line}`),
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const own = { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, GOSUMDB: 'off', COSIGN_PASSWORD: PASSWORD };
  const env = withCompiled(own);
  const settings = await readServiceSettings({ config, privateRegistries: [] }, anyCall());
  const stores = await openJobStores(settings, undefined, anyCall());
  const running: RunningWorker[] = [];
  const bench: JobBench = {
    folder,
    config,
    data,
    keys,
    env,
    stores,
    submit: (request, caller = 'ci') =>
      stores.queue.submit({ id: crypto.randomUUID(), request, caller: { name: caller, by: 'api-key' } }, anyCall()),
    async ended(id, patience = 300_000) {
      for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
        const job = await stores.queue.get(id, anyCall());
        if (job !== undefined && isFinal(job.state)) return job;
      }
      throw new Error(`the job did not end:\n${running.map((each) => each.log()).join('\n')}`);
    },
    worker(other = env, around = []) {
      const [program = bin, ...words] = [...around, bin, 'worker', '--config', config];
      const child = spawn(program, words, { env: other, stdio: ['ignore', 'ignore', 'pipe'] });
      let log = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
      const ended = new Promise<number | string | null>((resolve) =>
        child.once('exit', (status, signal) => resolve(status ?? signal)),
      );
      const worker: RunningWorker = {
        child,
        log: () => log,
        stop(signal = 'SIGTERM') {
          child.kill(signal);
          return ended;
        },
      };
      running.push(worker);
      return worker;
    },
    async remove() {
      await Promise.all(running.map((each) => each.stop('SIGKILL')));
      await stores.queue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** Sends a folder as an archive of the caller `ci`. @returns its digest */
export async function uploadFolder(bench: JobBench, folder: string): Promise<string> {
  const bytes = execFileSync('tar', ['-C', folder, '-cz', '.'], { maxBuffer: 64 * 1024 * 1024 });
  const stream = async function* () {
    yield bytes;
  };
  return (await bench.stores.archives.take('ci', stream(), anyCall())).digest;
}
