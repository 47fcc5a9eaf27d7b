import { FormatError } from '../../formats/format-error.ts';
import { platformText } from '../../formats/oci/platform.ts';
import { parsePlatformFlags } from '../../formats/oci/platform-flag.ts';
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
  { name: 'vendor', kind: 'switch', meaning: 'make the vendor folder first, in a private copy, with `go mod vendor`' },
  { name: 'revision', kind: 'text', value: 'COMMIT', meaning: 'claim this revision: 40 or 64 lower-case hex digits' },
  {
    name: 'version',
    kind: 'text',
    value: 'VERSION',
    meaning: 'claim this version: SemVer 2.0.0, a leading v is dropped',
  },
];

/**
 * Lays the flags over the settings of the file: each flag that is given replaces the whole value.
 *
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `SETTINGS_INVALID`
 * @example mergeFlags(settings, input).platforms // ['linux/amd64'] after --platform linux/amd64
 */
export function mergeFlags(settings: Settings, input: Input): Settings {
  const platforms = input.list('platform');
  const main = input.list('main').map(packagePath);
  const revision = input.text('revision');
  const version = input.text('version');
  return {
    ...settings,
    ...(platforms.length > 0 && { platforms: platformsOf(platforms) }),
    ...(main.length > 0 && { main }),
    metadata: {
      ...settings.metadata,
      ...(revision !== undefined && { revision }),
      ...(version !== undefined && { version: version.replace(/^v/, '') }),
    },
  };
}

function platformsOf(flags: readonly string[]): readonly string[] {
  try {
    return parsePlatformFlags(flags.join(',')).map(platformText);
  } catch (error) {
    if (error instanceof FormatError)
      throw new TwinsealError('PLATFORM_UNKNOWN', `--platform: ${error.message}`, { cause: error });
    throw error;
  }
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
