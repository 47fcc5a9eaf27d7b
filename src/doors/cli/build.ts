import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import type { Settings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { BuildRequest } from '../../roads/build.ts';
import type { OneSideRequest } from '../../roads/build-one-side.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, ExitCode, Input, Session } from './command.ts';
import { type DifferenceSummary, differenceText } from './difference-text.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { CHOICE_FLAGS, choicesOf, mergeFlags, SETTINGS_FLAGS } from './settings.ts';
import { type SideSummary, sideText } from './sides-text.ts';
import { type TwinSummary, twinText } from './twin-summary.ts';

/** What a twin build gave: `differences` is empty for an identical twin. */
export interface BuildSummary {
  readonly outcome: 'identical' | 'different';
  readonly twin: TwinSummary;
  readonly differences: readonly DifferenceSummary[];
  /** Files that were written. */
  readonly written: readonly string[];
  readonly notes: readonly string[];
}

/** What `build` needs. */
export interface BuildUse {
  /**
   * The settings of `file`, else of `folder`/twinseal.yaml, else the defaults.
   * @example await use.settings('./app', undefined, call)
   */
  settings(folder: string, file: string | undefined, call: Call): Promise<Settings>;
  /**
   * Builds both sides and compares; a difference is a summary, not an error.
   * @example (await use.build({ folder: './app', settings, vendor: false, choices }, progress, call)).outcome // 'identical'
   */
  build(request: BuildRequest, progress: Progress, call: Call): Promise<BuildSummary>;
  /**
   * Builds one side and writes its layout.
   * @example (await use.buildSide({ folder: './app', settings, vendor: false, choices, side: 'b', layout: './b' }, progress, call)).digest
   */
  buildSide(request: OneSideRequest, progress: Progress, call: Call): Promise<SideSummary>;
}

/** `twinseal build`. */
export const buildCommand: Command<BuildUse> = {
  name: 'build',
  description:
    'Builds the Go module in DIR twice under different conditions and compares. Exit status 1 when the sides differ, with\n' +
    'the likely cause and its fix. Nothing is packed or signed. With --side it builds one side only and keeps it in a\n' +
    'layout, so that two machines or two people can build one each; `compare` takes both.',
  arguments: [{ name: 'DIR', meaning: 'folder of the module, with go.mod and vendor/' }],
  flags: [
    { name: 'out', kind: 'text', value: 'DIR', meaning: 'keep the binaries here; both sides where they differ' },
    { name: 'side', kind: 'text', value: 'SIDE', choices: ['A', 'B'], meaning: 'build this side only, into --layout' },
    { name: 'layout', kind: 'text', value: 'DIR', meaning: 'with --side: the layout to write' },
    ...SETTINGS_FLAGS,
    ...CHOICE_FLAGS,
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal build ./my-module --platform linux/amd64', meaning: 'is it reproducible?' },
    {
      command: 'twinseal build ./my-module --side B --layout ./b',
      meaning: 'one side, for another machine to compare',
    },
  ],
  async run(input, use, session) {
    const folder = input.argument('DIR');
    const choices = choicesOf(input);
    const settings = mergeFlags(await use.settings(folder, input.text('settings'), session.call), input);
    const out = input.text('out');
    const asked = { folder, settings, vendor: input.is('vendor'), choices };
    const [side, layout] = [input.text('side'), input.text('layout')];
    if ((side === undefined) !== (layout === undefined) || (side !== undefined && out !== undefined))
      throw new TwinsealError('USAGE', 'build takes --side and --layout together, and --out without them');
    if (layout !== undefined)
      return await runSide({ ...asked, side: side === 'B' ? 'b' : 'a', layout }, input, use, session);
    const request = { ...asked, ...(out !== undefined && { out }) };
    const summary = await use.build(request, session.progress, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
    else {
      if (!session.quiet) {
        session.out(twinText(summary.twin));
        for (const note of summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
        for (const path of summary.written) session.out(`wrote ${escapeTerminal(path)}\n`);
      }
      session.out(differenceText(summary.differences));
      session.out(`twin build: ${summary.outcome}\n`);
    }
    return summary.outcome === 'identical' ? 0 : 1;
  },
};

async function runSide(request: OneSideRequest, input: Input, use: BuildUse, session: Session): Promise<ExitCode> {
  const summary = await use.buildSide(request, session.progress, session.call);
  if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
  else if (!session.quiet) {
    session.out(sideText(summary));
    for (const note of summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
  }
  return 0;
}
