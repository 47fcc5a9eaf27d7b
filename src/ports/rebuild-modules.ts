import type { ImportedTree } from '../records/imported-tree.ts';
import type { RebuildRecipe } from '../records/rebuild-recipe.ts';
import type { Toolchain } from '../records/toolchain.ts';
import type { Call } from './call.ts';

/** A module version as the user's module proxy gave it. */
export interface DownloadedModule {
  readonly path: string;
  readonly version: string;
  /** `h1:` of its zip, worked out by Go from the bytes. */
  readonly h1: string;
  /** Private folder that holds its files. */
  readonly folder: string;
  /** The commit that the proxy says it was made from; nobody's word but the proxy's. */
  readonly revision?: string;
}

/** Gets modules through the user's module proxy, into one private place, for a side that has no network. */
export interface RebuildModules {
  /**
   * A module version; `latest` and branches are refused.
   * @throws TwinsealError `SOURCE_MODULE_UNKNOWN`, `SOURCE_MODULE_REFUSED` when its sum is not the known one, `SOURCE_MODULE_FAILED`
   * @example (await modules.module('golang.org/x/text', 'v0.31.0', toolchain, call)).h1
   */
  module(path: string, version: string, toolchain: Toolchain, call: Call): Promise<DownloadedModule>;
  /**
   * The modules that a program of the module in a folder is made of. The folder stays as it is. What is wrong with the source itself is
   * left to be told by its build.
   * @throws TwinsealError as `module`
   * @example await modules.requirements(tree.folder, recipe, toolchain, call)
   */
  requirements(
    folder: string,
    program: Pick<RebuildRecipe, 'main' | 'environment' | 'tags'>,
    toolchain: Toolchain,
    call: Call,
  ): Promise<void>;
  /**
   * A tree that holds `tree` in the folder `module`, and all that was got so far in the folder `proxy`, from which Go takes modules by a
   * `file:` URL. The parts are moved: `tree` is of no use afterwards.
   * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await modules.withProxy(tree, call)).files.some(({ path }) => path.startsWith('proxy/'))
   */
  withProxy(tree: ImportedTree, call: Call): Promise<ImportedTree>;
}
