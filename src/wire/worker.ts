/** The process behind `twinseal worker`: takes jobs one by one from the queue, with a signer process beside it. */
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { callerGuard } from '../adapters/registry/guarded-transport.ts';
import { startSigner } from '../adapters/signer/signer-client.ts';
import { openSqliteServiceStore } from '../adapters/store/sqlite-store.ts';
import { workspaces } from '../adapters/workspace.ts';
import type { Session } from '../doors/cli/command.ts';
import { isLoopbackRegistry } from '../formats/reference.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import type { ServiceFlags, ServiceSettings } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { userPlaces } from './places.ts';
import { programOf } from './program.ts';
import { attempt } from './service/job-attempt.ts';
import { noteJob } from './service/job-note.ts';
import { openJobStores } from './service/job-stores.ts';
import { workAt } from './service/job-work.ts';
import { readServiceSettings } from './service/settings.ts';

const STARTING = 30_000;
/** Milliseconds between looks for a job. */
const IDLE = 400;
/** Milliseconds between removals of what nobody needs any more. */
const SWEEP = 3_600_000;
/** What has been done is noted whatever comes. */
const NEVER = new AbortController().signal;

/**
 * Works until the session is stopped; a job under way is given back then. It ends with an error when its signer has ended:
 * the password is not kept here, so another signer needs another worker.
 * @throws TwinsealError `SETTINGS_INVALID`, `KEY_UNREADABLE`, `KEY_PASSWORD`, `SIGNER_FAILED`, `STORE_FAILED`
 * @example await work({ config: 'service.yaml', privateRegistries: [] }, session)
 */
export async function work(flags: ServiceFlags, session: Session): Promise<void> {
  // Taken at once, so that no child process can inherit it.
  const password = process.env.COSIGN_PASSWORD;
  delete process.env.COSIGN_PASSWORD;
  const { signal } = session.call;
  const starting = { signal, deadline: Date.now() + STARTING };
  const settings = await readServiceSettings(flags, starting);
  const { seal } = settings;
  if (seal === undefined)
    throw new TwinsealError('SETTINGS_INVALID', 'the settings have no `seal`, so there is nothing for a worker to do');
  const named = keysOf(seal);
  // Before any build: nothing of a source has run in the life of this worker when its keys are opened.
  const signer =
    named === undefined
      ? undefined
      : await startSigner({ program: programOf('signer'), keys: named, password }, starting);
  const { queue, archives, sealed } = await openJobStores(settings, starting);
  const store = await openSqliteServiceStore(dataOf(settings), { log: settings.log }, starting);
  const { folder, remove } = await workspaces().create('worker');
  const { host } = settings.listen;
  const loopback = isLoopbackRegistry(host.includes(':') ? `[${host}]` : host);
  const places = userPlaces({ guard: callerGuard({ allowed: settings.privateRegistries, loopback }) });
  const gone = new AbortController();
  void signer?.ended.then(() => gone.abort());
  const stopping = AbortSignal.any([signal, gone.signal]);
  const means = {
    seal,
    folder,
    archives,
    sealed,
    places,
    version: await session.version(),
    ...(signer !== undefined && named !== undefined && { signing: { keys: signer.keys, named } }),
  };
  if (!session.quiet) session.err(`worker ${process.pid} is waiting for jobs\n`);
  try {
    for (let swept = 0; !stopping.aborted; ) {
      if (Date.now() - swept > SWEEP) {
        swept = Date.now();
        await Promise.all([archives.sweep(), sealed.sweep()]);
      }
      const leased = await queue.lease(`worker-${process.pid}`, { signal, deadline: Date.now() + STARTING });
      if (leased === undefined) {
        await sleep(IDLE, undefined, { signal: stopping }).catch(() => undefined);
        continue;
      }
      const { id } = leased.job;
      const outcome = await attempt(
        leased,
        (held, call, progress) => workAt(leased.job, means, held, call, progress),
        stopping,
        (end) => noteJob(store.ledger, leased.job, end, { signal: NEVER, deadline: Date.now() + STARTING }),
        [folder, join(resolve(seal.folder ?? dataOf(settings)), 'sealed')],
      );
      if (outcome !== 'given-back' && outcome !== 'lost') await sealed.remove(id);
      if (!session.quiet) session.err(`job ${id}: ${outcome}\n`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await queue.close();
    await store.close();
    await places.close();
    await remove();
    await signer?.stop();
  }
  if (gone.signal.aborted && !signal.aborted)
    throw new TwinsealError('SIGNER_FAILED', 'the process that holds the keys has ended: start the worker again');
}

function dataOf({ store }: ServiceSettings): string {
  if (store.kind === 'sqlite') return resolve(store.folder);
  throw new TwinsealError('SETTINGS_INVALID', 'jobs are kept in SQLite only: set store.kind to sqlite');
}

function keysOf({
  cosignKey,
  notationKey,
  notationCertificate,
}: NonNullable<ServiceSettings['seal']>): SealKeys | undefined {
  const notation =
    notationKey === undefined || notationCertificate === undefined
      ? undefined
      : { key: resolve(notationKey), certificate: resolve(notationCertificate) };
  if (cosignKey === undefined && notation === undefined) return undefined;
  return {
    ...(cosignKey !== undefined && { cosignKey: resolve(cosignKey) }),
    ...(notation !== undefined && { notation }),
  };
}
