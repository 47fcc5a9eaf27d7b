import type { ModuleManifest } from '../../formats/gobuild/module-manifest.ts';
import type { ModuleVersion } from '../../formats/gobuild/module-version.ts';
import type { InstalledGo } from '../../records/installed-go.ts';

/** The module under whose path Go publishes its toolchains. @see Go toolchains, "Toolchain downloads" */
const TOOLCHAIN_MODULE = 'golang.org/toolchain';

// Where a build reads: commands and tools, packages, headers, time zones and FIPS modules.
const FOLDERS = ['bin', 'lib', 'pkg', 'src'];
// Variables by which Go finds and checks modules. A side sets each of them itself, so they can't change what it builds.
const HARMLESS = new Set(['GOPROXY', 'GOSUMDB', 'GOTOOLCHAIN']);

/**
 * The module that a Go installation should be equal to.
 * @param version - as `go version` has it
 * @param host - `linux/amd64`
 * @returns undefined for a version that Go never published (`devel`, a distribution's or an experiment's own)
 * @example toolchainModule('go1.26.8', 'linux/amd64')?.version // 'v0.0.1-go1.26.8.linux-amd64'
 * @see cmd/go/internal/toolchain, "golang.org/toolchain@v0.0.1-goVERSION.GOOS-GOARCH"
 */
export function toolchainModule(version: string, host: string): ModuleVersion | undefined {
  const platform = /^([a-z0-9]+)\/([a-z0-9]+)$/.exec(host);
  if (!/^go1(?:\.(?:0|[1-9]\d*)){1,2}(?:(?:rc|beta)[1-9]\d*)?$/.test(version) || platform === null) return undefined;
  return { path: TOOLCHAIN_MODULE, version: `v0.0.1-${version}.${platform[1]}-${platform[2]}` };
}

/**
 * Where an installation differs from its module, as `changed bin/go`, `added src/x.go`, `missing pkg/tool/...`, sorted by path.
 * Whatever lies in the folders that a build reads must be equal; documentation and Go's own tests of the tree are not read.
 *
 * A module can't hold a go.mod of another one, so there they are called `_go.mod`. Of go.env, which ways of installing Go write
 * anew, only the settings count, and those that lead to modules may differ.
 * @param manifest - of {@link toolchainModule}
 * @example toolchainDifferences(installed, manifest) // []
 */
export function toolchainDifferences(installed: InstalledGo, manifest: ModuleManifest): readonly string[] {
  const wanted = new Map(manifest.files.map(({ path, sha256 }) => [installedName(path), sha256]));
  const differences: string[] = [];
  for (const [path, sha256] of wanted) {
    const there = installed.files.get(path);
    if (!isRead(path) || there === sha256) continue;
    if (there !== undefined) differences.push(`changed ${path}`);
    else if (!isTest(path)) differences.push(`missing ${path}`);
  }
  for (const path of installed.files.keys())
    if (isRead(path) && path.includes('/') && !wanted.has(path)) differences.push(`added ${path}`);
  differences.push(...installed.irregular.filter(isRead).map((path) => `added ${path}, which is no regular file`));
  differences.push(...settingsDifferences(installed.goEnv));
  return differences.sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1));
}

/** The name that a file of the module has where it is installed. @example installedName('src/_go.mod') // 'src/go.mod' */
export function installedName(path: string): string {
  return path.replace(/(^|\/)_go\.mod$/, '$1go.mod');
}

function isRead(path: string): boolean {
  const [first = '', ...rest] = path.split('/');
  return rest.length === 0 ? first === 'VERSION' || FOLDERS.includes(first) : FOLDERS.includes(first);
}

/** Slim installations leave these out, and no build reads them. */
function isTest(path: string): boolean {
  return path.endsWith('_test.go') || path.includes('/testdata/');
}

function settingsDifferences(goEnv: string | undefined): readonly string[] {
  // As cmd/go/internal/cfg.readEnvFile has it: whatever begins with a capital and has an equals sign is a setting.
  const names = (goEnv ?? '').split('\n').flatMap((line) => /^([A-Z][^=]*)=/.exec(line)?.[1] ?? []);
  return names
    .filter((name) => !HARMLESS.has(name))
    .map((name) => `changed go.env, which sets ${JSON.stringify(name)}`);
}

function nameIn(difference: string): string {
  return difference.slice(difference.indexOf(' '));
}
