import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Side, SideRun } from '../../ports/sandbox.ts';
import { type Blob, readWhole } from '../../records/blob.ts';
import type { RebuildRecipe } from '../../records/rebuild-recipe.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkLinkerFlags } from './allowed-flags.ts';
import { explainFailure, explainFullDisk, outputLines } from './compiler-failure.ts';
import { programName } from './discover-mains.ts';
import { joinFlags } from './flag-words.ts';
import { FIXED_GO } from './side-environment.ts';
import { splitProgram } from './split-program.ts';
import { stampScript } from './stamp-script.ts';

/** One program to build again inside a side. */
export interface RebuildRequest {
  readonly side: Side;
  readonly recipe: RebuildRecipe;
  /** Where the parts of the side's tree lie below its source: the module, and the proxy folder with module zips if there is one. */
  readonly layout: { readonly module: string; readonly proxy?: string };
  /** Linker flags to try, in order; what is recorded nowhere may have to be found. Only linking is done anew for each. */
  readonly ldflags: readonly (readonly string[])[];
  /** Split debug information off what comes out, as it was split off what is wanted. */
  readonly split: boolean;
  /** Ends the search: the digest of the program that is wanted. */
  readonly wanted: string;
  /** Seconds for one command. */
  readonly timeout: number;
}

/** What came out: the wanted bytes if one of the candidates gave them, else those of the first. */
export interface RebuiltProgram {
  readonly content: Blob;
  readonly ldflags: readonly string[];
}

/**
 * Builds a program again as its recipe says, inside a side, and takes it out of the side's reach.
 * @throws TwinsealError of the stage `build`
 * @example (await rebuildProgram({ side, recipe, layout: { module: '' }, ldflags: [['-s', '-w']], wanted, timeout: 600 }, clock, call)).content.digest
 */
export async function rebuildProgram(request: RebuildRequest, clock: Clock, call: Call): Promise<RebuiltProgram> {
  const { side, recipe, layout, wanted } = request;
  const folder = layout.module === '' ? side.folders.source : `${side.folders.source}/${layout.module}`;
  const environment = environmentOf(request);
  const limited = (): Call => ({ ...call, deadline: Math.min(call.deadline, clock.now() + request.timeout * 1000) });
  if (recipe.stamp !== undefined && recipe.dependencies !== 'install') {
    const script = stampScript(recipe.stamp, folder);
    const text = `mkdir -p "$HOME/stamp" '${folder}/.git' && cat > "$HOME/stamp/git" && chmod 755 "$HOME/stamp/git"`;
    await must(side.run(['/bin/sh', '-c', text], environment, call, { stdin: script }), 'the stamp of the source');
  }
  let first: RebuiltProgram | undefined;
  // Flags that anybody may have named must not keep the right ones from being tried.
  let failure: TwinsealError | undefined;
  for (const [index, ldflags] of request.ldflags.entries()) {
    checkLinkerFlags(ldflags);
    const file = `program-${index}`;
    const run = await side.run(argumentsOf(request, ldflags, file), environment, limited(), {
      folder: recipe.dependencies === 'install' ? side.folders.tmp : folder,
    });
    if (run.status !== 0) {
      failure = explainFullDisk(side, run, recipe.main) ?? explainFailure(run, recipe.main);
      if (!failure.definitive) throw failure;
      continue;
    }
    if (recipe.dependencies === 'install') await takeInstalled(side, recipe, file, environment, call);
    const whole = await side.collect(file, call);
    let content = whole;
    try {
      if (request.split) content = await withoutDebug(side, whole, recipe.main, call);
    } catch (error) {
      if (!(error instanceof TwinsealError) || !error.definitive) throw error;
      failure = error;
      continue;
    }
    const built = { content, ldflags };
    if (built.content.digest === wanted) return built;
    first ??= built;
  }
  if (first === undefined) throw failure ?? new TwinsealError('INTERNAL', 'a rebuild has no linker flags to try');
  return first;
}

/** @see splitProgram: what ships of a build with `--debug split` */
async function withoutDebug(side: Side, whole: Blob, what: string, call: Call): Promise<Blob> {
  return await side.keep(splitProgram(await readWhole(whole, call.signal), what).shipped);
}

function argumentsOf(
  { side, recipe }: RebuildRequest,
  ldflags: readonly string[],
  file: string,
): readonly [string, ...string[]] {
  const { installed, tags, gcflags } = recipe;
  const own = gcflags.filter((flag) => !flag.startsWith('all='));
  const all = gcflags.filter((flag) => flag.startsWith('all=')).map((flag) => flag.slice(4));
  const flags = [
    '-trimpath',
    // Saying the default aloud gives the same program with another build ID.
    ...(recipe.buildmode === 'pie' ? ['-buildmode=pie'] : []),
    `-buildvcs=${recipe.stamp !== undefined && installed === undefined}`,
    // Without a profile both say the same; with one beside the source, its record says whether it was used.
    ...(recipe.pgo === 'off' ? ['-pgo=off'] : []),
    ...(tags.length === 0 ? [] : [`-tags=${tags.join(',')}`]),
    ...(ldflags.length === 0 ? [] : [`-ldflags=${joinFlags(ldflags)}`]),
    ...(all.length === 0 ? [] : [`-gcflags=all=${joinFlags(all)}`]),
    ...(own.length === 0 ? [] : [`-gcflags=${joinFlags(own)}`]),
  ];
  const go = `${side.goroot}/bin/go`;
  if (installed !== undefined) return [go, 'install', ...flags, `${recipe.main}@${installed.version}`];
  const mod = recipe.dependencies === 'vendor' ? 'vendor' : 'readonly';
  return [go, 'build', `-mod=${mod}`, ...flags, '-o', `${side.folders.out}/${file}`, recipe.main];
}

/** The environment of a side, of which nothing is inherited, with the zips of the side's own tree as its only module proxy. */
function environmentOf({ side, recipe, layout }: RebuildRequest): Readonly<Record<string, string>> {
  const { folders } = side;
  const home = `${folders.home}/rebuilder`;
  return {
    ...FIXED_GO,
    // The zips were compared with the database, or not, when they were fetched; go.sum is obeyed in either case.
    ...(layout.proxy !== undefined && { GOPROXY: `file://${folders.source}/${layout.proxy}` }),
    ...recipe.environment,
    PATH: `${home}/stamp:${side.goroot}/bin:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: folders.tmp,
    GOTMPDIR: folders.tmp,
    GOCACHE: folders.cache,
    GOPATH: `${home}/go`,
    GOMODCACHE: `${home}/go/pkg/mod`,
    TZ: 'UTC',
    LC_ALL: 'C',
  };
}

/** `go install` puts the program below GOPATH, in a folder of its platform where that is not the host's. */
async function takeInstalled(
  side: Side,
  recipe: RebuildRecipe,
  file: string,
  environment: Readonly<Record<string, string>>,
  call: Call,
): Promise<void> {
  const { GOOS = '', GOARCH = '' } = recipe.environment;
  const name = programName(recipe.main);
  const text = `for each in "$GOPATH/bin/$1_$2/$3" "$GOPATH/bin/$3"; do if [ -f "$each" ]; then exec cp "$each" "$4"; fi; done; exit 1`;
  const argv = ['/bin/sh', '-c', text, 'take', GOOS, GOARCH, name, `${side.folders.out}/${file}`] as const;
  await must(side.run(argv, environment, call), `the program ${name}`);
}

async function must(running: Promise<SideRun>, what: string): Promise<void> {
  const run = await running;
  if (run.status !== 0)
    throw new TwinsealError('BUILD_SANDBOX', `a side could not be given ${what}`, { details: outputLines(run) });
}
