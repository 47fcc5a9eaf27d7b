import type { Progress } from '../../records/progress.ts';
import { escapeTerminal } from '../escape/terminal.ts';

const MARKS = { start: '...', done: 'ok ', note: '-  ', warning: '!  ' } as const;

/**
 * Shows what a road does, one plain line an event, on stderr.
 * @example showProgress(shell)({ step: 'build', state: 'done', text: 'side A', took: 4200 }) // "ok  build: side A (4.2 s)"
 */
export function showProgress(shell: { err(text: string): void }): Progress {
  return ({ step, state, text, took }) => {
    const time = took === undefined ? '' : ` (${(took / 1000).toFixed(1)} s)`;
    shell.err(`${MARKS[state]} ${escapeTerminal(step)}: ${escapeTerminal(text)}${time}\n`);
  };
}
