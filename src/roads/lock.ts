import type { GoMod } from '../formats/gobuild/go-mod.ts';
import type { Call } from '../ports/call.ts';
import type { GitReader } from '../ports/git.ts';
import type { SourceImporter } from '../ports/source-importer.ts';
import type { SourceAuthenticity } from '../records/authenticity.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { ImportedTree } from '../records/imported-tree.ts';
import type { Progress } from '../records/progress.ts';
import type { MetadataSettings } from '../records/settings.ts';
import type { SourceLock, VcsFacts } from '../records/source-lock.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { refuseOutsideReplacements } from '../seal/source/local-replacements.ts';
import { lockSource, readGoMod } from '../seal/source/lock-source.ts';
import { refuseContradicted } from '../seal/source/source-authenticity.ts';
import { authenticateSource } from './authenticate-source.ts';
import { type FindToolchainsPorts, judgeToolchains, locateToolchains } from './find-toolchains.ts';

/** What locking needs of the world. */
export interface LockPorts extends FindToolchainsPorts {
  readonly importer: SourceImporter;
  readonly git: GitReader;
  /** The value of SOURCE_DATE_EPOCH, when the user set it. */
  readonly sourceDateEpoch: string | undefined;
}

/** What to lock. */
export interface LockRequest {
  /** As the user named it. */
  readonly folder: string;
  /** Make the vendor folder in the private copy when there is none. */
  readonly vendor: boolean;
  readonly choices: BuildChoices;
  readonly claims: MetadataSettings;
}

/** The locked source with the private copy and the Go that each side will build it with. */
export interface LockedSource {
  readonly lock: SourceLock;
  readonly tree: ImportedTree;
  readonly toolchains: BuildPlan['toolchains'];
  /** What comparing its modules with Go's checksum database gave; never `contradicted`. */
  readonly modules: SourceAuthenticity;
  /** What was chosen for this machine. */
  readonly choices: BuildChoices;
}

const MAX_TEXT = 16 * 1024 * 1024;

/**
 * Folder to {@link SourceLock}: import, find Go, vendor when asked, ask git, agree, and compare modules with what is public of them.
 * @param workspace - a private folder; the copy that is built lies below it
 * @throws TwinsealError what the stages `source` and `build` throw
 * @example (await lock({ folder: './app', vendor: false, choices, claims: {} }, ports, workspace, call, progress)).lock
 */
export async function lock(
  request: LockRequest,
  ports: LockPorts,
  workspace: string,
  call: Call,
  progress: Progress,
): Promise<LockedSource> {
  const { folder } = request;
  progress({ step: 'source', state: 'start', text: `importing ${folder}` });
  const imported = await ports.importer.importTree(folder, `${workspace}/import`, call);
  const goMod = await ports.importer.readFile(imported, 'go.mod', MAX_TEXT, call);
  const module = goMod === undefined ? undefined : readGoMod(goMod, folder);
  const located = await locateToolchains(request.choices, module?.go, ports, call, progress);
  // Hashing Go takes a processor of its own, while the source is read and its modules are compared.
  const judging = judgeToolchains(located, request.choices, ports, call, progress);
  judging.catch(() => {});
  try {
    // git compares what the user's folder holds, so it is asked before anything is added to the copy.
    const vcs = await ports.git.read(folder, imported, call);
    const source = await lockTree(
      request,
      { imported, goMod, module, vcs, go: located.a },
      ports,
      workspace,
      call,
      progress,
    );
    return { ...source, toolchains: await judging, choices: request.choices };
  } finally {
    // Nothing goes on behind an error.
    await Promise.allSettled([judging]);
  }
}

/** The source as it was imported, and the Go that reads it. */
interface Imported {
  readonly imported: ImportedTree;
  readonly goMod: Uint8Array | undefined;
  readonly module: GoMod | undefined;
  readonly vcs: VcsFacts | undefined;
  readonly go: Toolchain;
}

async function lockTree(
  request: LockRequest,
  { imported, goMod, module, vcs, go }: Imported,
  ports: LockPorts,
  workspace: string,
  call: Call,
  progress: Progress,
): Promise<Pick<LockedSource, 'lock' | 'tree' | 'modules'>> {
  const { folder } = request;
  const missing = module !== undefined && module.require.length > 0 && !hasVendor(imported);
  if (request.vendor && missing) refuseOutsideReplacements(module, folder);
  const tree = request.vendor && missing ? await vendored(imported, go, ports, workspace, call, progress) : imported;
  const read = (path: string) => ports.importer.readFile(tree, path, MAX_TEXT, call);
  const modulesTxt = await read('vendor/modules.txt');
  const locked = lockSource({
    folder,
    tree,
    goMod,
    goSum: await read('go.sum'),
    modulesTxt,
    vcs,
    claims: request.claims,
    sourceDateEpoch: ports.sourceDateEpoch,
  });
  for (const text of remarks(locked)) progress({ step: 'source', state: 'warning', text });
  progress({
    step: 'source',
    state: 'done',
    text: `${locked.module}: ${locked.fileCount} files of ${locked.byteCount} bytes, ${locked.treeDigest}`,
  });
  const { offline } = request.choices;
  const source = { lock: locked, tree, modulesTxt, goroot: go.goroot, offline };
  if (locked.modules.length > 0)
    progress({ step: 'source', state: 'busy', text: 'comparing the modules with what is public of them' });
  const modules = await authenticateSource(source, ports, call);
  refuseContradicted(modules);
  if (locked.modules.length > 0) progress({ step: 'source', ...authenticityText(modules) });
  return { lock: locked, tree, modules };
}

function hasVendor(tree: ImportedTree): boolean {
  return tree.files.some((file) => file.path === 'vendor/modules.txt');
}

// The user's folder is never written to: `go mod vendor` runs in the copy, which is then imported again.
async function vendored(
  tree: ImportedTree,
  toolchain: Toolchain,
  ports: LockPorts,
  workspace: string,
  call: Call,
  progress: Progress,
): Promise<ImportedTree> {
  progress({ step: 'source', state: 'note', text: 'making vendor/ in a private copy with go mod vendor' });
  await ports.go.vendor(tree.folder, toolchain, call);
  return ports.importer.importTree(tree.folder, `${workspace}/vendored`, call);
}

function authenticityText({ outcome, authenticated, others, head }: SourceAuthenticity): {
  readonly state: 'note' | 'warning';
  readonly text: string;
} {
  const [first] = others;
  if (outcome === 'authenticated' || first === undefined)
    return {
      state: 'note',
      text: `${authenticated === 1 ? '1 module is' : `${authenticated} modules are`} as ${head?.name ?? 'the checksum database'} ${authenticated === 1 ? 'knows it' : 'knows them'}`,
    };
  const count = authenticated + others.length;
  return {
    state: 'warning',
    text: `${others.length} of ${count} ${count === 1 ? 'module is' : 'modules are'} not authenticated, such as ${first.path}@${first.version}: ${first.why ?? outcome}`,
  };
}

function remarks(locked: SourceLock): readonly string[] {
  const links = locked.leftOut.filter((entry) => entry.kind !== 'vcs');
  const first = links[0];
  return [
    ...(first === undefined
      ? []
      : [`left out ${links.length} that are not regular files, such as ${first.path} (${first.kind})`]),
    ...(locked.metadata.created.origin === 'none'
      ? ['neither git nor SOURCE_DATE_EPOCH says when the source was made: created is 1970-01-01T00:00:00Z']
      : []),
    ...(locked.vcs?.dirty === true
      ? [
          `the files differ from commit ${locked.vcs.revision.slice(0, 12)}: ${locked.vcs.changed.slice(0, 3).join(', ')}`,
        ]
      : []),
  ];
}
