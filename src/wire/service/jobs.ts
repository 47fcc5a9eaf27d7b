import { setTimeout as sleep } from 'node:timers/promises';
import { systemRandom } from '../../adapters/random.ts';
import type { Routes } from '../../doors/http/context.ts';
import { type JobsService, jobRoutes } from '../../doors/http/jobs.ts';
import { type SourcesService, sourceRoutes } from '../../doors/http/sources.ts';
import { withoutSealRoutes } from '../../doors/http/without-seal.ts';
import type { AnsweredRequests } from '../../ports/answered-requests.ts';
import type { Call } from '../../ports/call.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { isFinal, type JobEvent } from '../../records/job.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { submitJob } from '../../roads/submit-job.ts';
import { watchJobs } from './job-gauge.ts';
import { type JobLedger, noteJob } from './job-note.ts';
import { type JobStores, openJobStores } from './job-stores.ts';

/** Milliseconds between looks for new events. */
const LOOKING = 250;
/** Milliseconds without an event after which a listener is told that we are still there. */
const BEAT = 15_000;

/** The routes of builds and seals with what has to be closed behind them. */
export interface JobDoors {
  readonly routes: readonly Routes[];
  /** @example await doors.close() */
  close(): Promise<void>;
}

/** Where answers and ends of jobs are kept. */
interface JobKeeping {
  readonly answered: AnsweredRequests;
  readonly ledger: JobLedger;
}

/**
 * Opens what builds and seals need; where the settings have no `seal`, the routes say so.
 * @param url - of the database; undefined with SQLite
 * @throws TwinsealError `STORE_FAILED`, `SETTINGS_INVALID`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const jobs = await openJobDoors(settings, store, telemetry, url, call)
 */
export async function openJobDoors(
  settings: ServiceSettings,
  store: JobKeeping,
  telemetry: Telemetry,
  url: string | undefined,
  call: Call,
): Promise<JobDoors> {
  const { seal } = settings;
  if (seal === undefined) return { routes: [withoutSealRoutes()], close: async () => {} };
  const stores = await openJobStores(settings, url, call);
  const service = jobsService(seal, stores, store);
  const unwatch = watchJobs(stores.queue, telemetry);
  return {
    routes: [sourceRoutes(service), jobRoutes(service)],
    async close() {
      unwatch();
      await stores.queue.close();
    },
  };
}

/** The service behind the routes. @example jobRoutes(jobsService(seal, stores, store)) */
export function jobsService(
  seal: NonNullable<ServiceSettings['seal']>,
  { queue, archives }: Pick<JobStores, 'queue' | 'archives'>,
  { answered, ledger }: JobKeeping,
): JobsService & SourcesService {
  const ports = { queue, archives, answered, random: systemRandom, settings: seal };
  return {
    takeSource: ({ name }, stream, call) => archives.take(name, stream, call),
    submit: (request, caller, key, call) => submitJob(request, caller, key, ports, call),
    job: (id, call) => queue.get(id, call),
    jobs: (caller, before, limit, call) => queue.list(caller, before, limit, call),
    async cancel(id, by, call) {
      const state = await queue.cancel(id, call, by);
      const job = state === 'cancelled' ? await queue.get(id, call) : undefined;
      if (job === undefined) return;
      // Nobody works at it who would note it. Asked again, it is noted again, which changes nothing once it is there.
      await noteJob(ledger, job, { state: 'cancelled' }, call);
      await queue.noted(id, call);
    },
    events: (id, after, call) => queue.events(id, after, call),
    follow: (id, after, call) => follow(queue, id, after, call),
  };
}

async function* follow(
  queue: JobStores['queue'],
  id: string,
  after: number,
  call: Call,
): AsyncGenerator<JobEvent | undefined> {
  let last = after;
  for (let quiet = 0; !call.signal.aborted; quiet += LOOKING) {
    // The state before the events: a job that is final now has no later ones.
    const job = await queue.get(id, call);
    const events = await queue.events(id, last, call);
    for (const event of events) {
      last = event.sequence;
      quiet = 0;
      yield event;
    }
    if (events.length > 0) continue;
    if (job === undefined || isFinal(job.state)) return;
    if (quiet >= BEAT) {
      quiet = 0;
      yield undefined;
    }
    await sleep(LOOKING, undefined, { signal: call.signal }).catch(() => undefined);
  }
}
