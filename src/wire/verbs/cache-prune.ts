import { defaultCacheFolder } from '../../adapters/cache-place.ts';
import { isCacheFolder, makeCaches } from '../../adapters/caches.ts';
import { systemClock } from '../../adapters/clock.ts';
import { cachePruneCommand } from '../../doors/cli/cache-prune.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { pruneCaches } from '../../roads/prune-caches.ts';

/** Runs `twinseal cache prune` on this user's caches. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  cachePruneCommand.run(
    input,
    {
      async prune({ builds, dryRun, ...bounds }, call) {
        const caches = makeCaches({ own: defaultCacheFolder(process.env), builds });
        const report = await pruneCaches(caches, bounds, systemClock.now(), dryRun, call);
        if (builds === undefined || (await isCacheFolder(builds))) return report;
        const missing = `there is no folder ${builds}, so no build cache was looked at`;
        return { ...report, note: report.note === undefined ? missing : `${missing}; ${report.note}` };
      },
    },
    session,
  );
