import type { Call } from '../../ports/call.ts';
import type { CopyReport } from '../../records/copy-report.ts';
import type { Progress } from '../../records/progress.ts';
import type { Command } from './command.ts';
import { printCopyReport } from './print-copy-report.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `copy` needs. */
export interface CopyUse {
  /**
   * Copies an image with all that is attached, between registries and layouts.
   * @throws TwinsealError what layouts and registries throw
   * @example await use.copy('./app.oci', 'registry.example.com/app:v1', progress, call)
   */
  copy(source: string, target: string, progress: Progress, call: Call): Promise<CopyReport>;
}

/** `twinseal copy`. */
export const copyCommand: Command<CopyUse> = {
  name: 'copy',
  description: `Copies an image with all platforms and all its evidence: registry to registry, or from or to a layout.
Into a layout the image brings its name along. A layout that stands there is replaced when it holds nothing but an image
of that name, or one without a name; one that holds other images, or that the image lies in, is refused.`,
  arguments: [
    { name: 'SOURCE', meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference' },
    { name: 'TARGET', meaning: 'an image reference, or the folder of a layout: a path that begins with / or .' },
  ],
  flags: [RESULT_FLAG],
  examples: [
    {
      command: 'twinseal copy staging.example.com/app:v1.2.3 registry.example.com/app:v1.2.3',
      meaning: 'promote an image; digests and signatures stay what they are',
    },
  ],
  async run(input, use, session) {
    const report = await use.copy(input.argument('SOURCE'), input.argument('TARGET'), session.progress, session.call);
    return printCopyReport(report, input, session);
  },
};
