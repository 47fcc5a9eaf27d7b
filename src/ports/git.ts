import type { ImportedTree } from '../records/imported-tree.ts';
import type { VcsFacts } from '../records/source-lock.ts';
import type { Call } from './call.ts';

/** Reads a git repository without running anything of it. */
export interface GitReader {
  /**
   * Reads commit, tags and origin of the repository that the folder lies in, and whether the tree differs from the commit.
   * @param folder - the module's folder; the repository may begin above it
   * @returns undefined when the folder is in no repository
   * @throws TwinsealError `SOURCE_GIT` when there is a repository that can't be read
   * @example (await git.read('./app', tree, call))?.revision
   */
  read(folder: string, tree: ImportedTree, call: Call): Promise<VcsFacts | undefined>;
}
