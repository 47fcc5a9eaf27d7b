import { join, resolve } from 'node:path';
import { readInputFile } from '../../adapters/input-file.ts';
import { type SweptSealedJobs, sealedFolder } from '../../adapters/jobs/sealed-folder.ts';
import { openSqliteJobs } from '../../adapters/jobs/sqlite-jobs.ts';
import { archiveFolder } from '../../adapters/sources/archive-folder.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
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
  const folder = resolve(seal?.folder ?? (store.kind === 'sqlite' ? store.folder : '.'));
  const lease = seal?.leaseSeconds === undefined ? undefined : seal.leaseSeconds * 1000;
  const queue =
    store.kind === 'sqlite'
      ? await openSqliteJobs(resolve(store.folder), call, lease)
      : await (await import('../../adapters/jobs/postgres-jobs.ts')).openPostgresJobs(
          await urlOf(store.url, call),
          call,
          lease,
        );
  return { queue, archives: archiveFolder(join(folder, 'sources')), sealed: sealedFolder(join(folder, 'sealed')) };
}

/** A database's URL holds a password, so it is nowhere but in a file or a variable, and is not told. */
async function urlOf(place: { readonly file: string } | { readonly variable: string }, call: Call): Promise<string> {
  if ('file' in place) return decodeUtf8(await readInputFile(place.file, 4096, call)).trim();
  const url = process.env[place.variable];
  if (url !== undefined && url !== '') return url;
  throw new TwinsealError(
    'SETTINGS_INVALID',
    `the variable ${place.variable}, which store.urlVariable names, is not set`,
  );
}
