import { bakeFiles } from '../../adapters/buildx/bake-files.ts';
import { readInputStream } from '../../adapters/input-stream.ts';
import { workspaces } from '../../adapters/workspace.ts';
import { type BakeSummary, bakeCommand } from '../../doors/cli/bake.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { type BakeOutcome, bake } from '../../roads/bake.ts';
import { userKeys } from '../keys.ts';
import { userPlaces } from '../places.ts';
import { imageSummary, sealedOf, sealHere } from '../seal-here.ts';
import { readSettings } from '../settings.ts';
import { twinSummary } from '../twin-summary.ts';

/**
 * Runs `twinseal bake` on this machine.
 * @throws TwinsealError what a step throws: `TWIN_DIFFERENT` when the sides of one target differ; nothing is written then
 * @example await run(input, session) // 0
 */
export const run: Runner = async (input, session) => {
  // Taken at once, so that neither buildx nor a build can inherit it.
  const seal = sealHere(userKeys(input), await session.version());
  const stdin = (maxBytes: number, call: typeof session.call) =>
    readInputStream(process.stdin, maxBytes, 'stdin', call);
  const ports = { files: bakeFiles(process.env, stdin), places: userPlaces(), workspaces: workspaces(), seal };
  return await bakeCommand.run(
    input,
    {
      settings: readSettings,
      variable: (name) => process.env[name],
      bake: async (request, progress, call) => summaryOf(request.layout, await bake(request, ports, call, progress)),
    },
    session,
  );
};

function summaryOf(layout: string, { images, seals, notes }: BakeOutcome): BakeSummary {
  const sealed = seals.map((outcome) => sealedOf(outcome, layout));
  const summaries = new Map(sealed.flatMap((each) => each.images.map((image) => [image.name, imageSummary(image)])));
  return {
    layout,
    targets: images.flatMap(({ target, tags, pushed }) => {
      const summary = summaries.get(target);
      if (summary === undefined) return [];
      return [{ ...summary, tags, pushed: pushed.map(({ to, tag, digest }) => `${to}:${tag ?? ''}@${digest}`) }];
    }),
    twins: sealed.map(({ twin }) => twinSummary(twin)),
    signedBy: [...new Set(sealed.flatMap((each) => each.images.flatMap((image) => image.signedBy)))],
    notes: [...notes, ...new Set(sealed.flatMap((each) => each.notes))],
  };
}
