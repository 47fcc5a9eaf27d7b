import { systemClock } from '../../adapters/clock.ts';
import { defaultCacheFolder } from '../../adapters/compress/layer-cache.ts';
import { PakoLayerCompressor } from '../../adapters/compress/pako-layer-compressor.ts';
import { fileKeys } from '../../adapters/keys/file-keys.ts';
import { differenceText } from '../../doors/cli/difference-text.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { type SealSummary, sealCommand } from '../../doors/cli/seal.ts';
import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type SealRequest, seal } from '../../roads/seal.ts';
import { userPassword } from '../keys.ts';
import { userPlaces } from '../places.ts';
import { readSettings } from '../settings.ts';
import { twinMachine } from '../twin-ports.ts';
import { differenceSummary, twinSummary } from '../twin-summary.ts';

/** Stands for an operator who has not said who they are. */
const UNNAMED_BUILDER = 'https://twinseal.dev/builders/unnamed';

/**
 * Runs `twinseal seal` on this machine.
 * @throws TwinsealError what a step throws: `TWIN_DIFFERENT` when the sides differ; nothing is written then
 * @example await run(input, session) // 0
 */
export const run: Runner = async (input, session) => {
  // Taken at once, so that no child process of the build can inherit it.
  const passwords = userPassword();
  const version = await session.version();
  const sealAll = async (request: SealRequest, progress: Progress, call: Call): Promise<SealSummary> => {
    const machine = await twinMachine(request.choices, progress);
    const compressor = new PakoLayerCompressor({
      workFolder: machine.work,
      cacheFolder: defaultCacheFolder(process.env),
    });
    try {
      const image = {
        importer: machine.lock.importer,
        compressor,
        places: userPlaces(),
        keys: fileKeys(passwords),
        clock: systemClock,
        version,
        builder: process.env.TWINSEAL_BUILDER_ID ?? UNNAMED_BUILDER,
      };
      return summaryOf(request, await seal(request, { ...machine, image }, call, progress));
    } finally {
      await compressor.close();
      await machine.remove();
    }
  };
  return await sealCommand.run(input, { settings: readSettings, seal: sealAll }, session);
};

function summaryOf(request: SealRequest, outcome: Awaited<ReturnType<typeof seal>>): SealSummary {
  if (outcome.outcome === 'different') {
    const lines = differenceText(outcome.differences.map(differenceSummary)).trimEnd().split('\n');
    throw new TwinsealError(
      'TWIN_DIFFERENT',
      `the two sides differ, so nothing was signed and ${request.layout} was not written`,
      {
        details: lines,
      },
    );
  }
  const { twin, images, notes } = outcome;
  const [first] = images;
  if (first === undefined) throw new TwinsealError('INTERNAL', 'a seal made no image');
  const sealed = images.map(({ name, image }) => ({
    name,
    index: image.index.descriptor.digest,
    platforms: image.platforms.map(({ platform, manifest }) => ({ platform, manifest: manifest.descriptor.digest })),
  }));
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
