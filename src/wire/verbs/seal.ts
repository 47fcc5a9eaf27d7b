import type { Runner } from '../../doors/cli/main.ts';
import { type SealSummary, sealCommand } from '../../doors/cli/seal.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { SealOutcome, SealRequest } from '../../roads/seal.ts';
import { userKeys } from '../keys.ts';
import { imageSummary, sealedOf, sealHere } from '../seal-here.ts';
import { readSettings } from '../settings.ts';
import { twinSummary } from '../twin-summary.ts';

/**
 * Runs `twinseal seal` on this machine.
 * @throws TwinsealError what a step throws: `TWIN_DIFFERENT` when the sides differ; nothing is written then
 * @example await run(input, session) // 0
 */
export const run: Runner = async (input, session) => {
  // Taken at once, so that no child process of the build can inherit it.
  const here = sealHere(userKeys(input), await session.version());
  return await sealCommand.run(
    input,
    {
      settings: readSettings,
      seal: async (request, progress, call) => summaryOf(request, await here(request, call, progress)),
    },
    session,
  );
};

function summaryOf(request: SealRequest, outcome: SealOutcome): SealSummary {
  const { twin, images, notes } = sealedOf(outcome, request.layout);
  const [first] = images;
  if (first === undefined) throw new TwinsealError('INTERNAL', 'a seal made no image');
  const sealed = images.map(imageSummary);
  return {
    layout: request.layout,
    index: first.image.index.descriptor.digest,
    platforms: sealed[0]?.platforms ?? [],
    images: sealed,
    twin: twinSummary(twin),
    signedBy: first.signedBy,
    attached: images.reduce((total, { attachments }) => total + attachments.length, 0),
    notes,
  };
}
