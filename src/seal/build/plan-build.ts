import { type BuildChoices, DEFAULT_CHOICES } from '../../records/build-choices.ts';
import type { BuildPlan, MainPackage, PlannedConditions } from '../../records/build-plan.ts';
import { CONDITION_NAMES, type ConditionName, KEEPABLE_CONDITIONS } from '../../records/conditions.ts';
import type { BuildSettings } from '../../records/settings.ts';
import type { SourceLock } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCompilerFlags, checkExperiments, checkLinkerFlags, checkProfile, checkTags } from './allowed-flags.ts';
import { debugFlags } from './debug-flags.ts';
import { splitFlags } from './flag-words.ts';
import { planTargets, targetNotes } from './plan-targets.ts';

/** What a plan is made from. */
export interface PlanInput {
  readonly source: SourceLock;
  readonly toolchains: BuildPlan['toolchains'];
  /** Absent: nothing was compared. */
  readonly modules?: BuildPlan['modules'];
  readonly mains: readonly MainPackage[];
  readonly platforms: readonly string[];
  readonly build: BuildSettings;
  /** Processors that the machine lends us. */
  readonly processors: number;
  /** What was chosen for this machine; absent: {@link DEFAULT_CHOICES}. */
  readonly choices?: Pick<BuildChoices, 'limits' | 'ownToolchains'>;
}

const NOT_COMPARED = { outcome: 'unauthenticated', authenticated: 0, others: [], why: 'nothing was compared' } as const;
const ASKED = 'the settings ask to keep it equal (build.keep)';
const CACHE_OFF =
  'cache: off: Go needs a build cache since 1.12 (GOCACHE=off is an error), so each side gets an own, empty one that is thrown away afterwards: nothing built before is used';

const SIDE_A: Omit<PlannedConditions, 'parallelism'> = {
  hostname: 'side-a',
  timezone: 'UTC',
  locale: 'C',
  umask: '022',
  root: '/build/a',
  environment: {},
  fileTime: 1_000_000_000,
  userId: 61_001,
  domain: 'side-a.example',
  addresses: 'random',
  kernelName: 'own',
  fileOrder: 'sorted',
  lastOnPath: '',
};
const GO_A = '/opt/own/go';
const SIDE_B: Omit<PlannedConditions, 'parallelism'> = {
  hostname: 'other-machine.example',
  timezone: 'Asia/Kathmandu',
  locale: 'C.UTF-8',
  umask: '077',
  root: '/srv/another/rather/longer/place/b',
  environment: { CAPTURE_ENVIRONMENT: 'side b', BUILD_NUMBER: '4242', CI: 'true' },
  fileTime: 1_234_567_890,
  userId: 61_002,
  domain: 'another.domain.example',
  addresses: 'fixed',
  kernelName: '2.6',
  fileOrder: 'reversed',
  lastOnPath: '/opt/another-machine/bin',
};
const GO_B = '/srv/another/place/of/go';

/**
 * Plans a twin build: what is built for which platforms with which flags, and which conditions each side gets. Flags are
 * checked here as written; each side checks them again with its templates filled.
 * @throws TwinsealError `SETTINGS_INVALID`, `PLATFORM_UNKNOWN`
 * @example planBuild({ source, toolchains, mains, platforms: ['linux/amd64'], build, processors: 2 })
 */
export function planBuild(input: PlanInput): BuildPlan {
  const { build } = input;
  checkTags(build.tags);
  checkExperiments(build.experiments);
  checkProfile(build.pgo);
  const linker = build.ldflags.flatMap(splitFlags);
  checkLinkerFlags(linker);
  debugFlags(linker, build, input.toolchains);
  for (const words of build.gcflags.map(compilerWords)) checkCompilerFlags(words.flags);
  const keep = checkKeep(build.keep);
  const kept = <K extends keyof PlannedConditions>(
    name: ConditionName,
    key: K,
    a: PlannedConditions,
    b: PlannedConditions,
  ) => (keep.includes(name) ? { [key]: a[key] } : { [key]: b[key] });
  const { limits, ownToolchains } = input.choices ?? DEFAULT_CHOICES;
  const a: PlannedConditions = {
    ...SIDE_A,
    parallelism: input.processors,
    ...(ownToolchains && { goroot: GO_A }),
  };
  // One more than there are processors: another schedule for the compiler, at no cost in time.
  const b: PlannedConditions = {
    ...SIDE_B,
    parallelism: input.processors + 1,
    ...(ownToolchains && { goroot: keep.includes('toolchain') ? GO_A : GO_B }),
    // Half the speed on two processors, so only when asked for.
    ...(build.vary.includes('cpus') && !keep.includes('cpus') && { processors: 1 }),
  };
  const sideB: PlannedConditions = {
    ...b,
    ...kept('path', 'root', a, b),
    ...kept('hostname', 'hostname', a, b),
    ...kept('timezone', 'timezone', a, b),
    ...kept('locale', 'locale', a, b),
    ...kept('umask', 'umask', a, b),
    ...kept('environment', 'environment', a, b),
    ...kept('parallelism', 'parallelism', a, b),
    ...kept('file-times', 'fileTime', a, b),
    ...kept('user', 'userId', a, b),
    ...kept('domain', 'domain', a, b),
    ...kept('aslr', 'addresses', a, b),
    ...kept('kernel', 'kernelName', a, b),
    ...kept('file-order', 'fileOrder', a, b),
    ...kept('exec-path', 'lastOnPath', a, b),
  };
  const targets = planTargets(input.platforms, build.levels);
  return {
    apiVersion: 'twinseal.dev/build-plan/v1',
    source: input.source,
    toolchains: input.toolchains,
    modules: input.modules ?? NOT_COMPARED,
    mains: input.mains,
    targets,
    build,
    sides: { a, b: sideB },
    limits,
    notVaried: keep.map((name) => ({ name, why: ASKED })),
    notes: [...(build.cache === 'off' ? [CACHE_OFF] : []), ...targetNotes(targets)],
  };
}

/**
 * Splits an entry of `gcflags` into its package pattern (`all`, or empty for the named packages) and its flags.
 * @throws TwinsealError `SETTINGS_INVALID` for a quote or template that does not end
 * @example compilerWords('all=-N -l') // { pattern: 'all', flags: ['-N', '-l'] }
 */
export function compilerWords(entry: string): { readonly pattern: '' | 'all'; readonly flags: readonly string[] } {
  return entry.startsWith('all=')
    ? { pattern: 'all', flags: splitFlags(entry.slice(4)) }
    : { pattern: '', flags: splitFlags(entry) };
}

function checkKeep(keep: readonly string[]): readonly ConditionName[] {
  return keep.map((name) => {
    const found = KEEPABLE_CONDITIONS.find((each) => each === name);
    if (found !== undefined) return found;
    const known = (CONDITION_NAMES as readonly string[]).includes(name);
    throw new TwinsealError(
      'SETTINGS_INVALID',
      known
        ? `build.keep can not name ${name}: it is not varied by us, or must always be each side's own`
        : `build.keep names ${JSON.stringify(name.slice(0, 60))}: ${KEEPABLE_CONDITIONS.join(', ')} are known`,
    );
  });
}
