import { FormatError } from '../../formats/format-error.ts';
import { type BuildInfo, buildSetting } from '../../formats/gobuild/build-info.ts';
import { versionOfToolchain } from '../../formats/gobuild/go-version.ts';
import { isImportPath, isModulePath } from '../../formats/gobuild/module-path.ts';
import { isModuleVersion } from '../../formats/gobuild/module-version.ts';
import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { ClaimedStamp, RebuildRecipe } from '../../records/rebuild-recipe.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCompilerFlags, checkTags } from './allowed-flags.ts';
import { compilerWords } from './plan-build.ts';

/** A recipe, or the one sentence why there can be none. */
export type DerivedRecipe = { readonly recipe: RebuildRecipe } | { readonly why: string };

// Settings that follow from the source and the toolchain, so that they need not be given.
const FOLLOWING = ['-compiler', '-buildmode', '-trimpath', '-tags', '-gcflags', '-ldflags', '-pgo', 'DefaultGODEBUG'];
const LEVELS = /^GO(?:AMD64|ARM|ARM64|386|MIPS|MIPS64|PPC64|RISCV64|WASM)$/;
// Below what one argument of a program may have on Linux.
const MAX_FLAGS = 32 * 1024;
const VALUE = /^[\w.,+-]{1,200}$/;

/**
 * How to build a program again, from what its build info records. What is recorded was written by whoever made the program: each
 * value is checked before it becomes an argument or a variable, and what would name a path or start a program ends it.
 * @example deriveRecipe(binaryBuildInfo(file)) // { recipe: { main: 'example.com/app', dependencies: 'vendor', ... } }
 * @see runtime/debug.BuildSetting; cmd/go/internal/load, Package.setBuildInfo
 */
export function deriveRecipe(info: BuildInfo): DerivedRecipe {
  const why = obstacle(info);
  if (why !== undefined) return { why };
  const { path = '', main } = info;
  if (main === undefined || !isImportPath(main.path) || !isImportPath(path))
    return { why: 'its build info names no main module, so there is no source to look for' };
  try {
    const tags = (buildSetting(info, '-tags') ?? '').split(',').filter((tag) => tag !== '');
    checkTags(tags);
    const gcflags = compilerFlags(buildSetting(info, '-gcflags') ?? '');
    const installed = main.sum === undefined ? undefined : { version: main.version, h1: main.sum };
    if (installed !== undefined && (!isModulePath(main.path) || !isModuleVersion(main.version)))
      return { why: 'its build info names a module version that no proxy can have' };
    const stamp = stampOf(info);
    if (stamp === 'malformed') return { why: 'its version control stamp is malformed' };
    return {
      recipe: {
        goVersion: releaseOf(info) ?? info.goVersion,
        main: path,
        module: main.path,
        ...(installed !== undefined && { installed }),
        dependencies: installed === undefined ? dependenciesOf(info) : 'install',
        environment: environmentOf(info),
        tags,
        gcflags,
        buildmode: buildSetting(info, '-buildmode') === 'pie' ? 'pie' : 'exe',
        pgo: buildSetting(info, '-pgo') === undefined ? 'off' : 'auto',
        ...(stamp !== undefined && { stamp }),
      },
    };
  } catch (error) {
    if (!(error instanceof TwinsealError)) throw error;
    return { why: `it was built with a flag that is not used here: ${error.message}` };
  }
}

/** What makes a program one that nobody can build again from source alone, if anything does. */
function obstacle(info: BuildInfo): string | undefined {
  const value = (key: string): string => buildSetting(info, key) ?? '';
  if (releaseOf(info) === undefined)
    return `it was built by ${JSON.stringify(info.goVersion.slice(0, 80))}, which is no released Go`;
  if (value('-compiler') !== 'gc') return 'it was built by another compiler than gc';
  if (value('-trimpath') !== 'true')
    return 'it was built without -trimpath, so the folder it was built in is a part of it: build it with -trimpath';
  if (value('CGO_ENABLED') !== '0')
    return 'it was built with cgo, so a C compiler that nobody recorded is a part of it: build it with CGO_ENABLED=0';
  if (!['', 'exe', 'pie'].includes(value('-buildmode'))) return `it was built with -buildmode=${value('-buildmode')}`;
  if (!['', 'default.pgo'].includes(value('-pgo')))
    return `it was built with the profile ${JSON.stringify(value('-pgo').slice(0, 80))}, which is no default.pgo beside its main package`;
  const long = ['-tags', '-gcflags'].find((key) => value(key).length > MAX_FLAGS);
  if (long !== undefined) return `its ${long} are longer than any that a build takes`;
  const vcs = value('vcs');
  if (vcs !== '' && vcs !== 'git') return `its stamp is of ${JSON.stringify(vcs.slice(0, 20))}, and only git is known`;
  const other = info.settings.find(
    ({ key, value: text }) => !isKnown(key) || (inEnvironment(key) && !VALUE.test(text)),
  );
  if (other !== undefined)
    return `it was built with ${JSON.stringify(`${other.key}=${other.value}`.slice(0, 120))}, which is not done here`;
  return undefined;
}

/**
 * The Go that built it: `go1.26.8-X:jsonv2` is go1.26.8 with an experiment that was asked for, which is then a setting of its
 * own; without that setting the toolchain itself was made with the experiment.
 */
function releaseOf(info: BuildInfo): string | undefined {
  const asked = buildSetting(info, 'GOEXPERIMENT') !== undefined;
  const release = asked ? info.goVersion.replace(/[- ]X:[\w,]+$/, '') : info.goVersion;
  return versionOfToolchain(release) === undefined || /[^\w.]/.test(release) ? undefined : release;
}

function isKnown(key: string): boolean {
  return (
    FOLLOWING.includes(key) ||
    key === 'CGO_ENABLED' ||
    /^vcs(?:\.(?:revision|time|modified))?$/.test(key) ||
    inEnvironment(key)
  );
}

function inEnvironment(key: string): boolean {
  return key === 'GOOS' || key === 'GOARCH' || key === 'GOEXPERIMENT' || LEVELS.test(key);
}

function environmentOf(info: BuildInfo): Readonly<Record<string, string>> {
  return Object.fromEntries(
    info.settings.filter(({ key }) => inEnvironment(key)).map(({ key, value }) => [key, value]),
  );
}

/** With -mod=vendor no dependency has a sum; from module zips each has one, but for folders that stand in. */
function dependenciesOf({ deps }: BuildInfo): 'vendor' | 'modules' {
  return deps.some(({ sum, replace }) => (replace ?? { sum }).sum !== undefined) ? 'modules' : 'vendor';
}

function compilerFlags(text: string): readonly string[] {
  if (text === '') return [];
  const { pattern, flags } = compilerWords(text);
  checkCompilerFlags(flags);
  return flags.map((flag) => (pattern === '' ? flag : `${pattern}=${flag}`));
}

function stampOf(info: BuildInfo): ClaimedStamp | undefined | 'malformed' {
  const revision = buildSetting(info, 'vcs.revision');
  if (buildSetting(info, 'vcs') === undefined || revision === undefined) return undefined;
  const time = buildSetting(info, 'vcs.time') ?? '';
  const version = info.main?.version ?? '';
  const modified = buildSetting(info, 'vcs.modified');
  const isSound =
    /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) &&
    isTime(time) &&
    (modified === 'true' || modified === 'false') &&
    /^(?:\(devel\)|v[0-9A-Za-z.+-]{1,200})$/.test(version);
  if (!isSound) return 'malformed';
  const plain = version.replace(/[+.]dirty$/, '');
  return { revision, time, modified: modified === 'true', ...(version.startsWith('v') && { version: plain }) };
}

function isTime(text: string): boolean {
  try {
    return text.length <= 20 && parseUtcSeconds(text) >= 0;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return false;
  }
}
