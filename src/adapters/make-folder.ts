import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './disk-error.ts';

/**
 * Makes a folder and those above it that are missing. `mkdir` with `recursive` is not used for paths that a user chose:
 * where the system answers ENOENT although the parent exists (below /proc, some FUSE mounts), Node.js 24 tries for ever.
 *
 * @param mode - of each folder that is made, less the umask
 * @throws the system's error; `ENOTDIR` when a file stands in the way
 * @example await makeFolder('out/linux-amd64')
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
    throw Object.assign(new Error(`${path} is a file`), { code: 'ENOTDIR' });
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent, mode);
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // Somebody else made it at the same moment.
    if (errnoOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}
