import type { Progress, ProgressEvent } from '../../records/progress.ts';
import { escapeTerminal } from '../escape/terminal.ts';

const MARKS = { start: '...', busy: '...', done: 'ok ', note: '-  ', warning: '!  ' } as const;
/** Milliseconds between two looks at what is under way: on a terminal, and in a log that is kept. */
const UPDATE = 100;
const LOG = 10_000;
// Narrower than any terminal that is used: a line that wraps could not be overwritten.
const WIDTH = 79;
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
  return (event) => {
    const now = look.now();
    if (event.state === 'busy') {
      if (now - last < (look.updates ? UPDATE : LOG)) return;
      last = now;
      held = look.updates;
      // The cursor goes back to the start, so that whatever is written next stands on a line of its own.
      shell.err(look.updates ? `${ERASE}${lineOf(event).slice(0, WIDTH)}\r` : `${lineOf(event)}\n`);
      return;
    }
    // In a log the ten seconds count from whatever was told last.
    if (!look.updates) last = now;
    shell.err(`${held ? ERASE : ''}${lineOf(event)}\n`);
    held = false;
  };
}

function lineOf({ step, state, text, took }: ProgressEvent): string {
  const time = took === undefined ? '' : ` (${(took / 1000).toFixed(1)} s)`;
  return `${MARKS[state]} ${escapeTerminal(step)}: ${escapeTerminal(text)}${time}`;
}
