import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Asks one question and gives the line that was typed.
 * @example const ask: AskPassword = async (question) => typed.get(question) ?? '';
 */
export type AskPassword = (question: string) => Promise<string>;

/**
 * Asks at the terminal without echo. The question goes to stderr, since stdout carries results.
 *
 * @returns undefined when stdin or stderr is not a terminal
 * @throws TwinsealError `ABORTED`, from the question, when the user presses Ctrl-C or ends the input
 * @example const ask = terminalPassword(process.stdin, process.stderr);
 */
export function terminalPassword(input: ReadStream, output: WriteStream): AskPassword | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  return (question) =>
    new Promise((resolve, reject) => {
      output.write(question);
      // readline edits the line in raw mode and would echo it to its output: that output swallows everything.
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input, output: silent, terminal: true, historySize: 0 });
      let answer: string | undefined;
      lines.once('line', (line) => {
        answer = line;
        lines.close();
      });
      lines.once('SIGINT', () => lines.close());
      lines.once('close', () => {
        output.write('\n');
        if (answer === undefined) reject(new TwinsealError('ABORTED', 'no password was given'));
        else resolve(answer);
      });
    });
}
