/** The process behind `twinseal worker`: takes jobs one by one from the queue, with a signer process beside it. */
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { callerGuard } from '../adapters/registry/guarded-transport.ts';
import { startSigner } from '../adapters/signer/signer-client.ts';
import { workspaces } from '../adapters/workspace.ts';
import type { Session } from '../doors/cli/command.ts';
import { escapeTerminal } from '../doors/escape/terminal.ts';
import { parseDuration } from '../formats/duration.ts';
import { isLoopbackHost } from '../formats/reference.ts';
import { type Call, uncancelled } from '../ports/call.ts';
import type { FileKeys } from '../records/seal-keys.ts';
import type { ServiceFlags, ServiceSettings } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { userPlaces } from './places.ts';
import { programOf } from './program.ts';
import { takeDatabaseUrl } from './service/database-url.ts';
import { attempt } from './service/job-attempt.ts';
import { noteEnded, noteJob } from './service/job-note.ts';
import { jobFolder, openJobStores } from './service/job-stores.ts';
import { workAt } from './service/job-work.ts';
import { openServiceStore } from './service/open-store.ts';
import { readServiceSettings } from './service/settings.ts';

const STARTING = 30_000;
/** Milliseconds between looks for a job. */
const IDLE = 400;
/** Milliseconds before a database that did not answer is asked again. */
const AWAY = 2_000;
/** Milliseconds between looks for what is to be noted, and after one that failed. */
const NOTING = { usual: 1_000, failed: 10_000 };
/** Milliseconds between removals of what nobody needs any more. */
const SWEEP = 3_600_000;

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
  const database = await takeDatabaseUrl(settings, starting);
  const { seal } = settings;
  if (seal === undefined)
    throw new TwinsealError('SETTINGS_INVALID', 'the settings have no `seal`, so there is nothing for a worker to do');
  const named = keysOf(seal);
  // Before any build: nothing of a source has run in the life of this worker when its keys are opened.
  const signer =
    named === undefined
      ? undefined
      : await startSigner({ program: programOf('signer'), keys: named, password }, starting);
  const { queue, archives, sealed } = await openJobStores(settings, database, starting);
  const store = await openServiceStore(settings, database, starting);
  const { folder, remove } = await workspaces().create('worker');
  const loopback = isLoopbackHost(settings.listen.host);
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
  const step = async (): Promise<void> => {
    const leased = await queue.lease(`worker-${process.pid}`, { signal, deadline: Date.now() + STARTING });
    if (leased === undefined) return await pause(IDLE, stopping);
    const { id } = leased.job;
    const outcome = await attempt(
      leased,
      (held, call, progress) => workAt(leased.job, means, held, call, progress),
      stopping,
      // What has been done is noted whatever comes; who cancelled it is known since then.
      async (end) => {
        const noting = uncancelled(Date.now() + STARTING);
        const now = end.state === 'cancelled' ? await queue.get(id, noting) : undefined;
        await noteJob(store.ledger, now ?? leased.job, end, noting);
      },
      [folder, join(jobFolder(settings), 'sealed')],
    );
    if (outcome !== 'given-back' && outcome !== 'lost') await sealed.remove(id);
    if (!session.quiet) session.err(`job ${id}: ${outcome}\n`);
  };
  // Beside the jobs, which take hours, and which it must not hold up.
  const over = new AbortController();
  const noting = noteOn(AbortSignal.any([stopping, over.signal]), (call) =>
    noteEnded(queue, store.ledger, call, (error) => {
      if (!stopping.aborted) session.err(`what came of a job is not noted yet: ${escapeTerminal(String(error))}\n`);
    }),
  );
  try {
    for (let swept = 0; !stopping.aborted; ) {
      if (Date.now() - swept > SWEEP) {
        swept = Date.now();
        await Promise.all([archives.sweep(), sealed.sweep()]);
      }
      try {
        await step();
      } catch (error) {
        if (stopping.aborted || !isAway(error)) throw error;
        // Whoever's job it was: its lease runs out, and it is offered again.
        session.err(`${escapeTerminal(error.message)}; the worker tries again in ${AWAY / 1000} s\n`);
        await pause(AWAY, stopping);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    over.abort();
    await noting;
    await queue.close();
    await store.close();
    await places.close();
    await remove();
    await signer?.stop();
  }
  if (gone.signal.aborted && !signal.aborted)
    throw new TwinsealError('SIGNER_FAILED', 'the process that holds the keys has ended: start the worker again');
}

/** Whether the database is only away: it may come back, and the password that this worker was given is not given twice. */
function isAway(error: unknown): error is TwinsealError {
  return error instanceof TwinsealError && ['STORE_FAILED', 'TIMEOUT', 'DISK_FULL'].includes(error.code);
}

async function noteOn(stopping: AbortSignal, note: (call: Call) => Promise<boolean>): Promise<void> {
  while (!stopping.aborted) {
    const whole = await note({ signal: stopping, deadline: Date.now() + STARTING });
    await pause(whole ? NOTING.usual : NOTING.failed, stopping);
  }
}

async function pause(millis: number, stopping: AbortSignal): Promise<void> {
  await sleep(millis, undefined, { signal: stopping }).catch(() => undefined);
}

function keysOf({
  cosignKey,
  notationKey,
  notationCertificate,
  notationFormat,
  notationExpiry,
}: NonNullable<ServiceSettings['seal']>): FileKeys | undefined {
  const notation =
    notationKey === undefined || notationCertificate === undefined
      ? undefined
      : { key: resolve(notationKey), certificate: resolve(notationCertificate) };
  if (cosignKey === undefined && notation === undefined) return undefined;
  return {
    ...(cosignKey !== undefined && { cosignKey: resolve(cosignKey) }),
    ...(notation !== undefined && { notation }),
    notationChoices: {
      ...(notationFormat !== undefined && { envelope: notationFormat }),
      ...(notationExpiry !== undefined && { expiresAfter: parseDuration(notationExpiry) }),
    },
  };
}
