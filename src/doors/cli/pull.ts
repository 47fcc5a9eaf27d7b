import type { Call } from '../../ports/call.ts';
import type { CopyReport } from '../../records/copy-report.ts';
import type { Progress } from '../../records/progress.ts';
import type { Command } from './command.ts';
import { printCopyReport } from './print-copy-report.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `pull` needs. */
export interface PullUse {
  /**
   * Pulls an image with all that is attached to it into a layout.
   * @throws TwinsealError what layout and registry throw
   * @example await use.pull('registry.example.com/app:v1', './app.oci', progress, call)
   */
  pull(reference: string, layout: string, progress: Progress, call: Call): Promise<CopyReport>;
}

/** `twinseal pull`. */
export const pullCommand: Command<PullUse> = {
  name: 'pull',
  description: 'Brings an image with all platforms and all its evidence into a new layout, for work without a network.',
  arguments: [
    { name: 'REFERENCE', meaning: 'the image: registry.example.com/app:v1.2.3' },
    { name: 'LAYOUT', meaning: 'folder of the layout to write; a layout that stands there is replaced' },
  ],
  flags: [RESULT_FLAG],
  examples: [
    {
      command: 'twinseal pull registry.example.com/app:v1.2.3 app.oci',
      meaning: 'everything that verify needs, offline',
    },
  ],
  async run(input, use, session) {
    const report = await use.pull(
      input.argument('REFERENCE'),
      input.argument('LAYOUT'),
      session.progress,
      session.call,
    );
    return printCopyReport(report, input, session);
  },
};
