import type { CopyReport } from '../../records/copy-report.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { ExitCode, Input, Session } from './command.ts';

/**
 * Prints what a push, pull or copy did; the last line is the place and the digest, for whoever cuts it out.
 * @example return printCopyReport(await use.push(layout, reference, progress, call), input, session)
 */
export function printCopyReport(report: CopyReport, input: Input, session: Session): ExitCode {
  if (input.text('output') === 'json') {
    session.out(`${JSON.stringify(report, undefined, 2)}\n`);
    return 0;
  }
  const { manifests, blobs, referrers, bytes, tag } = report;
  if (!session.quiet) {
    for (const note of report.notes) session.err(`note: ${escapeTerminal(note)}\n`);
    session.out(
      `manifests: ${manifests.uploaded} sent (${referrers} attached), ${manifests.skipped} were there; ` +
        `blobs: ${blobs.uploaded} sent, ${blobs.mounted} mounted, ${blobs.skipped} were there; ${bytes} bytes\n`,
    );
  }
  session.out(`${escapeTerminal(report.to)}${tag === undefined ? '' : `:${escapeTerminal(tag)}`} ${report.digest}\n`);
  return 0;
}
