import { FormatError } from '../formats/format-error.ts';
import { type Platform, platformText } from '../formats/oci/platform.ts';
import { parsePlatformFlag, parsePlatformFlags } from '../formats/oci/platform-flag.ts';
import { TwinsealError } from './twinseal-error.ts';

/**
 * A platform that somebody asked for.
 * @param where - it was asked for: a flag, a parameter, a place in a file
 * @throws TwinsealError `PLATFORM_UNKNOWN`
 * @example askedPlatform('linux/arm64', '--platform').architecture // 'arm64'
 */
export function askedPlatform(text: string, where: string): Platform {
  return read(() => parsePlatformFlag(text), where);
}

/**
 * The same for many, each with commas in it or not, as `os/architecture[/variant]`.
 * @throws TwinsealError `PLATFORM_UNKNOWN`, for one that is named twice too
 * @example askedPlatforms(['linux/amd64,linux/arm64'], '--platform') // ['linux/amd64', 'linux/arm64']
 */
export function askedPlatforms(texts: readonly string[], where: string): readonly string[] {
  return read(() => parsePlatformFlags(texts.join(',')), where).map(platformText);
}

function read<T>(parse: () => T, where: string): T {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('PLATFORM_UNKNOWN', `${where}: ${cause.message}`, { cause });
  }
}
