import { sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type GoMod, parseGoMod } from '../../formats/gobuild/go-mod.ts';
import { type GoSumEntry, parseGoSum, sumOf } from '../../formats/gobuild/go-sum.ts';
import { describeModule } from '../../formats/gobuild/module-version.ts';
import { parseModulesTxt, type VendoredModule } from '../../formats/gobuild/modules-txt.ts';
import { treeDigest } from '../../formats/tree-digest.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import type { MetadataSettings } from '../../records/settings.ts';
import type { LockedModule, SourceLock, VcsFacts } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { imageMetadata } from './image-metadata.ts';
import { vendorDisagreements } from './vendor-agreement.ts';

/** What a source lock is made from: the imported tree, the bytes of three of its files, and what git says. */
export interface SourceInput {
  /** As the user named it, for messages. */
  readonly folder: string;
  readonly tree: ImportedTree;
  readonly goMod: Uint8Array | undefined;
  readonly goSum: Uint8Array | undefined;
  /** vendor/modules.txt. */
  readonly modulesTxt: Uint8Array | undefined;
  readonly vcs: VcsFacts | undefined;
  readonly claims: MetadataSettings;
  readonly sourceDateEpoch: string | undefined;
}

const VENDOR = 'vendor/';

/**
 * Says exactly what is built, or why it can't be.
 * @throws TwinsealError `SOURCE_NO_GO_MOD`, `SOURCE_GO_MOD_INVALID`, `SOURCE_NO_VENDOR`, `SOURCE_VENDOR_STALE`, `METADATA_INVALID`
 * @example lockSource(input).treeDigest // 'sha256:...'
 */
export function lockSource(input: SourceInput): SourceLock {
  const { tree, folder } = input;
  if (input.goMod === undefined) {
    throw new TwinsealError(
      'SOURCE_NO_GO_MOD',
      `there is no go.mod in ${folder}: name the folder of a Go module, or run "go mod init" there`,
    );
  }
  const goModBytes = input.goMod;
  const goMod = readGoMod(goModBytes, folder);
  const sums = input.goSum === undefined ? [] : parsed(folder, input.goSum, parseGoSum);
  const vendorFiles = tree.files.filter((file) => file.path.startsWith(VENDOR));
  const vendored = checkVendor(input, goMod, vendorFiles.length > 0);
  return {
    apiVersion: 'twinseal.dev/source-lock/v1',
    module: goMod.module,
    ...(goMod.go === undefined ? {} : { goVersion: goMod.go }),
    ...(goMod.toolchain === undefined ? {} : { toolchain: goMod.toolchain }),
    treeDigest: tree.treeDigest,
    fileCount: tree.files.length,
    byteCount: tree.files.reduce((sum, file) => sum + file.size, 0),
    goModDigest: sha256Digest(goModBytes),
    ...(input.goSum === undefined ? {} : { goSumDigest: sha256Digest(input.goSum) }),
    ...(vendorFiles.length === 0
      ? {}
      : { vendorDigest: treeDigest(vendorFiles.map((file) => ({ ...file, path: file.path.slice(VENDOR.length) }))) }),
    modules: lockModules(goMod, vendored, sums),
    leftOut: tree.leftOut,
    ...(input.vcs === undefined ? {} : { vcs: input.vcs }),
    metadata: imageMetadata({
      module: goMod.module,
      vcs: input.vcs,
      claims: input.claims,
      sourceDateEpoch: input.sourceDateEpoch,
    }),
  };
}

/**
 * Reads a module's go.mod, as a road needs it before a lock exists (to find Go, to vendor).
 * @param folder - for messages
 * @throws TwinsealError `SOURCE_GO_MOD_INVALID`
 * @example readGoMod(bytes, './app').go // '1.26'
 */
export function readGoMod(bytes: Uint8Array, folder: string): GoMod {
  return parsed(folder, bytes, parseGoMod);
}

function checkVendor(input: SourceInput, goMod: GoMod, present: boolean): readonly VendoredModule[] {
  const { folder, modulesTxt } = input;
  if (!present && goMod.require.length > 0) {
    throw new TwinsealError(
      'SOURCE_NO_VENDOR',
      `the module in ${folder} has ${goMod.require.length} ${goMod.require.length === 1 ? 'requirement' : 'requirements'} but no vendor folder: run "go mod vendor" there, or give --vendor`,
    );
  }
  if (modulesTxt === undefined) {
    if (goMod.require.length === 0) return [];
    throw stale(folder, ['vendor/modules.txt is missing']);
  }
  const vendored = parsed(folder, modulesTxt, parseModulesTxt);
  const problems = vendorDisagreements(goMod, vendored);
  if (problems.length > 0) throw stale(folder, problems);
  return vendored;
}

function stale(folder: string, problems: readonly string[]): TwinsealError {
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new TwinsealError(
    'SOURCE_VENDOR_STALE',
    `the vendor folder of ${folder} is out of date, ${problems[0]}${more}: run "go mod vendor" there`,
    { details: problems.slice(0, 50) },
  );
}

function lockModules(
  goMod: GoMod,
  vendored: readonly VendoredModule[],
  sums: readonly GoSumEntry[],
): readonly LockedModule[] {
  const known = new Map<string, { path: string; version: string; explicit: boolean; packages: readonly string[] }>();
  for (const { path, version } of goMod.require) {
    known.set(describeModule({ path, version }), { path, version, explicit: false, packages: [] });
  }
  for (const { path, version, explicit, packages } of vendored) {
    // A line without a version only says what a wildcard replacement is.
    if (version === '') continue;
    const key = describeModule({ path, version });
    const before = known.get(key);
    known.set(key, {
      path,
      version,
      explicit: explicit || before?.explicit === true,
      packages: [...(before?.packages ?? []), ...packages],
    });
  }
  const all = [...known.values()].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : a.version < b.version ? -1 : 1,
  );
  return all.map((module) => {
    const by = replacementOf(goMod, module.path, module.version);
    const summed = by === undefined ? module : by;
    const h1 = summed.version === '' ? undefined : sumOf(sums, summed.path, summed.version);
    return {
      path: module.path,
      version: module.version,
      ...(h1 === undefined ? {} : { h1 }),
      ...(by === undefined
        ? {}
        : { replacedBy: by.version === '' ? { path: by.path } : { path: by.path, version: by.version } }),
      packages: module.packages,
      explicit: module.explicit,
    };
  });
}

/** A replacement of this very version wins over one of any version. @see Go modules reference, "replace directive" */
function replacementOf(goMod: GoMod, path: string, version: string): { path: string; version: string } | undefined {
  const matching = goMod.replace.filter(({ old }) => old.path === path);
  return (matching.find(({ old }) => old.version === version) ?? matching.find(({ old }) => old.version === ''))?.by;
}

function parsed<T>(folder: string, bytes: Uint8Array, parse: (text: string) => T): T {
  try {
    return parse(decodeUtf8(bytes));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('SOURCE_GO_MOD_INVALID', `in ${folder}: ${cause.message}`, { cause });
  }
}
