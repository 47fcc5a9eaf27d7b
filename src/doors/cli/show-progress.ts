import type { Progress } from '../../records/progress.ts';
import { escapeTerminal } from '../escape/terminal.ts';

const MARKS = { start: '...', done: 'ok ', note: '-  ', warning: '!  ' } as const;

/**
 * Shows what a road does, one plain line an event, on stderr.
 * @example showProgress(shell)({ step: 'pack', state: 'done', text: '2 layers', took: 4200 }) // "ok  pack: 2 layers (4.2 s)"
 */
export function showProgress(shell: { err(text: string): void }): Progress {
  return ({ step, state, text, took }) => {
    const time = took === undefined ? '' : ` (${(took / 1000).toFixed(1)} s)`;
    shell.err(`${MARKS[state]} ${escapeTerminal(step)}: ${escapeTerminal(text)}${time}\n`);
  };
}
