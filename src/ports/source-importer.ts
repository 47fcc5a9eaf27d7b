import type { ImportedTree } from '../records/imported-tree.ts';
import type { Call } from './call.ts';

/** Copies a module's folder into a private place: regular files only, bounded. */
export interface SourceImporter {
  /**
   * Imports the folder into a new folder of the workspace.
   * @throws TwinsealError `INPUT_UNREADABLE`, `SOURCE_LIMIT`, `SOURCE_NAME`, `SOURCE_LINKED`, `DISK_FULL`, `OUTPUT_UNWRITABLE`, `ABORTED`, `TIMEOUT`
   * @example await importer.importTree('./app', workspace, call)
   */
  importTree(folder: string, workspace: string, call: Call): Promise<ImportedTree>;
  /**
   * A small text file of the imported tree (go.mod, go.sum, LICENSE...), at most `maxBytes`; undefined when absent.
   * @throws TwinsealError `SOURCE_LIMIT` for a larger one
   * @example await importer.readFile(tree, 'go.mod', 1 << 20, call)
   */
  readFile(tree: ImportedTree, path: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined>;
}
