import type { Call } from '../../ports/call.ts';
import type { ReplayReport } from '../../records/audit-report.ts';
import type { Command } from './command.ts';
import { replayedReport } from './output/audit-report.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';

/** What `audit replay` needs. */
export interface AuditReplayUse {
  /**
   * Computes the verdicts of a set anew, offline.
   * @throws TwinsealError `INPUT_MALFORMED` for what is no set
   * @example (await use.replay('audit.tar', call)).results.length
   */
  replay(set: string, call: Call): Promise<ReplayReport>;
}

/** `twinseal audit replay`. */
export const auditReplayCommand: Command<AuditReplayUse> = {
  name: 'audit replay',
  description:
    'Computes every verdict of a set anew, without network or database: from the evidence that was gathered then, by the\n' +
    'policies of then, for the moment of then. The same bytes must come out, with this Twinseal or a newer one. Run\n' +
    '`twinseal audit verify` first: it tells whether the set is what the service wrote.',
  arguments: [{ name: 'SET', meaning: 'a folder or tar that audit export wrote' }],
  flags: [OUTPUT_FLAG, REPORT_FLAG],
  examples: [
    {
      command: 'twinseal audit replay audit.tar',
      meaning: 'a line for each verdict; status 1 when one is another now',
    },
  ],
  async run(input, use, session) {
    const set = input.argument('SET');
    const replayed = async () => replayedReport(set, await use.replay(set, session.call));
    return await tellReport({ verb: 'audit replay', subject: set }, replayed, input, session);
  },
};
