import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes a folder of ours with all that is in it, now, as a process that ends must. Go makes its module cache read-only,
 * so a tree that does not go away is made writable first. What cannot be removed stays: a failed clean-up is no failed
 * seal.
 * @example removeTree('/tmp/twinseal-twin-...')
 */
export function removeTree(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    try {
      makeWritable(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // What another user owns now (a user namespace) is left to whoever made it.
    }
  }
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o700);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).isDirectory()) makeWritable(path);
  }
}
