import { defaultCacheFolder } from '../../adapters/cache-place.ts';
import { makeCaches } from '../../adapters/caches.ts';
import { systemClock } from '../../adapters/clock.ts';
import { cachePruneCommand } from '../../doors/cli/cache-prune.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { pruneCaches } from '../../roads/prune-caches.ts';

/** Runs `twinseal cache prune` on this user's caches. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  cachePruneCommand.run(
    input,
    {
      prune({ builds, dryRun, ...bounds }, call) {
        const caches = makeCaches({ own: defaultCacheFolder(process.env), builds });
        return pruneCaches(caches, bounds, systemClock.now(), dryRun, call);
      },
    },
    session,
  );
