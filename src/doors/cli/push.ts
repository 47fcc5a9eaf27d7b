import type { Call } from '../../ports/call.ts';
import type { CopyReport } from '../../records/copy-report.ts';
import type { Progress } from '../../records/progress.ts';
import type { Command } from './command.ts';
import { printCopyReport } from './print-copy-report.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `push` needs. */
export interface PushUse {
  /**
   * Pushes everything that the layout's index.json names; the tag last, so that nobody sees half an image.
   * @throws TwinsealError what layout and registry throw
   * @example await use.push('./app.oci', 'registry.example.com/app:v1', progress, call)
   */
  push(layout: string, reference: string, progress: Progress, call: Call): Promise<CopyReport>;
}

/** `twinseal push`. */
export const pushCommand: Command<PushUse> = {
  name: 'push',
  description:
    'Pushes a layout to a registry: the image with all platforms, then signatures, statements and SBOMs, attached by\n' +
    'the referrers API or, where there is none, the fallback tag. Registries on loopback are spoken to in plain HTTP.',
  arguments: [
    { name: 'LAYOUT', meaning: 'the layout folder' },
    { name: 'REFERENCE', meaning: 'where to: registry.example.com/app:v1.2.3' },
  ],
  flags: [RESULT_FLAG],
  examples: [
    { command: 'twinseal push app.oci registry.example.com/app:v1.2.3', meaning: 'the image and its evidence' },
  ],
  async run(input, use, session) {
    const report = await use.push(
      input.argument('LAYOUT'),
      input.argument('REFERENCE'),
      session.progress,
      session.call,
    );
    return printCopyReport(report, input, session);
  },
};
