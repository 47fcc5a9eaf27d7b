import type { ImportedTree } from '../records/imported-tree.ts';
import type { Call } from './call.ts';

/** Copies a module's folder into a private place: regular files only, bounded. */
export interface SourceImporter {
  /** @throws TwinsealError `INPUT_UNREADABLE`, `SOURCE_LIMIT`, `SOURCE_NAME` */
  importTree(folder: string, workspace: string, call: Call): Promise<ImportedTree>;
  /** A small text file of the imported tree (go.mod, go.sum, LICENSE...), at most `maxBytes`; undefined when absent. */
  readFile(tree: ImportedTree, path: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined>;
}
