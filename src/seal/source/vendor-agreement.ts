import type { GoMod } from '../../formats/gobuild/go-mod.ts';
import { compareGoVersions } from '../../formats/gobuild/go-version.ts';
import { describeModule, type ModuleVersion } from '../../formats/gobuild/module-version.ts';
import type { VendoredModule } from '../../formats/gobuild/modules-txt.ts';

/** Merged lines of vendor/modules.txt: a module may have two, one of them for its replacement alone. */
interface VendorEntry {
  readonly module: ModuleVersion;
  readonly explicit: boolean;
  readonly replace?: ModuleVersion;
  readonly hasPackages: boolean;
}

/**
 * Where vendor/modules.txt and go.mod disagree, each as one line; empty when they agree. The rules are those of
 * `go build -mod=vendor`, applied before any build so that the answer is ours and the same on every machine.
 * @example vendorDisagreements(goMod, parseModulesTxt(text)) // ['a.b/c@v1.0.0: is required in go.mod, but ...']
 * @see cmd/go/internal/modload/vendor.go, checkVendorConsistency
 */
export function vendorDisagreements(goMod: GoMod, vendored: readonly VendoredModule[]): readonly string[] {
  const entries = mergeEntries(vendored);
  // modules.txt of Go before 1.14 had neither explicit marks nor wildcard replacements.
  const old = goMod.go === undefined ? false : compareGoVersions(goMod.go, '1.14') < 0;
  return [
    ...requirementProblems(goMod, entries, old),
    ...replacementProblems(goMod, entries, old),
    ...explicitProblems(goMod, entries),
    ...markProblems(goMod, entries),
  ];
}

function requirementProblems(goMod: GoMod, entries: ReadonlyMap<string, VendorEntry>, old: boolean): readonly string[] {
  return goMod.require.flatMap((required) => {
    if (entries.get(describeModule(required))?.explicit === true) return [];
    if (!old)
      return [`${describeModule(required)}: is required in go.mod, but not marked as explicit in vendor/modules.txt`];
    const selected = selectedVersion(entries, required.path);
    if (selected === undefined || selected === required.version) return [];
    return [`${describeModule(required)}: is required in go.mod, but vendor/modules.txt has ${selected}`];
  });
}

function replacementProblems(goMod: GoMod, entries: ReadonlyMap<string, VendorEntry>, old: boolean): readonly string[] {
  return goMod.replace.flatMap(({ old: replaced, by }) => {
    const marked = entries.get(describeModule(replaced))?.replace;
    if (marked === undefined) {
      const unrecorded =
        old && (replaced.version === '' || selectedVersion(entries, replaced.path) !== replaced.version);
      // A replacement of the main module itself has no effect, and Go does not ask for its mark.
      if (unrecorded || replaced.path === goMod.module) return [];
      return [`${describeModule(replaced)}: is replaced in go.mod, but not marked as replaced in vendor/modules.txt`];
    }
    if (marked.path === by.path && marked.version === by.version) return [];
    return [
      `${describeModule(replaced)}: is replaced by ${describeModule(by)} in go.mod, but by ${describeModule(marked)} in vendor/modules.txt`,
    ];
  });
}

function explicitProblems(goMod: GoMod, entries: ReadonlyMap<string, VendorEntry>): readonly string[] {
  const required = new Set(goMod.require.map(describeModule));
  return [...entries].flatMap(([key, entry]) =>
    entry.explicit && entry.hasPackages && !required.has(key)
      ? [`${key}: is marked as explicit in vendor/modules.txt, but not required in go.mod`]
      : [],
  );
}

function markProblems(goMod: GoMod, entries: ReadonlyMap<string, VendorEntry>): readonly string[] {
  return [...entries].flatMap(([key, { module, replace }]) => {
    if (replace === undefined) return [];
    const there = goMod.replace.some(
      ({ old }) => old.path === module.path && (old.version === '' || old.version === module.version),
    );
    return there ? [] : [`${key}: is marked as replaced in vendor/modules.txt, but not replaced in go.mod`];
  });
}

function mergeEntries(vendored: readonly VendoredModule[]): ReadonlyMap<string, VendorEntry> {
  const entries = new Map<string, VendorEntry>();
  for (const { path, version, explicit, replace, packages } of vendored) {
    const module = { path, version };
    const before = entries.get(describeModule(module));
    const by = replace ?? before?.replace;
    entries.set(describeModule(module), {
      module,
      explicit: explicit || before?.explicit === true,
      hasPackages: packages.length > 0 || before?.hasPackages === true,
      ...(by === undefined ? {} : { replace: by }),
    });
  }
  return entries;
}

function selectedVersion(entries: ReadonlyMap<string, VendorEntry>, path: string): string | undefined {
  return [...entries.values()].find((entry) => entry.module.path === path && entry.hasPackages)?.module.version;
}
