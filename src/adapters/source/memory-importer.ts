import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceImporter } from '../../ports/source-importer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { MemoryFolder } from '../memory-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { IMPORT_LIMITS, makeSourceImporter } from './importer.ts';

// A page for each file, and its entry: what a tree of empty files takes.
const BYTES_A_FILE = 8192;

/**
 * Imports into memory where the tree fits, else as `importer` does.
 * @returns as {@link makeSourceImporter}
 * @example memoryImporter(makeSourceImporter(), memory)
 */
export function memoryImporter(importer: SourceImporter, memory: MemoryFolder): SourceImporter {
  return {
    ...importer,
    importTree: async (folder, workspace, call) => {
      const totalBytes = Math.floor(memory.room() / 2);
      const files = Math.floor(totalBytes / BYTES_A_FILE);
      const limits = {
        ...IMPORT_LIMITS,
        totalBytes: Math.min(totalBytes, IMPORT_LIMITS.totalBytes),
        files: Math.min(files, IMPORT_LIMITS.files),
      };
      const own = await mkdtemp(join(memory.folder, 'import-'));
      try {
        return await makeSourceImporter(limits).importTree(folder, own, call);
      } catch (error) {
        removeTree(own);
        // Too large for memory; whether it is too large at all is told on the disk.
        const code = error instanceof TwinsealError ? error.code : undefined;
        if (code !== 'SOURCE_LIMIT' && code !== 'DISK_FULL') throw error;
        return await importer.importTree(folder, workspace, call);
      }
    },
  };
}
