import type { Call } from '../../ports/call.ts';
import type { AuditReport } from '../../records/audit-report.ts';
import type { Command } from './command.ts';
import { verifiedReport } from './output/audit-report.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';

/** What somebody held from before, by path. */
export interface HeldFiles {
  readonly checkpoints: readonly string[];
  readonly receipts: readonly string[];
}

/** What `audit verify` needs. */
export interface AuditVerifyUse {
  /**
   * Verifies a set offline.
   * @param key - verifier key of the log, or a file that holds it
   * @param held - checkpoints or sets that were held before, and receipts, by path
   * @throws TwinsealError `INPUT_MALFORMED` for what is no set, key or checkpoint
   * @example (await use.verify('audit.tar', undefined, { checkpoints: ['old.checkpoint'], receipts: [] }, call)).problems
   */
  verify(set: string, key: string | undefined, held: HeldFiles, call: Call): Promise<AuditReport>;
}

/** `twinseal audit verify`. */
export const auditVerifyCommand: Command<AuditVerifyUse> = {
  name: 'audit verify',
  description:
    'Verifies a set of `twinseal audit export` offline: the signed head of the log, that the log only grew since the\n' +
    'checkpoints that you held before, the place of every decision in it, every receipt and every digest. A row that was\n' +
    'removed, altered or moved is named.',
  arguments: [{ name: 'SET', meaning: 'a folder or tar that audit export wrote' }],
  flags: [
    {
      name: 'key',
      kind: 'text',
      value: 'VKEY',
      meaning: "the log's verifier key, or a file with it, from somewhere else than the set",
    },
    {
      name: 'checkpoint',
      kind: 'list',
      value: 'FILE',
      meaning:
        'a checkpoint that you held, or the older set that it came in, which lets the first changed entry be named',
    },
    {
      name: 'receipt',
      kind: 'list',
      value: 'FILE',
      meaning: 'a receipt, or the answer of POST /verify that it came in: the log must still have that very entry',
    },
    OUTPUT_FLAG,
    REPORT_FLAG,
  ],
  examples: [
    {
      command: 'twinseal audit verify audit.tar --key log.vkey --checkpoint last-year.tar',
      meaning: 'a log that was rewritten, even if it was signed again, shows against what you held',
    },
    { command: 'twinseal audit verify audit -o json', meaning: 'what is wrong, as JSON' },
  ],
  async run(input, use, session) {
    const set = input.argument('SET');
    const held = { checkpoints: input.list('checkpoint'), receipts: input.list('receipt') };
    const verified = async () => verifiedReport(set, await use.verify(set, input.text('key'), held, session.call));
    return await tellReport({ verb: 'audit verify', subject: set }, verified, input, session);
  },
};
