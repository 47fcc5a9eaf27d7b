import { openSet } from '../../adapters/audit/set-reader.ts';
import { auditReplayCommand } from '../../doors/cli/audit-replay.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { replayAudit } from '../../roads/replay-audit.ts';

/** Runs `twinseal audit replay`. @example await run(input, session) // 1 when a verdict is another one now */
export const run: Runner = (input, session) =>
  auditReplayCommand.run(
    input,
    { replay: async (set, call) => await replayAudit(await openSet(set, call), call) },
    session,
  );
