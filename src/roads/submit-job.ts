import { formatRepositoryName } from '../formats/reference.ts';
import { matchesRepository } from '../formats/registry-port.ts';
import type { AnsweredRequests } from '../ports/answered-requests.ts';
import type { Call } from '../ports/call.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Random } from '../ports/random.ts';
import type { SourceArchives } from '../ports/source-archives.ts';
import { type Caller, callerRecord } from '../records/caller.ts';
import type { Job, JobRequest } from '../records/job.ts';
import type { ServiceSettings } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { answerOnce } from './answer-once.ts';
import { imageReference } from './image-reference.ts';

/** Jobs of one caller that may wait or run. */
const MOST_UNDER_WAY = 20;

/** What taking a job needs of the world. */
export interface SubmitPorts {
  readonly queue: JobQueue;
  readonly archives: Pick<SourceArchives, 'renew'>;
  readonly answered: AnsweredRequests;
  readonly random: Random;
  readonly settings: NonNullable<ServiceSettings['seal']>;
}

/**
 * Takes a job: what it asks for must be allowed, its source there, and its caller not have too many. A request that was sent
 * twice with one `Idempotency-Key` makes one job.
 * @throws TwinsealError `REFERENCE_INVALID`, `FORBIDDEN`, `SOURCE_UNKNOWN`, `OVERLOADED`, `STORE_FAILED`,
 *   `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_IN_FLIGHT`, `IDEMPOTENCY_KEY_REUSED`
 * @example await submitJob(request, caller, key, ports, call)
 */
export async function submitJob(
  request: JobRequest,
  caller: Caller,
  key: string | undefined,
  ports: SubmitPorts,
  call: Call,
): Promise<Job> {
  if (key === undefined) return await submitNow(request, caller, ports, call);
  const answering = {
    async anew() {
      const job = await submitNow(request, caller, ports, call);
      return { id: job.id, value: job };
    },
    async again(id: string) {
      const job = await ports.queue.get(id, call);
      if (job !== undefined) return job;
      throw new TwinsealError('STORE_FAILED', 'the job of this Idempotency-Key is not in the queue');
    },
  };
  const keyed = { key, caller, route: `POST /${request.kind}s`, payload: request };
  return await answerOnce(keyed, answering, ports.answered, call);
}

async function submitNow(request: JobRequest, caller: Caller, ports: SubmitPorts, call: Call): Promise<Job> {
  const { source, push } = request;
  const { gitFolders, repositories } = ports.settings;
  if (push !== undefined) refuseForeign(push, repositories);
  if ('git' in source && !gitFolders.includes(source.git))
    throw new TwinsealError(
      'SOURCE_UNKNOWN',
      'the service reads no such git folder: name one of its settings (seal.gitFolders)',
    );
  if ('archive' in source && !(await ports.archives.renew(caller.name, source.archive)))
    throw new TwinsealError(
      'SOURCE_UNKNOWN',
      'the service has no such source archive of this caller: send it to POST /sources',
    );
  if ((await ports.queue.underWay(caller.name, call)) >= MOST_UNDER_WAY)
    throw new TwinsealError('OVERLOADED', `${MOST_UNDER_WAY} jobs of this caller wait or run; try again later`);
  return await ports.queue.submit({ id: ports.random.uuid(), request, caller: callerRecord(caller) }, call);
}

function refuseForeign(push: string, repositories: readonly string[]): void {
  const reference = imageReference(push);
  if (reference.digest !== undefined || reference.tag === undefined)
    throw new TwinsealError(
      'REFERENCE_INVALID',
      'push names a repository and a tag: registry.example.com/team/app:v1.2.3',
    );
  const name = formatRepositoryName(reference);
  if (!repositories.some((glob) => matchesRepository(glob, name)))
    throw new TwinsealError(
      'FORBIDDEN',
      'the service pushes to no such repository: its settings say which (seal.repositories)',
    );
}
