// One seal by `twinseal serve` and its worker, one of whose processes is killed at a chosen moment.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal, type Job } from '../../src/records/job.ts';
import { anyCall, type JobBench } from './job-bench.ts';
import { type RunningService, startService } from './running-service.ts';

/** Two cold builds take seconds on an idle machine, and a minute where other suites run beside them. */
const PATIENCE = 300_000;

/** Which process dies. */
export type Victim = 'worker' | 'signer' | 'serve';

export interface KilledSeal {
  readonly job: Job;
  /** Whether the process was there to be killed before the job had ended. */
  readonly struck: boolean;
  readonly log: string;
}

/**
 * Seals an archive and kills `victim` once an event of the job begins with `moment`, `delay` milliseconds later; a killed
 * service is started again.
 */
export async function sealAndKill(
  bench: JobBench,
  request: { readonly archive: string; readonly push: string },
  victim: Victim,
  moment: string,
  delay: number,
): Promise<KilledSeal> {
  const start = () =>
    startService(join(bench.folder, 'policies'), bench.data, '127.0.0.1:0', ['--config', bench.config], bench.env);
  const services: RunningService[] = [await start()];
  try {
    const { archive, push } = request;
    const { id } = await bench.submit({ kind: 'seal', source: { archive }, platforms: ['linux/amd64'], push });
    await until(`${moment} of job ${id}`, async () => {
      const events = await bench.stores.queue.events(id, 0, anyCall());
      return events.some(({ text }) => text.startsWith(moment)) || ended(await bench.stores.queue.get(id, anyCall()));
    });
    await sleep(delay);
    const before = await bench.stores.queue.get(id, anyCall());
    const struck = before !== undefined && !isFinal(before.state) && (await strike(victim, services[0]));
    if (victim === 'serve') services.push(await start());
    const job = await bench.ended(id, PATIENCE);
    return { job, struck, log: services.map((each) => each.log()).join('') };
  } finally {
    await services.at(-1)?.stop();
  }
}

async function strike(victim: Victim, service: RunningService | undefined): Promise<boolean> {
  if (victim === 'serve') return (await service?.stop('SIGKILL')) === 'SIGKILL';
  const worker = Number(/worker (\d+) is waiting/.exec(service?.log() ?? '')?.[1]);
  const pid = victim === 'worker' ? worker : childOf(worker, 'wire/signer');
  assert.ok(pid !== undefined && pid > 1, `there is no ${victim}`);
  return process.kill(pid, 'SIGKILL');
}

/** A child process by a part of its command line. */
export function childOf(parent: number, command: string): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const itsParent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (itsParent === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command)) return Number(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined;
}

const ended = (job: Job | undefined): boolean => job !== undefined && isFinal(job.state);

async function until(what: string, came: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(25)) if (await came()) return;
  throw new Error(`it did not come within ${PATIENCE / 1_000} s: ${what}`);
}

/** What is attached to an image in a registry without the referrers API, by type, from its fallback tag. */
export async function attachedTo(host: string, repository: string, digest: string): Promise<readonly string[]> {
  const response = await fetch(`http://${host}/v2/${repository}/manifests/${digest.replace(':', '-')}`, {
    headers: { accept: 'application/vnd.oci.image.index.v1+json' },
  });
  if (response.status === 404) return [];
  const { manifests } = (await response.json()) as { manifests: { artifactType: string; digest: string }[] };
  return manifests.map(({ artifactType }) => artifactType).toSorted();
}

/** The digest behind a tag; undefined when there is none. */
export async function taggedIn(host: string, repository: string, tag: string): Promise<string | undefined> {
  const response = await fetch(`http://${host}/v2/${repository}/manifests/${tag}`, {
    headers: { accept: 'application/vnd.oci.image.index.v1+json' },
  });
  return response.status === 200 ? (response.headers.get('docker-content-digest') ?? undefined) : undefined;
}
