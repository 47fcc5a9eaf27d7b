import type { JsonValue } from '../../formats/json/value.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import { CONDITION_NAMES } from '../../records/conditions.ts';
import type { DescribedPlatform, DescribedRebuild, DescribedTwin } from '../../records/image-description.ts';
import { digestFor, programDigest } from './described-digests.ts';
import { PROGRAM_SIZE } from './described-program.ts';

/**
 * The predicate of a described twin proof, as far as verdicts read it.
 * @example twinPredicate(twin, image.platforms)
 * @see schemas/twin-proof.schema.json
 */
export function twinPredicate(twin: DescribedTwin, platforms: readonly DescribedPlatform[]): JsonValue {
  const binaries = platforms.map(({ platform }) => ({
    platform,
    name: 'app',
    digest: twin.sameProgram ? programDigest(platform) : digestFor(`other program of ${platform}`),
    size: PROGRAM_SIZE,
  }));
  const side = (name: string) => ({
    invocationId: `side ${name}`,
    finishedOn: formatUtcSeconds(twin.finished),
    cold: twin.cold,
    isolation: { inForce: twin.isolation, networkless: twin.networkless },
    binaries,
  });
  return {
    apiVersion: 'twinseal.dev/twin-result/v1',
    outcome: twin.identical ? 'identical' : 'different',
    sides: { a: side('a'), b: side('b') },
    binaries,
    conditions: CONDITION_NAMES.map((name) => ({ name, varied: twin.varied.includes(name) })),
    toolchain: { authenticated: twin.toolchainAuthenticated },
    modules: { outcome: twin.modulesAuthenticated ? 'authenticated' : 'not-authenticated' },
  };
}

/**
 * The predicate of a described rebuild, as far as verdicts read it.
 * @example rebuildPredicate(rebuild, image.platforms)
 * @see schemas/rebuild.schema.json
 */
export function rebuildPredicate(rebuild: DescribedRebuild, platforms: readonly DescribedPlatform[]): JsonValue {
  return {
    apiVersion: 'twinseal.dev/rebuild-result/v1',
    finishedOn: formatUtcSeconds(rebuild.finished),
    platforms: platforms.map(({ platform }) => {
      const program = { digest: programDigest(platform), size: PROGRAM_SIZE };
      const other = { digest: digestFor(`rebuilt program of ${platform}`), size: PROGRAM_SIZE };
      return {
        manifest: digestFor(platform),
        outcome: rebuild.reproduced ? 'reproduced' : 'different',
        program,
        rebuilt: rebuild.reproduced ? program : other,
      };
    }),
  };
}
