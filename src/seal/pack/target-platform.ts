import { FormatError } from '../../formats/format-error.ts';
import { platformCovers, platformOfGo } from '../../formats/oci/go-variant.ts';
import { normalisePlatform, type Platform, platformText } from '../../formats/oci/platform.ts';
import { parsePlatformFlag } from '../../formats/oci/platform-flag.ts';
import type { BuiltBinary } from '../../records/side-build.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * The platform that an image with this binary says it is for. One that needs a higher level than that (GOAMD64=v3 under
 * `linux/amd64`) would die of an illegal instruction on machines that the descriptor invites.
 *
 * @throws TwinsealError `BINARY_WRONG_PLATFORM` when the binary's own build info names another system or machine, or a
 *   higher level
 * @example targetPlatform(binary) // { os: 'linux', architecture: 'amd64' }
 */
export function targetPlatform(binary: BuiltBinary): Platform {
  const wanted = normalisePlatform(parse(binary, () => parsePlatformFlag(binary.platform)));
  const settings: Readonly<Record<string, string>> = Object.fromEntries(binary.facts.buildSettings);
  const { GOOS = wanted.os, GOARCH = wanted.architecture } = settings;
  const built = parse(binary, () => platformOfGo({ ...settings, GOOS, GOARCH }));
  if (built.os !== wanted.os || built.architecture !== wanted.architecture)
    throw new TwinsealError(
      'BINARY_WRONG_PLATFORM',
      `${binary.name} was built for ${built.os}/${built.architecture}, not for ${binary.platform}`,
    );
  if (!platformCovers(wanted, built))
    throw new TwinsealError(
      'BINARY_WRONG_PLATFORM',
      `${binary.name} was built for ${platformText(built)}, which is more than ${binary.platform} promises: ask for the platform ${platformText(built)}`,
    );
  return wanted;
}

function parse<T>(binary: BuiltBinary, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('BINARY_WRONG_PLATFORM', `${binary.name} for ${binary.platform}: ${error.message}`, {
      cause: error,
    });
  }
}
