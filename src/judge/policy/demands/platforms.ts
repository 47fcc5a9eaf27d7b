import { FormatError } from '../../../formats/format-error.ts';
import { normalisePlatform, platformText } from '../../../formats/oci/platform.ts';
import { parsePlatformFlag } from '../../../formats/oci/platform-flag.ts';
import { type Demand, refuse, requireUnique } from './demand.ts';
import { readList } from './member-values.ts';

/** Platforms that must be in the image. @example platformsDemand.read(['linux/x86_64'], '/require/platforms') // ['linux/amd64'] */
export const platformsDemand: Demand<readonly string[]> = {
  read: (value, at) =>
    readList(value, at, (entry, place) => {
      if (typeof entry !== 'string') refuse(place, 'a platform must be a string such as linux/amd64');
      try {
        return platformText(normalisePlatform(parsePlatformFlag(entry)));
      } catch (error) {
        if (error instanceof FormatError) return refuse(place, error.message);
        throw error;
      }
    }),
  asksSomething: (platforms) => platforms.length > 0,
  needs: () => ({}),
  requireSound: requireUnique,
};
