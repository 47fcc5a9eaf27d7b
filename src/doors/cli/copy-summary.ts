import type { Digest } from '../../formats/digest.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { ExitCode, Flag, Input, Session } from './command.ts';

/** What a push, pull or copy did. */
export interface CopySummary {
  /** Where it is now: `registry.example.com/app:v1`, `./app.oci`. */
  readonly target: string;
  readonly digest: Digest;
  /** Manifests and indexes that were written, those of evidence included. */
  readonly manifests: number;
  /** Of these, evidence: signatures, statements, SBOMs. */
  readonly evidence: number;
  readonly blobsCopied: number;
  /** Blobs that the target had already. */
  readonly blobsPresent: number;
  /** What remains to be told: a race on a fallback tag, a warning of a registry. */
  readonly notes: readonly string[];
}

/** `-o text|json` of verbs that do something. */
export const RESULT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  kind: 'text',
  choices: ['text', 'json'],
  meaning: 'format of the result (text unless given)',
};

/** Prints a summary; the digest comes last on the line, as `crane` and `oras` users cut it out. */
export function printCopySummary(summary: CopySummary, input: Input, session: Session): ExitCode {
  if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
  else {
    for (const note of session.quiet ? [] : summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
    const { manifests, evidence, blobsCopied, blobsPresent } = summary;
    if (!session.quiet)
      session.out(
        `${manifests} manifests (${evidence} of evidence), ${blobsCopied} blobs copied, ${blobsPresent} were there\n`,
      );
    session.out(`${escapeTerminal(summary.target)} ${summary.digest}\n`);
  }
  return 0;
}
