import { join, resolve } from 'node:path';
import { type SweptSealedJobs, sealedFolder } from '../../adapters/jobs/sealed-folder.ts';
import { openSqliteJobs } from '../../adapters/jobs/sqlite-jobs.ts';
import { archiveFolder } from '../../adapters/sources/archive-folder.ts';
import type { Call } from '../../ports/call.ts';
import type { JobQueue } from '../../ports/job-queue.ts';
import type { SourceArchives } from '../../ports/source-archives.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What `serve` and workers share. */
export interface JobStores {
  readonly queue: JobQueue;
  readonly archives: SourceArchives;
  readonly sealed: SweptSealedJobs;
}

/**
 * Opens the queue of jobs and the folders beside it.
 * @throws TwinsealError `STORE_FAILED`, `SETTINGS_INVALID`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const { queue, archives } = await openJobStores(settings, call)
 */
export async function openJobStores({ store, seal }: ServiceSettings, call: Call): Promise<JobStores> {
  if (store.kind !== 'sqlite')
    throw new TwinsealError(
      'SETTINGS_INVALID',
      'jobs are kept in SQLite only: set store.kind to sqlite, or leave seal out',
    );
  const folder = resolve(seal?.folder ?? store.folder);
  const lease = seal?.leaseSeconds === undefined ? undefined : seal.leaseSeconds * 1000;
  const queue = await openSqliteJobs(resolve(store.folder), call, lease);
  return { queue, archives: archiveFolder(join(folder, 'sources')), sealed: sealedFolder(join(folder, 'sealed')) };
}
