import { systemClock } from '../../adapters/clock.ts';
import { keptRoots } from '../../adapters/trust/kept-roots.ts';
import { TrustFolder } from '../../adapters/trust/trust-folder.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { trustShowCommand } from '../../doors/cli/trust-show.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { trustReport } from '../../roads/trust-report.ts';
import { trustFolder } from '../trust-folder.ts';

/** Runs `twinseal trust show`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  trustShowCommand.run(
    input,
    {
      async show(name, cache, call) {
        const folder = cache ?? trustFolder(process.env);
        const instance = await keptRoots(folder).open(name, call);
        const { bytes, signingConfig } = instance;
        return {
          report: trustReport(instance, Math.floor(systemClock.now() / 1000)),
          trustedRoot: decodeUtf8(bytes),
          ...(signingConfig !== undefined && { signingConfig: decodeUtf8(signingConfig) }),
          kept: folder === undefined ? [] : await new TrustFolder(folder).names(),
        };
      },
    },
    session,
  );
