import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedJobs } from '../../ports/sealed-jobs.ts';
import type { JobResult } from '../../records/job.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { makeFolder } from '../make-folder.ts';
import { removeTree } from '../remove-tree.ts';

const LAYOUT = 'layout.oci';
const RESULT = 'result.json';
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Folders of jobs that can be swept. */
export interface SweptSealedJobs extends SealedJobs {
  /** Removes what jobs left that nobody has begun again for a week. @example await sealed.sweep() */
  sweep(): Promise<void>;
}

/**
 * Keeps what jobs have sealed in a folder, one for each job. A result that is there says that the layout is whole: it is
 * written last, aside, and renamed.
 * @param folder - is made (0700)
 * @example const sealed = sealedFolder('/var/lib/twinseal/sealed');
 */
export function sealedFolder(folder: string): SweptSealedJobs {
  const home = (id: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('the id of a job is no UUID');
    return join(folder, id);
  };
  const remove = async (id: string): Promise<void> => removeTree(home(id));
  return {
    async layout(id) {
      try {
        await makeFolder(home(id), 0o700);
      } catch (error) {
        throw diskError(error, 'write', folder);
      }
      return join(home(id), LAYOUT);
    },
    async find(id) {
      try {
        return JSON.parse(await readFile(join(home(id), RESULT), 'utf8')) as JobResult;
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw diskError(error, 'read', folder);
        await remove(id);
        return undefined;
      }
    },
    async keep(id, result) {
      const aside = join(home(id), `.${RESULT}`);
      try {
        await mkdir(home(id), { recursive: true, mode: 0o700 });
        const file = await open(aside, 'w', 0o600);
        try {
          await file.writeFile(JSON.stringify(result));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, join(home(id), RESULT));
      } catch (error) {
        throw diskError(error, 'write', folder);
      }
    },
    remove,
    async sweep() {
      for (const name of await readdir(folder).catch(() => [])) {
        const info = await stat(join(folder, name)).catch(() => undefined);
        if (info !== undefined && Date.now() - info.mtimeMs > WEEK) removeTree(join(folder, name));
      }
    },
  };
}
