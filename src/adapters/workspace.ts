import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workspaces } from '../ports/workspace.ts';
import { diskError } from './disk-error.ts';
import { leftovers, ownerMark } from './leftovers.ts';
import { removeTree } from './remove-tree.ts';

/** Folders to remove when the process ends, however it ends short of SIGKILL (the wire turns signals into an exit). */
const kept = new Set<string>();
let watching = false;

/**
 * Private temporary folders (0700) below `parent`, gone with the process; what a killed one left is removed by the next.
 *
 * @param parent - the system's folder for temporary files unless given
 * @returns its `create` throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const { folder, remove } = await workspaces().create('seal');
 */
export function workspaces(parent: string = tmpdir()): Workspaces {
  return {
    async create(purpose) {
      const prefix = `twinseal-${purpose.replace(/[^a-z0-9-]/g, '')}-`;
      for (const left of await leftovers(parent, prefix)) removeTree(left);
      let folder: string;
      try {
        folder = await mkdtemp(join(parent, `${prefix}${ownerMark()}-`));
      } catch (error) {
        throw diskError(error, 'write', parent);
      }
      removeAtExit(folder);
      return {
        folder,
        async remove() {
          removeTree(folder);
          kept.delete(folder);
        },
      };
    },
  };
}

function removeAtExit(folder: string): void {
  kept.add(folder);
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const left of kept) removeTree(left);
  });
}
