import { defaultCacheFolder } from '../adapters/cache-place.ts';
import { systemClock } from '../adapters/clock.ts';
import { PakoLayerCompressor } from '../adapters/compress/pako-layer-compressor.ts';
import { differenceText } from '../doors/cli/difference-text.ts';
import type { SealedImageSummary } from '../doors/cli/seal.ts';
import type { Call } from '../ports/call.ts';
import type { Keys } from '../ports/signer.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type SealOutcome, type SealRequest, seal } from '../roads/seal.ts';
import type { SealedImage } from '../roads/seal-image.ts';
import { userPlaces } from './places.ts';
import { twinMachine } from './twin-ports.ts';
import { differenceSummary } from './twin-summary.ts';

/** Stands for an operator who has not said who they are. */
const UNNAMED_BUILDER = 'https://twinseal.dev/builders/unnamed';

/**
 * The whole road of a seal on this machine, with a private folder that goes away afterwards.
 * @param keys - opened only after the builds have ended
 * @param version - of Twinseal
 * @returns throws TwinsealError what a step throws
 * @example await sealHere(keys, version)(request, call, progress)
 */
export function sealHere(keys: Keys, version: string) {
  return async (request: SealRequest, call: Call, progress: Progress): Promise<SealOutcome> => {
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
        keys,
        clock: systemClock,
        version,
        builder: process.env.TWINSEAL_BUILDER_ID ?? UNNAMED_BUILDER,
      };
      return await seal(request, { ...machine, image }, call, progress);
    } finally {
      await compressor.close();
      await machine.remove();
    }
  };
}

/**
 * What was sealed; sides that differ are an error, since nothing was signed.
 * @throws TwinsealError `TWIN_DIFFERENT`, with the causes as details
 * @example sealedOf(outcome, 'app.oci').images
 */
export function sealedOf(outcome: SealOutcome, layout: string): Extract<SealOutcome, { outcome: 'sealed' }> {
  if (outcome.outcome === 'sealed') return outcome;
  throw new TwinsealError(
    'TWIN_DIFFERENT',
    `the two sides differ, so nothing was signed and ${layout} was not written`,
    {
      details: differenceText(outcome.differences.map(differenceSummary)).trimEnd().split('\n'),
    },
  );
}

/** One sealed image, by its digests. @example imageSummary(image).index */
export function imageSummary({ name, image }: SealedImage): SealedImageSummary {
  return {
    name,
    index: image.index.descriptor.digest,
    platforms: image.platforms.map(({ platform, manifest }) => ({ platform, manifest: manifest.descriptor.digest })),
  };
}
