import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDistribution } from '../test/interop/registry.ts';
import type { Bench } from './claim.ts';
import { plainEnvironment } from './environment.ts';
import type { Load, LoadSeen } from './load.ts';
import { tinyModule } from './modules.ts';
import { packagedTwinseal, pinnedNode } from './programs.ts';
import { timedRun } from './timed-run.ts';

const PASSWORD = { COSIGN_PASSWORD: 'bench' };

/** A registry with a sealed image, and what a service needs to judge it. */
export interface ServiceGround {
  /** `127.0.0.1:PORT/tiny:bench` */
  readonly image: string;
  readonly publicKey: string;
  readonly policies: string;
  /** Twinseal as a user has it. */
  readonly twinseal: string;
  readonly home: string;
  /** Settings of the service, beside those of its command line. */
  readonly config?: string;
  stop(): Promise<void>;
}

/** A service that runs. */
export interface BenchService {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from before its start until it answered /readyz. */
  readonly ready: number;
  stop(): Promise<void>;
}

/**
 * Seals a tiny program for two platforms, pushes it to a registry on loopback, and writes a policy of one cosign key and the twin
 * proof.
 * @example const ground = await serviceGround(bench, 'service-warm')
 */
export async function serviceGround(bench: Bench, name: string): Promise<ServiceGround> {
  const twinseal = await packagedTwinseal(bench);
  const registry = await startDistribution();
  try {
    const home = join(bench.scratch, name);
    const policies = join(home, 'policies');
    await mkdir(policies, { recursive: true });
    const options = { cwd: home, env: plainEnvironment(home, PASSWORD) };
    const module = await tinyModule(join(home, 'tiny'));
    const image = `${registry.host}/tiny:bench`;
    await timedRun([twinseal, 'keys', 'generate', 'cosign'], options);
    bench.say('sealing a tiny program');
    const platforms = ['--platform', 'linux/amd64,linux/arm64'];
    await timedRun(
      [twinseal, 'seal', module.folder, ...platforms, '--layout', 'tiny.oci', '--cosign-key', 'cosign.key'],
      options,
    );
    await timedRun([twinseal, 'push', 'tiny.oci', image], options);
    const publicKey = join(home, 'cosign.pub');
    await writeFile(join(policies, 'release.yaml'), policyOf((await readFile(publicKey, 'utf8')).trim()));
    return { image, publicKey, policies, twinseal, home, stop: registry.stop };
  } catch (error) {
    await registry.stop();
    throw error;
  }
}

/** A policy of one cosign key and the twin proof. @example policyOf(pem).includes('twinBuild') */
export function policyOf(pem: string): string {
  return `apiVersion: twinseal.dev/v1
kind: Policy
trust:
  - name: release
    cosign:
      key: |
        ${pem.split('\n').join('\n        ')}
require:
  signatures: [{ by: release }]
  twinBuild: { by: [release] }
`;
}

/**
 * Starts `twinseal serve` with a data folder of its own.
 * @param core - the only processor that it may use, with all its threads; undefined for any
 * @param node - options for Node.js, for a profile
 * @example const service = await startBenchService(ground, 'warm', 0)
 */
export async function startBenchService(
  { twinseal, policies, home, config }: ServiceGround,
  name: string,
  core?: number,
  node = '',
): Promise<BenchService> {
  const data = join(home, `data-${name}`);
  const more = config === undefined ? [] : ['--config', config];
  const serve = [twinseal, 'serve', '--listen', '127.0.0.1:0', '--policies', policies, '--data', data, ...more];
  const [program = '', ...words] = core === undefined ? serve : ['taskset', '-c', String(core), ...serve];
  const env = plainEnvironment(home, { COSIGN_PASSWORD: '', ...(node !== '' && { NODE_OPTIONS: node }) });
  const began = performance.now();
  // Into a file, which costs what it costs a service: a pipe would wake this process for each answer, on a machine of two cores.
  const log = join(home, `log-${name}`);
  const file = openSync(log, 'w');
  const child = spawn(program, words, { cwd: home, env, stdio: ['ignore', 'ignore', file] });
  closeSync(file);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      process.off('exit', kill);
      resolve();
    }),
  );
  const end = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (status) =>
      reject(new Error(`the service ended with ${status}: ${readFileSync(log, 'utf8').slice(-1000)}`)),
    );
  });
  end.catch(() => undefined);
  const url = await Promise.race([end, listening(log, () => child.exitCode === null && child.signalCode === null)]);
  const answer = await fetch(`${url}/readyz`);
  if (answer.status !== 200) throw new Error(`/readyz answers ${answer.status}`);
  const ready = performance.now() - began;
  return {
    url,
    // Every program on the way replaces itself: the child is the service.
    pid: child.pid ?? 0,
    ready,
    async stop() {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Milliseconds between two looks at a log. */
const LOOK = 2;

/** The address that a service has written to its log; never, when it ends before. */
async function listening(log: string, lives: () => boolean): Promise<string> {
  while (lives()) {
    const found = /listening on (http:\S+),/.exec(await readFile(log, 'utf8'))?.[1];
    if (found !== undefined) return found;
    await sleep(LOOK);
  }
  return await new Promise(() => {});
}

/**
 * Loads a service from a process of its own.
 * @param core - the only processor that the load may use
 * @example (await load({ url, bodies, connections: 32, requests: 10_000 }, home, 1)).p99
 */
export async function load(what: Load, home: string, core?: number): Promise<LoadSeen> {
  const node = [pinnedNode(), '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'load.ts')];
  const argv = [...(core === undefined ? [] : ['taskset', '-c', String(core)]), ...node, JSON.stringify(what)];
  const { stdout } = await timedRun(argv, { cwd: home, env: plainEnvironment(home), timeout: 3_600_000 });
  return JSON.parse(stdout) as LoadSeen;
}

/** Milliseconds of processor time that a process has used, all its threads and the kernel's work for it together. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // proc(5): utime and stime, in clock ticks, of which Linux counts 100 a second on every machine.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Megabytes (10^6) of memory that a process holds. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}
