import type { TwinSummary } from '../doors/cli/twin-summary.ts';
import type { TwinBuild } from '../roads/twin-build.ts';

/** Both sides of a twin build, side by side, without their bytes. */
export function twinSummary({ a, b, conditions }: TwinBuild): TwinSummary {
  return {
    binaries: a.binaries.map(({ platform, name, content }) => {
      const other = b.binaries.find((binary) => binary.platform === platform && binary.name === name);
      return { platform, name, a: content.digest, b: other?.content.digest ?? content.digest };
    }),
    conditions,
    isolation: { a: a.isolation, b: b.isolation },
  };
}
