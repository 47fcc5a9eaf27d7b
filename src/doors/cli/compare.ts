import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, ExitCode, Input, Session } from './command.ts';
import { type DifferenceSummary, differenceText } from './difference-text.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { type SidesSummary, sidesText } from './sides-text.ts';

/** What `compare` needs. */
export interface CompareUse {
  /**
   * Compares two files, `a` and `b`.
   * @returns undefined when the files have the same bytes
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example await use.compare('./app', '/usr/local/bin/app', call)
   */
  compare(a: string, b: string, call: Call): Promise<DifferenceSummary | undefined>;
  /**
   * Whether a path is a folder, and so the layout of a side.
   * @example await use.isFolder('./a')
   */
  isFolder(path: string): Promise<boolean>;
  /**
   * Compares two sides that were built apart, each in its layout; of identical ones the proof is written to `proof`.
   * @throws TwinsealError `SIDES_INCOMPARABLE`, `INPUT_MALFORMED`, `CONTENT_MISMATCH`, `OUTPUT_UNWRITABLE`
   * @example await use.compareSides('./a', './b', 'proof.json', call)
   */
  compareSides(a: string, b: string, proof: string | undefined, call: Call): Promise<SidesSummary>;
}

/** `twinseal compare`. */
export const compareCommand: Command<CompareUse> = {
  name: 'compare',
  description:
    'Says why two Go binaries (ELF, Mach-O, PE) differ, from their bytes alone: build settings, toolchain, modules, stamps,\n' +
    'values of -X, paths, embedded files, generated code, order, debug information. The first line is the answer; what it\n' +
    'rests on and what to do follow. Nothing is run. docs/differences.md lists the causes. Exit status 1 when they differ.\n' +
    'Of two folders it compares the two sides of a twin build that `build --side` made, perhaps on two machines: equal\n' +
    'source, settings and toolchain or a refusal (2), then their bytes.',
  arguments: [
    { name: 'A', meaning: 'a binary, or the layout of a side' },
    { name: 'B', meaning: 'the binary, or the other side, that should be equal' },
  ],
  flags: [
    { name: 'proof', kind: 'text', value: 'FILE', meaning: 'write the twin proof of two equal sides here, unsigned' },
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal compare ./app /usr/local/bin/app', meaning: 'is the installed one what was built?' },
    { command: 'twinseal compare ./a ./b --proof proof.json', meaning: 'did two machines build the same?' },
  ],
  async run(input, use, session) {
    const [a, b] = [input.argument('A'), input.argument('B')];
    const proof = input.text('proof');
    const folders = [await use.isFolder(a), await use.isFolder(b)];
    if (folders.every(Boolean)) return showSides(await use.compareSides(a, b, proof, session.call), input, session);
    if (folders.some(Boolean) || proof !== undefined)
      throw new TwinsealError(
        'USAGE',
        'compare takes two binaries, or two folders that `build --side` wrote; --proof is for the latter',
      );
    const difference = await use.compare(a, b, session.call);
    const json = { outcome: difference === undefined ? 'identical' : 'different', difference };
    if (input.text('output') === 'json') session.out(`${JSON.stringify(json, undefined, 2)}\n`);
    else {
      if (difference !== undefined) session.out(differenceText([difference]));
      if (difference !== undefined || !session.quiet) session.out(`${json.outcome}\n`);
    }
    return difference === undefined ? 0 : 1;
  },
};

function showSides(summary: SidesSummary, input: Input, session: Session): ExitCode {
  if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
  else {
    if (!session.quiet || summary.outcome === 'different') session.out(sidesText(summary));
    if (!session.quiet) for (const path of summary.written) session.out(`wrote ${escapeTerminal(path)}\n`);
    session.out(`twin build: ${summary.outcome}\n`);
  }
  return summary.outcome === 'identical' ? 0 : 1;
}
