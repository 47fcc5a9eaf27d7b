import { join, resolve } from 'node:path';
import { type SweptSealedJobs, sealedFolder } from '../../adapters/jobs/sealed-folder.ts';
import { openSqliteJobs } from '../../adapters/jobs/sqlite-jobs.ts';
import { archiveFolder } from '../../adapters/sources/archive-folder.ts';
import type { Call } from '../../ports/call.ts';
import type { JobQueue } from '../../ports/job-queue.ts';
import type { SourceArchives } from '../../ports/source-archives.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';

/** What `serve` and workers share. */
export interface JobStores {
  readonly queue: JobQueue;
  readonly archives: SourceArchives;
  readonly sealed: SweptSealedJobs;
}

/**
 * Opens the queue of jobs and the folders beside it.
 * @param url - of the database; undefined with SQLite
 * @throws TwinsealError `STORE_FAILED`, `SETTINGS_INVALID`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const { queue, archives } = await openJobStores(settings, await takeDatabaseUrl(settings, call), call)
 */
export async function openJobStores(
  settings: ServiceSettings,
  url: string | undefined,
  call: Call,
): Promise<JobStores> {
  const { store, seal } = settings;
  const folder = jobFolder(settings);
  const lease = seal?.leaseSeconds === undefined ? undefined : seal.leaseSeconds * 1000;
  const queue =
    store.kind === 'sqlite'
      ? await openSqliteJobs(resolve(store.folder), call, lease)
      : await (await import('../../adapters/jobs/postgres-jobs.ts')).openPostgresJobs(url ?? '', call, lease);
  return { queue, archives: archiveFolder(join(folder, 'sources')), sealed: sealedFolder(join(folder, 'sealed')) };
}

/** Folder of sources and of what is sealed but not pushed; with PostgreSQL the settings name it. @example jobFolder(settings) */
export function jobFolder({ store, seal }: Pick<ServiceSettings, 'store' | 'seal'>): string {
  return resolve(seal?.folder ?? (store.kind === 'sqlite' ? store.folder : '.'));
}
