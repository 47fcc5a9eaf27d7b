import { GOARM64_OPTIONS } from '../../formats/oci/go-variant.ts';
import { askedPlatforms } from '../../records/asked-platform.ts';
import { type BuildChoices, DEFAULT_CHOICES } from '../../records/build-choices.ts';
import type { Settings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Flag, Input } from './command.ts';

/** Flags that override twinseal.yaml, shared by `seal` and `build`. */
export const SETTINGS_FLAGS: readonly Flag[] = [
  { name: 'settings', kind: 'text', value: 'FILE', meaning: 'settings file (DIR/twinseal.yaml, where there is one)' },
  {
    name: 'platform',
    kind: 'list',
    value: 'PLATFORM',
    meaning: 'platforms to build for (of the settings, else linux/amd64,linux/arm64)',
  },
  {
    name: 'main',
    kind: 'list',
    value: 'PACKAGE',
    meaning: 'main packages, such as ./cmd/app (the only one there is, unless given)',
  },
  { name: 'tags', kind: 'list', value: 'TAG', meaning: 'build tags' },
  {
    name: 'goarm64',
    kind: 'list',
    value: 'OPTION',
    choices: GOARM64_OPTIONS,
    meaning: 'options of GOARM64 for each arm64 platform (lse, crypto), which no platform can say',
  },
  { name: 'ldflags', kind: 'text', value: 'FLAGS', meaning: "linker flags: --ldflags='-X main.version={{.Version}}'" },
  {
    name: 'gcflags',
    kind: 'text',
    value: 'FLAGS',
    meaning: "compiler flags of the named packages, or of all: --gcflags='all=-N -l'",
  },
  { name: 'experiment', kind: 'list', value: 'NAME', meaning: 'experiments of Go (GOEXPERIMENT)' },
  {
    name: 'pgo',
    kind: 'text',
    value: 'PROFILE',
    meaning: 'profile for the compiler: auto (default.pgo beside the program), off, or ./FILE of the source',
  },
  { name: 'strip', kind: 'switch', meaning: 'leave the symbol table and debug information out' },
  {
    name: 'debug',
    kind: 'text',
    value: 'WHERE',
    choices: ['keep', 'split'],
    meaning: 'debug information: keep it in the program, or split it off into a file of its own',
  },
  { name: 'vendor', kind: 'switch', meaning: 'make the vendor folder first, in a private copy, with `go mod vendor`' },
  { name: 'revision', kind: 'text', value: 'COMMIT', meaning: 'claim this revision: 40 or 64 lower-case hex digits' },
  {
    name: 'version',
    kind: 'text',
    value: 'VERSION',
    meaning: 'claim this version: SemVer 2.0.0, a leading v is dropped',
  },
];

/** Flags for what the machine lends to a build; `seal` and `build` share them. They have no place in a file of the source tree. */
export const CHOICE_FLAGS: readonly Flag[] = [
  { name: 'go', kind: 'text', value: 'VERSION', meaning: 'build with this Go, got through the module proxy: 1.27.1' },
  {
    name: 'toolchain',
    kind: 'list',
    value: 'GOROOT',
    meaning: 'build with this Go installation; two of them: one for each side',
  },
  { name: 'own-toolchains', kind: 'switch', meaning: 'give each side a copy of Go of its own, at its own path' },
  {
    name: 'cache',
    kind: 'text',
    value: 'DIR',
    meaning: 'keep a build cache for each side here; the proof then says warm',
  },
  { name: 'offline', kind: 'switch', meaning: 'ask nothing of the network; what was cached still counts' },
  { name: 'memory', kind: 'text', value: 'SIZE', meaning: 'memory of one side, such as 8GiB (the default)' },
  { name: 'disk', kind: 'text', value: 'SIZE', meaning: 'what one side may write, such as 16GiB (the default)' },
];

const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };

/**
 * What the flags of {@link CHOICE_FLAGS} chose.
 * @throws TwinsealError `USAGE`
 * @example choicesOf(input).limits.memory // 8589934592
 */
export function choicesOf(input: Input): BuildChoices {
  const toolchains = input.list('toolchain');
  if (toolchains.length > 2) throw new TwinsealError('USAGE', '--toolchain takes one Go installation, or two');
  const go = input.text('go');
  if (go !== undefined && toolchains.length > 0)
    throw new TwinsealError('USAGE', 'give --go or --toolchain, not both: each says which Go builds');
  const cache = input.text('cache');
  const { limits } = DEFAULT_CHOICES;
  return {
    ...(go !== undefined && { go }),
    toolchains,
    ownToolchains: input.is('own-toolchains'),
    ...(cache !== undefined && { cache }),
    offline: input.is('offline'),
    limits: {
      ...limits,
      memory: sizeOf(input, 'memory') ?? limits.memory,
      disk: sizeOf(input, 'disk') ?? limits.disk,
    },
  };
}

/**
 * The bytes that a flag asks for.
 * @throws TwinsealError `USAGE`
 * @example sizeOf(input, 'memory') // 8589934592 for 8GiB; undefined when it was not given
 */
export function sizeOf(input: Input, flag: string): number | undefined {
  const text = input.text(flag);
  if (text === undefined) return undefined;
  const [, digits = '', unit = ''] = /^([1-9]\d{0,5})([KMGT]iB)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  if (factor === undefined) throw new TwinsealError('USAGE', `--${flag} takes a size such as 512MiB or 8GiB`);
  return Number(digits) * factor;
}

/**
 * Lays the flags over the settings of the file: each flag that is given replaces the whole value.
 *
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `SETTINGS_INVALID`
 * @example mergeFlags(settings, input).platforms // ['linux/amd64'] after --platform linux/amd64
 */
export function mergeFlags(settings: Settings, input: Input): Settings {
  const platforms = input.list('platform');
  const main = input.list('main').map(packagePath);
  if (main.length > 0 && settings.images !== undefined)
    throw new TwinsealError('USAGE', 'the settings say which programs each image has: leave --main out');
  const tags = input.list('tags');
  const debug = input.text('debug');
  const { levels } = settings.build;
  const goarm64 = input.list('goarm64');
  const built = platforms.length > 0 ? platforms : settings.platforms;
  if (goarm64.length > 0 && !built.some((platform) => platform.startsWith('linux/arm64')))
    throw new TwinsealError('USAGE', '--goarm64 is for linux/arm64, which is not among the platforms');
  const [ldflags, gcflags, pgo] = [input.text('ldflags'), input.text('gcflags'), input.text('pgo')];
  const experiments = input.list('experiment');
  const revision = input.text('revision');
  const version = input.text('version');
  return {
    ...settings,
    ...(platforms.length > 0 && { platforms: askedPlatforms(platforms, '--platform') }),
    ...(main.length > 0 && { main }),
    build: {
      ...settings.build,
      ...(tags.length > 0 && { tags }),
      ...(goarm64.length > 0 && { levels: { ...levels, GOARM64: withOptions(levels.GOARM64, goarm64) } }),
      ...(ldflags !== undefined && { ldflags: [ldflags] }),
      ...(gcflags !== undefined && { gcflags: [gcflags] }),
      ...(experiments.length > 0 && { experiments }),
      ...(pgo !== undefined && { pgo }),
      ...(input.is('strip') && { strip: true }),
      ...(debug !== undefined && { debug: debug === 'split' ? 'split' : 'keep' }),
    },
    metadata: {
      ...settings.metadata,
      ...(revision !== undefined && { revision }),
      ...(version !== undefined && { version: version.replace(/^v/, '') }),
    },
  };
}

/** The level of the settings, where they name one, with the options of the flag instead of theirs. */
function withOptions(value: string | undefined, options: readonly string[]): string {
  const level = value?.split(',')[0];
  return [...(level?.startsWith('v') ? [level] : []), ...options].join(',');
}

/** `cmd/app` means `./cmd/app`: without the dot, Go would look for a package of the standard library. */
function packagePath(text: string): string {
  if (text.startsWith('/') || text.split('/').includes('..'))
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `--main: ${text.slice(0, 80)} must be a package inside the module, such as ./cmd/app`,
    );
  return text === '.' || text.startsWith('./') ? text : `./${text}`;
}
