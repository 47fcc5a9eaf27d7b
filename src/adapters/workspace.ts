import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Workspaces } from '../ports/workspace.ts';
import { diskError } from './disk-error.ts';
import { readInputFile } from './input-file.ts';
import { leftovers, ownerMark } from './leftovers.ts';
import { removeTree } from './remove-tree.ts';

/** Folders to remove when the process ends, however it ends short of SIGKILL (the wire turns signals into an exit). */
const kept = new Set<string>();
let watching = false;

/**
 * Private temporary folders (0700) below `parent`, gone with the process; what a killed one left is removed by the next.
 *
 * @param parent - the system's folder for temporary files unless given
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
    readInput: readInputFile,
    async writeOutput(path, bytes, { secret = false, exclusive = false }) {
      const mode = secret ? 0o600 : 0o644;
      // A secret never replaces a file: it might be readable by others, or a link.
      if (secret || exclusive) return await writeNew(path, path, bytes, mode);
      const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
      await writeNew(temporary, path, bytes, mode);
      try {
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw diskError(error, 'write', path);
      }
    },
  };
}

async function writeNew(path: string, shown: string, bytes: Uint8Array, mode: number): Promise<void> {
  let made = false;
  try {
    const file = await open(path, 'wx', mode);
    made = true;
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (made) await rm(path, { force: true });
    throw diskError(error, 'write', shown);
  }
}

function removeAtExit(folder: string): void {
  kept.add(folder);
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const left of kept) removeTree(left);
  });
}
