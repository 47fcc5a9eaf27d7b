import type { Call } from '../../ports/call.ts';
import type { Command } from './command.ts';
import { type DifferenceSummary, differenceText } from './difference-text.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `compare` needs. */
export interface CompareUse {
  /**
   * Compares two files, `a` and `b`.
   * @returns undefined when the files have the same bytes
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example await use.compare('./app', '/usr/local/bin/app', call)
   */
  compare(a: string, b: string, call: Call): Promise<DifferenceSummary | undefined>;
}

/** `twinseal compare`. */
export const compareCommand: Command<CompareUse> = {
  name: 'compare',
  description:
    'Compares two binaries of one program: first differing byte, ELF section, likely causes and their fixes. Exit status\n' +
    '1 when they differ.',
  arguments: [
    { name: 'A', meaning: 'a binary' },
    { name: 'B', meaning: 'the binary that should be equal' },
  ],
  flags: [RESULT_FLAG],
  examples: [{ command: 'twinseal compare ./app /usr/local/bin/app', meaning: 'is the installed one what was built?' }],
  async run(input, use, session) {
    const difference = await use.compare(input.argument('A'), input.argument('B'), session.call);
    const json = { outcome: difference === undefined ? 'identical' : 'different', difference };
    if (input.text('output') === 'json') session.out(`${JSON.stringify(json, undefined, 2)}\n`);
    else {
      if (difference !== undefined) session.out(differenceText([difference]));
      if (difference !== undefined || !session.quiet) session.out(`${json.outcome}\n`);
    }
    return difference === undefined ? 0 : 1;
  },
};
