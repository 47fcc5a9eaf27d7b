import { isImportPath } from '../../formats/gobuild/module-path.ts';
import type { Call } from '../../ports/call.ts';
import type { Side } from '../../ports/sandbox.ts';
import type { MainPackage } from '../../records/build-plan.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { explainFailure, explainFullDisk } from './compiler-failure.ts';
import { FIXED_GO } from './side-environment.ts';

/** What `go list` needs besides the side. */
export interface DiscoveryInput {
  readonly side: Side;
  readonly module: string;
  /** What the user named; empty: the only one. */
  readonly named: readonly string[];
  readonly tags: readonly string[];
  readonly goarch: string;
  /** GOEXPERIMENT: each experiment is a build tag too, `goexperiment.NAME`. */
  readonly experiments?: readonly string[];
}

/**
 * Finds the main packages of a module by asking `go list` inside a side.
 * @returns those that were named, or the only one there is
 * @throws TwinsealError `SOURCE_NO_MAIN`, `SOURCE_MAIN_AMBIGUOUS` listing them; what {@link explainFailure} gives
 * @example await discoverMains({ side, module: 'a.b/c', named: [], tags: [], goarch: 'amd64' }, call)
 */
export async function discoverMains(input: DiscoveryInput, call: Call): Promise<readonly MainPackage[]> {
  const { side, module, named } = input;
  const go = `${side.goroot}/bin/go`;
  const format = '{{if eq .Name "main"}}{{.ImportPath}}{{end}}';
  const tags = input.tags.length === 0 ? [] : [`-tags=${input.tags.join(',')}`];
  const run = await side.run(
    [go, 'list', '-e', '-find', '-mod=vendor', ...tags, '-f', format, './...'],
    {
      ...FIXED_GO,
      // Also those that need cgo are listed: the build then says so by name, instead of there being none.
      CGO_ENABLED: '1',
      GOOS: 'linux',
      GOARCH: input.goarch,
      ...(input.experiments?.length ? { GOEXPERIMENT: input.experiments.join(',') } : {}),
      GOCACHE: side.folders.cache,
      GOPATH: `${side.folders.home}/go`,
      HOME: side.folders.home,
      TMPDIR: side.folders.tmp,
      PATH: '/usr/bin:/bin',
    },
    call,
    { maxOutput: 4 * 1024 * 1024 },
  );
  const what = 'the module';
  // With -e go list ends well where it could write nothing, and then lists nothing.
  const full = run.status !== 0 || run.stdout.trim() === '' ? explainFullDisk(side, run, what) : undefined;
  if (full !== undefined) throw full;
  if (run.status !== 0) throw explainFailure(run, what);
  const mains = run.stdout
    .split('\n')
    .filter((path) => isImportPath(path) && (path === module || path.startsWith(`${module}/`)))
    .map((path) => mainPackage(module, path));
  return named.length === 0 ? onlyOne(mains) : uniqueNames(named.map((name) => pick(mains, module, name)));
}

/**
 * The name that `go install` gives a program: the last element of its path that is no major version.
 * @example programName('mvdan.cc/sh/v3') // 'sh'
 * @see cmd/go/internal/load.DefaultExecName
 */
export function programName(importPath: string): string {
  const parts = importPath.split('/');
  const last = parts.at(-1) ?? importPath;
  return parts.length > 1 && /^v(?:[2-9]|[1-9]\d+)$/.test(last) ? (parts.at(-2) ?? last) : last;
}

function mainPackage(module: string, importPath: string): MainPackage {
  const rest = importPath.slice(module.length);
  return { importPath, package: rest === '' ? '.' : `.${rest}`, name: programName(importPath) };
}

function onlyOne(mains: readonly MainPackage[]): readonly MainPackage[] {
  const [only, second] = mains;
  if (only === undefined) {
    throw new TwinsealError(
      'SOURCE_NO_MAIN',
      'the module has no main package: name the folder of a module that has a program',
    );
  }
  if (second === undefined) return [only];
  throw new TwinsealError(
    'SOURCE_MAIN_AMBIGUOUS',
    `the module has ${mains.length} main packages, so name one with --main: ${listed(mains)}`,
    {
      details: mains.map((main) => main.package),
    },
  );
}

function pick(mains: readonly MainPackage[], module: string, name: string): MainPackage {
  const plain = name.replace(/^\.\//, '').replace(/\/+$/, '');
  const found = mains.find(
    (main) => main.importPath === name || main.package === (plain === '' || plain === '.' ? '.' : `./${plain}`),
  );
  if (found !== undefined) return found;
  const there = mains.length === 0 ? 'it has none' : `it has ${listed(mains)}`;
  throw new TwinsealError(
    'SOURCE_NO_MAIN',
    `the module ${module} has no main package ${JSON.stringify(name.slice(0, 200))}: ${there}`,
    {
      details: mains.map((main) => main.package),
    },
  );
}

function uniqueNames(mains: readonly MainPackage[]): readonly MainPackage[] {
  const seen = new Set<string>();
  for (const { name } of mains) {
    if (seen.has(name))
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `two of the main packages make a program named ${name}: seal them apart`,
      );
    seen.add(name);
  }
  return mains;
}

function listed(mains: readonly MainPackage[]): string {
  const shown = mains.slice(0, 10).map((main) => main.package);
  return mains.length > 10 ? `${shown.join(', ')} and ${mains.length - 10} more` : shown.join(', ');
}
