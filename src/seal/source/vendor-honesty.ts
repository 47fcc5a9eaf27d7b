import { compareGoVersions } from '../../formats/gobuild/go-version.ts';
import type { ModuleManifest } from '../../formats/gobuild/module-manifest.ts';
import type { ImportedFile } from '../../records/imported-tree.ts';
import { selectVendored } from './vendor-selection.ts';

/** A module of which something is vendored. */
export interface VendoredModuleFiles {
  readonly path: string;
  readonly version: string;
  readonly packages: readonly string[];
  /** The go version that vendor/modules.txt gives it. */
  readonly go?: string;
  /** What its zip has; absent when it could not be read, and then none of its files is compared. */
  readonly manifest?: ModuleManifest;
}

/** Where vendor/ differs, as `changed vendor/a.b/c/x.go`, `added ...`, `missing ...`, sorted by path. */
export interface VendorDifferences {
  /** In the order of the modules. */
  readonly modules: readonly (readonly string[])[];
  /** Files that belong to no module. */
  readonly stray: readonly string[];
}

/**
 * Compares each file below vendor/ with the zips of its modules. Go compiles whatever lies in the folder of a package, so a
 * file that is too many is as bad as one that was changed, even where its bytes come from the module.
 * @param files - of the imported tree
 * @param mainGo - the `go` line of the main module
 * @example compareVendor(tree.files, modules, '1.26').modules[0] // []
 * @see cmd/go/internal/modcmd/vendor.go
 */
export function compareVendor(
  files: readonly ImportedFile[],
  modules: readonly VendoredModuleFiles[],
  mainGo: string | undefined,
): VendorDifferences {
  const found = new Map(files.filter(isVendored).map((file) => [file.path.slice('vendor/'.length), file.sha256]));
  const accounted = new Set<string>(['modules.txt']);
  const byModule = modules.map((module) => {
    const differences = new Map<string, string>();
    if (module.manifest === undefined) return differences;
    const { path, packages, manifest } = module;
    const { required, optional, absent } = selectVendored({ manifest, path, packages, mainGo });
    for (const each of absent) differences.set(each, `changed vendor/modules.txt: ${path} has no package ${each}`);
    for (const [name, sha256] of [...optional, ...required]) {
      const there = found.get(name);
      accounted.add(name);
      if (there === undefined && required.has(name)) differences.set(name, `missing vendor/${name}`);
      else if (there !== undefined && there !== sha256) differences.set(name, `changed vendor/${name}`);
    }
    const language = languageDifference(module, manifest, mainGo);
    if (language !== undefined) differences.set('', language);
    return differences;
  });
  const owners = new Map(
    modules.flatMap((module, index) => (module.packages.length === 0 ? [] : [[module.path, index] as const])),
  );
  const stray: string[] = [];
  for (const name of found.keys()) {
    if (accounted.has(name)) continue;
    const owner = ownerOf(name, owners);
    // Where nothing of a module is vendored, no file can be its own; Go below 1.23 builds packages that modules.txt does not list.
    if (owner === undefined) stray.push(`added vendor/${name}`);
    else if (modules[owner]?.manifest !== undefined) byModule[owner]?.set(name, `added vendor/${name}`);
  }
  return {
    modules: byModule.map((differences) =>
      [...differences].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, difference]) => difference),
    ),
    stray: stray.sort(),
  };
}

function isVendored(file: ImportedFile): boolean {
  return file.path.startsWith('vendor/');
}

/** The module with the longest path that the file lies below. */
function ownerOf(name: string, owners: ReadonlyMap<string, number>): number | undefined {
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const owner = owners.get(name.slice(0, at));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

// The version in modules.txt decides which language the module's files are compiled as (loop variables, since 1.22).
function languageDifference(
  module: VendoredModuleFiles,
  manifest: ModuleManifest,
  mainGo: string | undefined,
): string | undefined {
  if (manifest.goVersion === undefined) return undefined;
  const recorded = mainGo !== undefined && compareGoVersions(mainGo, '1.17') >= 0;
  const wanted = recorded && manifest.goVersion !== 'none' ? manifest.goVersion : undefined;
  if (module.go === wanted) return undefined;
  return `changed vendor/modules.txt: ${module.path} is for go ${wanted ?? '(none)'}, not ${module.go ?? '(none)'}`;
}
