import { sha256Digest } from '../formats/digest.ts';
import type { Call } from '../ports/call.ts';
import type { ChecksumDatabase } from '../ports/checksum-database.ts';
import type { GitReader } from '../ports/git.ts';
import type { GoToolchain } from '../ports/go-toolchain.ts';
import type { RebuildModules } from '../ports/rebuild-modules.ts';
import type { SourceImporter } from '../ports/source-importer.ts';
import type { Authentication } from '../records/authenticity.ts';
import type { ImportedTree } from '../records/imported-tree.ts';
import type { Progress } from '../records/progress.ts';
import type { RebuildRecipe } from '../records/rebuild-recipe.ts';
import type { RebuildSource } from '../records/rebuild-result.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { refuseOutsideReplacements } from '../seal/source/local-replacements.ts';
import { readGoMod } from '../seal/source/lock-source.ts';

/** Where the source is: a folder, perhaps in a git repository, or a module version at the module proxy. */
export type SourceRequest =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'module'; readonly path: string; readonly version: string };

/** What getting a source needs of the world. */
export interface RebuildSourcePorts {
  /** A private folder. */
  readonly workspace: string;
  readonly importer: SourceImporter;
  readonly git: GitReader;
  readonly go: Pick<GoToolchain, 'vendor'>;
  readonly modules: RebuildModules;
  readonly sumdb?: ChecksumDatabase;
}

/** A tree for sides, and where in it the module and the module zips lie. */
export interface RebuildTree {
  readonly tree: ImportedTree;
  readonly layout: { readonly module: string; readonly proxy?: string };
}

/** A source in a private copy. */
export interface OpenedSource {
  readonly source: RebuildSource;
  /** Commit that the source is known to be, with nothing changed; absent where nobody but the program says so. */
  readonly revision?: string;
  readonly tree: ImportedTree;
}

const MAX_GO_MOD = 16 * 1024 * 1024;

/**
 * Copies the source into a private place, and says exactly what it is.
 * @throws TwinsealError `SOURCE_NO_GO_MOD`, `SOURCE_GO_MOD_INVALID`, `SOURCE_MODULE_UNKNOWN`, `SOURCE_MODULE_FAILED`; what importing throws
 * @example (await openSource({ kind: 'folder', folder: './app' }, ports, toolchain, call)).source.treeDigest
 */
export async function openSource(
  request: SourceRequest,
  ports: RebuildSourcePorts,
  toolchain: Toolchain,
  call: Call,
): Promise<OpenedSource> {
  const name = request.kind === 'folder' ? request.folder : `${request.path}@${request.version}`;
  const module =
    request.kind === 'folder' ? undefined : await ports.modules.module(request.path, request.version, toolchain, call);
  const folder = request.kind === 'folder' ? request.folder : (module?.folder ?? '');
  const tree = await ports.importer.importTree(folder, ports.workspace, call);
  const goMod = await ports.importer.readFile(tree, 'go.mod', MAX_GO_MOD, call);
  if (goMod === undefined)
    throw new TwinsealError('SOURCE_NO_GO_MOD', `there is no go.mod in ${name}: name the folder of a Go module`);
  const base = { module: readGoMod(goMod, name).module, treeDigest: tree.treeDigest, goModDigest: sha256Digest(goMod) };
  if (module === undefined) {
    const vcs = await ports.git.read(folder, tree, call);
    const known = vcs === undefined ? {} : { revision: vcs.revision, dirty: vcs.dirty };
    const checked = vcs?.dirty === false ? { revision: vcs.revision } : {};
    return { source: { kind: 'folder', ...base, ...known }, ...checked, tree };
  }
  const { version, h1, revision } = module;
  const authenticated = await authenticate(module.path, version, h1, ports.sumdb, call);
  return {
    source: { kind: 'module', ...base, version, h1, authenticated },
    ...(revision !== undefined && { revision }),
    tree,
  };
}

/**
 * The tree that recipes of one kind need: with vendor/, or with the zips of the modules that their programs are made of.
 * @param recipes - one for each platform, all with the same kind of dependencies
 * @param opened - stays as it is
 * @throws TwinsealError `SOURCE_VENDOR_FAILED`, `SOURCE_MODULE_FAILED`, `SOURCE_MODULE_REFUSED`; `SOURCE_OUTSIDE` before Go would follow a
 *   replacement out of the source
 * @example await treeFor([recipe], opened, ports, toolchain, call, progress)
 */
export async function treeFor(
  recipes: readonly RebuildRecipe[],
  opened: OpenedSource,
  ports: RebuildSourcePorts,
  toolchain: Toolchain,
  call: Call,
  progress: Progress,
): Promise<RebuildTree> {
  const { importer, workspace, modules, go } = ports;
  const goMod = await importer.readFile(opened.tree, 'go.mod', MAX_GO_MOD, call);
  const parsed = goMod === undefined ? undefined : readGoMod(goMod, opened.source.module);
  const requires = parsed !== undefined && parsed.require.length > 0;
  const copy = await importer.importTree(opened.tree.folder, workspace, call);
  if (recipes.every(({ dependencies }) => dependencies === 'vendor')) {
    const missing = requires && !copy.files.some(({ path }) => path === 'vendor/modules.txt');
    if (!missing) return { tree: copy, layout: { module: '' } };
    refuseOutsideReplacements(parsed, opened.source.module);
    progress({ step: 'source', state: 'note', text: 'making vendor/ in a private copy with go mod vendor' });
    await go.vendor(copy.folder, toolchain, call);
    return { tree: await importer.importTree(copy.folder, workspace, call), layout: { module: '' } };
  }
  // Go runs on this machine for both, and follows them wherever they lead.
  if (parsed !== undefined) refuseOutsideReplacements(parsed, opened.source.module);
  if (requires) progress({ step: 'source', state: 'note', text: 'getting the modules that its programs are made of' });
  for (const recipe of requires ? recipes : []) await modules.requirements(copy.folder, recipe, toolchain, call);
  return { tree: await modules.withProxy(copy, call), layout: { module: 'module', proxy: 'proxy' } };
}

async function authenticate(
  path: string,
  version: string,
  h1: string,
  sumdb: ChecksumDatabase | undefined,
  call: Call,
): Promise<Authentication> {
  const answer = await sumdb?.lookup(path, version, call);
  if (answer?.outcome === 'known') return answer.h1 === h1 ? 'authenticated' : 'contradicted';
  return answer?.outcome === 'contradicted' ? 'contradicted' : 'unauthenticated';
}
