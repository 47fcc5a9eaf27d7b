import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives a kept folder, with all that is in it, to the user that a side runs as; done already, it costs one look. Links are
 * given away themselves and never followed: what lies in the folder was written by a side.
 * @throws the system's error
 * @example ownTree('/var/cache/twinseal/a/0f1e/gocache', 61_001)
 */
export function ownTree(folder: string, owner: number): void {
  const info = lstatSync(folder);
  if (info.uid === owner) return;
  if (info.isDirectory()) for (const name of readdirSync(folder)) ownTree(join(folder, name), owner);
  // Last, so that a run that is stopped half-way begins again.
  lchownSync(folder, owner, owner);
}
