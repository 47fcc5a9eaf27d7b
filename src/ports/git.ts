import type { ImportedTree } from '../records/imported-tree.ts';
import type { VcsFacts } from '../records/source-lock.ts';
import type { Call } from './call.ts';

/** Reads a git repository without running anything of it. */
export interface GitReader {
  /**
   * @param folder - the module's folder; the repository may begin above it
   * @returns undefined when the folder is in no repository
   */
  read(folder: string, tree: ImportedTree, call: Call): Promise<VcsFacts | undefined>;
}
