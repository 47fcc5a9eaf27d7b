import type { BuildPlan, MainPackage } from '../../records/build-plan.ts';
import { checkCompilerFlags, checkLinkerFlags, checkTags } from './allowed-flags.ts';
import { debugFlags } from './debug-flags.ts';
import { joinFlags, splitFlags } from './flag-words.ts';
import { compilerWords } from './plan-build.ts';
import { fillTemplate } from './template.ts';

/** Flags with templates filled, each word by itself. A compiler flag for all packages begins with `all=`. */
export interface SideFlags {
  readonly tags: readonly string[];
  readonly ldflags: readonly string[];
  readonly gcflags: readonly string[];
  readonly experiments: readonly string[];
  /** `auto`, `off` or `./file`. */
  readonly pgo: string;
}

/**
 * Fills the templates of a plan's flags on one side and checks the result again: a filled hole can't become a new flag,
 * since words are parted before holes are filled. What `strip` and `debug` ask of the linker comes last.
 * @param now - milliseconds since 1970
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example evaluateFlags(plan, clock.now(), environment).ldflags // ['-X', 'main.version=1.2.3']
 */
export function evaluateFlags(plan: BuildPlan, now: number, environment: Readonly<Record<string, string>>): SideFlags {
  const input = { source: plan.source, now, environment };
  const ldflags = plan.build.ldflags.flatMap(splitFlags).map((word) => fillTemplate(word, input));
  checkLinkerFlags(ldflags);
  checkTags(plan.build.tags);
  const gcflags = plan.build.gcflags.flatMap((entry) => {
    const { pattern, flags } = compilerWords(entry);
    checkCompilerFlags(flags);
    return flags.map((flag) => (pattern === '' ? flag : `${pattern}=${flag}`));
  });
  const { tags, experiments, pgo } = plan.build;
  const linker = [...ldflags, ...debugFlags(ldflags, plan.build, plan.toolchains)];
  return { tags, ldflags: linker, gcflags, experiments, pgo };
}

/**
 * The arguments of one `go build`. `-buildvcs=false`: the tree has no repository, and the revision is recorded by us.
 * @param parallelism - how many commands go runs at once
 * @throws TwinsealError `SETTINGS_INVALID` for a flag that has both kinds of quotes
 * @example goBuildArguments('/usr/local/go/bin/go', '/out/app', main, flags, 2)
 * @see go help build
 */
export function goBuildArguments(
  go: string,
  output: string,
  main: MainPackage,
  flags: SideFlags,
  parallelism: number,
): readonly [string, ...string[]] {
  return [
    go,
    'build',
    // Names each package on stderr when it is compiled, which leaves no trace in the program.
    '-v',
    '-mod=vendor',
    '-trimpath',
    '-buildvcs=false',
    `-p=${parallelism}`,
    ...(flags.tags.length === 0 ? [] : [`-tags=${flags.tags.join(',')}`]),
    ...(flags.ldflags.length === 0 ? [] : [`-ldflags=${joinFlags(flags.ldflags)}`]),
    ...compilerArguments(flags).map((value) => `-gcflags=${value}`),
    ...(flags.pgo === 'auto' ? [] : [`-pgo=${flags.pgo}`]),
    '-o',
    output,
    main.package,
  ];
}

/**
 * What build info must say when a program was built as asked: the value of each setting, `undefined` for one that must not be
 * there. Linker flags are no part of it, since Go does not record them with -trimpath; of several -gcflags it records the last.
 * @param profile - path of the profile that the program was compiled with
 * @example askedSettings(flags, undefined)['-tags'] // 'netgo,osusergo'
 * @see cmd/go/internal/load, setBuildInfo
 */
export function askedSettings(
  flags: SideFlags,
  profile: string | undefined,
): Readonly<Record<string, string | undefined>> {
  const listed = (words: readonly string[]) => (words.length === 0 ? undefined : words.join(','));
  return {
    '-buildmode': 'exe',
    '-trimpath': 'true',
    CGO_ENABLED: '0',
    '-tags': listed(flags.tags),
    '-gcflags': compilerArguments(flags).at(-1),
    GOEXPERIMENT: listed(flags.experiments),
    '-pgo': profile?.split('/').at(-1),
  };
}

function compilerArguments({ gcflags }: SideFlags): readonly string[] {
  const own = gcflags.filter((flag) => !flag.startsWith('all='));
  const all = gcflags.filter((flag) => flag.startsWith('all=')).map((flag) => flag.slice(4));
  return [...(all.length === 0 ? [] : [`all=${joinFlags(all)}`]), ...(own.length === 0 ? [] : [joinFlags(own)])];
}
