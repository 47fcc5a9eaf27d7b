import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { ExitCode } from './command.ts';

const MAX_DETAILS = 60;
const MAX_LENGTH = 4000;

/**
 * Says on stderr why a verb could not go on: one sentence with its code, then details (a compiler's output) indented below.
 *
 * @returns the exit status of the error's code; a value that is no error of ours is a defect, `INTERNAL`
 * @example reportError(new TwinsealError('USAGE', 'no such verb'), shell) // 2, after "twinseal: no such verb (USAGE)"
 */
export function reportError(error: unknown, shell: { err(text: string): void }): ExitCode {
  const known = asTwinsealError(error);
  // As in the last line of a denial: scripts and searches go by the code, which docs/errors.md explains.
  shell.err(`twinseal: ${bounded(known.message)} (${known.code})\n`);
  for (const line of known.details.slice(0, MAX_DETAILS)) shell.err(`  ${bounded(line)}\n`);
  if (known.details.length > MAX_DETAILS) shell.err(`  ... and ${known.details.length - MAX_DETAILS} more lines\n`);
  return known.kind.exit;
}

/**
 * Gives each thrown value its place in the catalogue.
 * @example asTwinsealError(new FormatError('json', 'the document is empty')).code // 'INPUT_MALFORMED'
 */
export function asTwinsealError(error: unknown): TwinsealError {
  // At the deadline the signal fires too; adapters then tell of a cancelled call.
  if (error instanceof TwinsealError)
    return error.code === 'ABORTED' && isTimeout(error.cause) ? timedOut(error) : error;
  if (error instanceof FormatError) {
    const where = error.at === '' ? '' : ` at ${error.at}`;
    return new TwinsealError('INPUT_MALFORMED', `malformed ${error.format}${where}: ${error.message}`, {
      cause: error,
    });
  }
  const name = error instanceof Error ? error.name : '';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (isTimeout(error)) return timedOut(error);
  if (name === 'AbortError') return new TwinsealError('ABORTED', 'stopped before there was an answer');
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TwinsealError('DISK_FULL', 'the disk is full; free some space and try again', { cause: error });
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new TwinsealError('INTERNAL', 'this is a defect of Twinseal; please report it with the lines below', {
    cause: error,
    details: stack.split('\n').slice(0, 12),
  });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function timedOut(cause: unknown): TwinsealError {
  return new TwinsealError('TIMEOUT', 'time ran out before there was an answer; try again with a larger --timeout', {
    cause,
  });
}

function bounded(text: string): string {
  return escapeTerminal(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text);
}
