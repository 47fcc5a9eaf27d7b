import type { Side } from '../../ports/sandbox.ts';
import type { BuildPlan, BuildTarget, PlannedConditions } from '../../records/build-plan.ts';

/** Variables that belong to conditions of their own, so that `environment` is about what remains. */
export const CONDITION_VARIABLES = [
  'HOME',
  'TZ',
  'LC_ALL',
  'LANG',
  'LANGUAGE',
  'GOMAXPROCS',
  'GOMEMLIMIT',
  'GOCACHE',
  'GOPATH',
  'GOMODCACHE',
  'TMPDIR',
  'GOTMPDIR',
] as const;

/**
 * What cmd/go reads inside a side is either fixed here or absent: GOFLAGS, GOENV and go.work files lead in what nobody recorded, and
 * GOPROXY=off says in plain words what a sandbox without network would say by a timeout.
 * @see go help environment
 */
export const FIXED_GO = {
  GOENV: 'off',
  GOWORK: 'off',
  GOPROXY: 'off',
  GOSUMDB: 'off',
  GOVCS: '*:off',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOTELEMETRY: 'off',
  CGO_ENABLED: '0',
} as const;

/** Names of all variables that every side has with the same value. */
export const FIXED_VARIABLES: readonly string[] = [
  ...Object.keys(FIXED_GO),
  ...['PATH', 'GOOS', 'GOARCH', 'GOEXPERIMENT', 'GOGC'],
];

/**
 * A compiler lives for seconds and has memory to spare, so it collects garbage less often: measured, that saves a quarter of the processor
 * time of `go build` with an empty cache. All that run at once try to stay within half of what the side may have. Neither enters what is
 * built.
 * @param memory - bytes that the side may use
 * @param parallelism - how many compilers run at once
 * @example seldomCollected(8 * 1024 ** 3, 2).GOMEMLIMIT // '2147483648'
 * @see the documentation of Go's package runtime, "Environment Variables"
 */
export function seldomCollected(memory: number, parallelism: number): Readonly<Record<'GOGC' | 'GOMEMLIMIT', string>> {
  return { GOGC: '400', GOMEMLIMIT: String(Math.floor(memory / 2 / parallelism)) };
}

/**
 * The whole environment of a side, of which nothing is inherited. GOCACHEPROG, GO_EXTLINK_ENABLED, GOSSAFUNC, GOSSADIR,
 * GOCOMPILEDEBUG, GOCLOBBERDEADHASH and GODEBUG, which would enter a build, are absent by that; GOEXPERIMENT is what was asked for.
 * @param target - the platform to build for; absent for commands that build nothing
 * @example sideEnvironment(side, plan, conditions, target).GOARCH // 'arm64'
 * @see go help environment; cmd/go/internal/cfg
 */
export function sideEnvironment(
  side: Side,
  plan: BuildPlan,
  conditions: PlannedConditions,
  target?: BuildTarget,
): Readonly<Record<string, string>> {
  const { folders } = side;
  return {
    ...conditions.environment,
    ...FIXED_GO,
    PATH: [`${side.goroot}/bin`, '/usr/local/bin', '/usr/bin', '/bin', conditions.lastOnPath].filter(Boolean).join(':'),
    HOME: sideHome(side, plan),
    TMPDIR: folders.tmp,
    GOTMPDIR: folders.tmp,
    GOCACHE: folders.cache,
    GOPATH: `${folders.home}/go`,
    GOMODCACHE: `${folders.home}/go/pkg/mod`,
    GOMAXPROCS: String(conditions.parallelism),
    ...seldomCollected(plan.limits.memory, conditions.parallelism),
    TZ: conditions.timezone,
    LC_ALL: conditions.locale,
    LANG: conditions.locale,
    LANGUAGE: conditions.locale === 'C' ? 'en' : 'et',
    ...(plan.build.experiments.length === 0 ? {} : { GOEXPERIMENT: plan.build.experiments.join(',') }),
    ...(target === undefined ? {} : { GOOS: target.goos, GOARCH: target.goarch, ...target.levels }),
  };
}

/**
 * A side's HOME: of its own name below its folder, so that it differs even where the path is kept; a folder that is nowhere
 * when it is HOME that shall be kept.
 */
function sideHome(side: Side, plan: BuildPlan): string {
  if (plan.notVaried.some(({ name }) => name === 'home')) return '/nonexistent';
  return `${side.folders.home}/${side.name === 'a' ? 'user' : 'somebody-else'}`;
}
