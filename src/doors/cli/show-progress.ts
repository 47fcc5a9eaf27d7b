import type { Progress, ProgressEvent, Transfer } from '../../records/progress.ts';
import { escapeTerminal } from '../escape/terminal.ts';

const MARKS = { start: '...', busy: '...', done: 'ok ', note: '-  ', warning: '!  ' } as const;
/** Milliseconds between two looks at what is under way: on a terminal, and in a log that is kept. */
const UPDATE = 100;
const LOG = 10_000;
// Narrower than any terminal that is used: a line that wraps could not be overwritten.
const WIDTH = 79;
/** Characters of a bar. */
const BAR = 20;
/** Erases from the cursor to the end of the line. @see ECMA-48, EL */
const ERASE = '\u001b[K';

/** How progress is shown. */
export interface ProgressLook {
  /** Whether a line can be written over, as on a terminal. */
  readonly updates: boolean;
  /** Milliseconds since any moment. @example Date.now() */
  now(): number;
}

/**
 * Shows what a road does on stderr, one plain line an event. What is under way is one line that is written over on a
 * terminal, and elsewhere a line every ten seconds.
 * @example showProgress(shell, { updates: false, now: Date.now })({ step: 'pack', state: 'done', text: '2 layers', took: 4200 }) // "ok  pack: 2 layers (4.2 s)"
 */
export function showProgress(shell: { err(text: string): void }, look: ProgressLook): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let held = false;
  let begun = 0;
  const lineOf = (event: ProgressEvent, now: number): string => {
    const { step, state, text, took, transfer } = event;
    const time = took === undefined ? '' : ` (${(took / 1000).toFixed(1)} s)`;
    const bytes = transfer === undefined || state === 'start' ? '' : transferText(transfer, state, now - begun);
    return `${MARKS[state]} ${escapeTerminal(step)}: ${bytes}${escapeTerminal(text)}${time}`;
  };
  return (event) => {
    const now = look.now();
    if (event.state === 'start') begun = now;
    if (event.state === 'busy') {
      if (now - last < (look.updates ? UPDATE : LOG)) return;
      last = now;
      held = look.updates;
      // The cursor goes back to the start, so that whatever is written next stands on a line of its own.
      const line = lineOf(event, now);
      shell.err(look.updates ? `${ERASE}${line.slice(0, WIDTH)}\r` : `${line}\n`);
      return;
    }
    // In a log the ten seconds count from whatever was told last.
    if (!look.updates) last = now;
    shell.err(`${held ? ERASE : ''}${lineOf(event, now)}\n`);
    held = false;
  };
}

/** Bytes and rate, with a bar while they move: `[####......] 4.0 of 10.0 MB, 2.0 MB/s, `. */
function transferText({ done, total, sent }: Transfer, state: ProgressEvent['state'], millis: number): string {
  const rate = millis > 0 && sent > 0 ? `, ${megabytes((sent / millis) * 1000)} MB/s` : '';
  if (state === 'done') return `${megabytes(sent)} MB sent${rate}: `;
  const filled = total === 0 ? BAR : Math.min(BAR, Math.floor((done / total) * BAR));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${megabytes(done)} of ${megabytes(total)} MB${rate}, `;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
