import { FormatError } from '../../formats/format-error.ts';
import { compareGoVersions } from '../../formats/gobuild/go-version.ts';
import type { ManifestFile, ModuleManifest } from '../../formats/gobuild/module-manifest.ts';
import { matchElement, parsePathPattern } from '../../formats/gobuild/path-match.ts';

/** Files that belong below vendor/, by path from there (`a.b/c/x.go`), with their SHA-256 in lower-case hex. */
export interface VendorSelection {
  /** Those that `go mod vendor` copies. */
  readonly required: ReadonlyMap<string, string>;
  /** Those that it copies or not, by settings that nothing records; they may be there, but unchanged. */
  readonly optional: ReadonlyMap<string, string>;
  /** Packages of which the module has no file. */
  readonly absent: readonly string[];
}

/** What is vendored of a module. */
export interface SelectionRequest {
  readonly manifest: ModuleManifest;
  /** The module's path below vendor/, which a replacement does not change. */
  readonly path: string;
  /** Import paths, as vendor/modules.txt has them. */
  readonly packages: readonly string[];
  /** The `go` line of the main module: the rules changed twice. */
  readonly mainGo: string | undefined;
}

// Files with names that begin so are copied from the folders above a package too.
const METADATA = /^(?:AUTHORS|CONTRIBUTORS|COPYLEFT|COPYING|COPYRIGHT|LEGAL|LICENSE|NOTICE|PATENTS)/;
// The version that a go.mod without a go line has.
const DEFAULT_GO = '1.16';

/**
 * The files of a module that `go mod vendor` copies: those in the folders of its packages but for tests, nested go.mod files
 * and files tagged `ignore`; what their `//go:embed` lines match; licences and the like from the folders above.
 * @example selectVendored({ manifest, path: 'a.b/c', packages: ['a.b/c/d'], mainGo: '1.26' }).required.get('a.b/c/d/x.go')
 * @see cmd/go/internal/modcmd/vendor.go (vendorPkg, copyMetadata, matchPotentialSourceFile); cmd/go/internal/load resolveEmbed
 */
export function selectVendored(request: SelectionRequest): VendorSelection {
  const { manifest, path, packages, mainGo = DEFAULT_GO } = request;
  const folders = byFolder(manifest.files);
  const required = new Map<string, string>();
  const optional = new Map<string, string>();
  const absent: string[] = [];
  const add = (to: Map<string, string>, file: ManifestFile) => to.set(`${path}/${file.path}`, file.sha256);
  for (const each of packages) {
    const inside = each === path || each.startsWith(`${path}/`);
    const folder = each.slice(path.length + 1);
    const files = inside ? folders.get(folder) : undefined;
    if (files === undefined) {
      absent.push(each);
      continue;
    }
    for (const file of files) if (isPotentialSource(file, mainGo)) add(required, file);
    const embedded = embeddedFiles(folder, files, manifest.files, mainGo);
    for (const file of embedded.required) add(required, file);
    for (const file of embedded.optional) add(optional, file);
    for (let above = folder; above !== ''; ) {
      above = above.slice(0, Math.max(0, above.lastIndexOf('/')));
      for (const file of folders.get(above) ?? []) if (METADATA.test(nameOf(file))) add(required, file);
    }
  }
  return { required, optional, absent };
}

function byFolder(files: readonly ManifestFile[]): ReadonlyMap<string, readonly ManifestFile[]> {
  const folders = new Map<string, ManifestFile[]>();
  for (const file of files) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const there = folders.get(folder);
    if (there === undefined) folders.set(folder, [file]);
    else there.push(file);
  }
  return folders;
}

function isPotentialSource(file: ManifestFile, mainGo: string): boolean {
  const name = nameOf(file);
  if (name.endsWith('_test.go')) return false;
  // Since 1.17, so that nothing below vendor/ looks like a module of its own.
  if ((name === 'go.mod' || name === 'go.sum') && atLeast(mainGo, '1.17')) return false;
  return file.go?.ignored !== true;
}

/** What the Go files of a folder embed. */
function embeddedFiles(
  folder: string,
  files: readonly ManifestFile[],
  all: readonly ManifestFile[],
  mainGo: string,
): { readonly required: readonly ManifestFile[]; readonly optional: readonly ManifestFile[] } {
  const sources = files
    .filter(({ go }) => go !== undefined && go.embeds.length > 0)
    .filter((file) => countsForEmbed(file, mainGo));
  if (sources.length === 0) return { required: [], optional: [] };
  const below = folder === '' ? all : all.filter((file) => file.path.startsWith(`${folder}/`));
  const matches = (file: ManifestFile) =>
    (file.go?.embeds ?? []).map((pattern) => matchPattern(pattern, folder, below));
  // With CGO_ENABLED=0, which nothing records, files that use cgo embed nothing.
  const [cgo, plain] = [sources.filter(({ go }) => go?.cgo), sources.filter(({ go }) => go?.cgo !== true)];
  const [sure, unsure] = [plain.flatMap(matches), cgo.flatMap(matches)];
  // One pattern without a match, and nothing of the package is embedded.
  const failed = sure.some((found) => found.length === 0);
  return failed
    ? { required: [], optional: [...sure, ...unsure].flat() }
    : { required: sure.flat(), optional: unsure.flat() };
}

function countsForEmbed(file: ManifestFile, mainGo: string): boolean {
  const name = nameOf(file);
  if (name.startsWith('_') || name.startsWith('.')) return false;
  // Before 1.22 what tests embed was copied too (golang #63473).
  return !name.endsWith('_test.go') || !atLeast(mainGo, '1.22');
}

/** Files that a pattern matches, itself or by a folder above them; of a folder without names that begin with `.` or `_`. */
function matchPattern(pattern: string, folder: string, below: readonly ManifestFile[]): readonly ManifestFile[] {
  const whole = pattern.startsWith('all:');
  const glob = whole ? pattern.slice('all:'.length) : pattern;
  const elements = glob.split('/');
  if (glob === '.' || elements.some((each) => each === '' || each === '.' || each === '..')) return [];
  let parts: ReturnType<typeof parsePathPattern>;
  try {
    parts = parsePathPattern(glob);
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
  const start = folder === '' ? 0 : folder.length + 1;
  return below.filter((file) => {
    const names = file.path.slice(start).split('/');
    if (names.length < parts.length) return false;
    if (!parts.every((part, index) => matchElement(part, names[index] ?? ''))) return false;
    return whole || names.slice(parts.length).every((name) => !name.startsWith('.') && !name.startsWith('_'));
  });
}

function nameOf(file: ManifestFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

function atLeast(version: string, wanted: string): boolean {
  return compareGoVersions(version, wanted) >= 0;
}
