import type { Call } from '../../ports/call.ts';
import type { DocumentKind, ValidationReport } from '../../roads/validate.ts';
import type { Command } from './command.ts';
import { OUTPUT_FLAG, printReport } from './output/print-report.ts';
import { findingsReport } from './output/report.ts';

// A list of its own, since help must not load the readers of documents.
const DOCUMENT_KINDS: readonly DocumentKind[] = ['descriptor', 'manifest', 'index', 'config', 'layout'];

/** What `validate` needs. */
export interface ValidateUse {
  /**
   * Checks a whole layout; what is wrong in it is a finding.
   * @throws TwinsealError `LAYOUT_INVALID` for what is no folder
   * @example (await use.layout('./app.oci', call)).findings
   */
  layout(folder: string, call: Call): Promise<ValidationReport>;
  /**
   * Checks one document alone; what is wrong in it is a finding.
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example (await use.document('manifest', 'manifest.json', call)).findings
   */
  document(kind: DocumentKind, file: string, call: Call): Promise<ValidationReport>;
}

/** `twinseal validate`. */
export const validateCommand: Command<ValidateUse> = {
  name: 'validate',
  description:
    'Checks a layout: digests and sizes of every blob, descriptors, manifests, configs, layers and the programs inside\n' +
    'against one another. With --as, checks one document alone. Any error finding gives exit status 1.',
  arguments: [{ name: 'PATH', meaning: 'a layout folder; with --as, a file' }],
  flags: [
    { name: 'as', kind: 'text', choices: DOCUMENT_KINDS, meaning: 'check one document of this kind' },
    OUTPUT_FLAG,
  ],
  examples: [
    { command: 'twinseal validate app.oci', meaning: 'everything in a layout' },
    { command: 'twinseal validate --as manifest manifest.json -o json', meaning: 'one document, findings as JSON' },
  ],
  async run(input, use, session) {
    const path = input.argument('PATH');
    const kind = DOCUMENT_KINDS.find((known) => known === input.text('as'));
    const report =
      kind === undefined ? await use.layout(path, session.call) : await use.document(kind, path, session.call);
    return await printReport(findingsReport(path, report.findings, report), input, session);
  },
};
