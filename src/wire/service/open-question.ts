import type { ContentMemory } from '../../adapters/cached-content/content-memory.ts';
import { systemClock } from '../../adapters/clock.ts';
import { slowSteps } from '../../adapters/slow-steps.ts';
import { archivePacking } from '../../formats/archive-packing.ts';
import { isLoopbackRegistry, parseReference } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { SentEvidence } from '../../records/question.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { AnswerPorts } from '../../roads/answer.ts';
import type { AskRevocation } from '../../roads/ask-revocation.ts';
import { type Establish, establishImage } from '../../roads/establish-image.ts';
import { gatherHeld } from '../../roads/gather-once.ts';
import { gatheringRooms, ROOM_SIZES } from '../../roads/gathering-rooms.ts';
import { openReference, type Registries } from '../../roads/open-image.ts';
import { MEMORY_LIMITS, rememberImages } from '../../roads/remember-images.ts';
import { Turns } from '../../roads/turns.ts';
import type { PulledRegistries } from './pulled-registries.ts';

/** Shares of the time for one verification: for a walk, before others begin beside it, and before it is ended for them; how many go on beside, and bytes a second that each has to bring. */
const WALK_TIMES = { quantum: 1 / 12, longest: 1 / 2, beside: 2, pace: 256 * 2 ** 10 };
/** The share for which a gathering may keep others waiting for its memory. */
const ROOM_HELD = 1 / 3;

const LAYOUT = 'the layout of the request';

/** What opening needs. */
export interface OpeningParts {
  readonly registries: Registries;
  readonly memory: ContentMemory;
  /** Milliseconds, as {@link MEMORY_LIMITS}. */
  readonly kept: number;
  /** Listening on loopback: then registries of this machine may be named. */
  readonly loopback: boolean;
  readonly telemetry: Pick<Telemetry, 'count' | 'gauge'>;
  /** About revoked certificates. */
  readonly ask: AskRevocation;
  /** Where the settings say that pull secrets of a cluster are read. */
  readonly pulled?: Pick<PulledRegistries, 'open'> | undefined;
}

/**
 * Opens the image of a question: at its registry, behind the memory that all requests share; or in what the request brought along,
 * which is looked into apart, so that nothing of it is ever told to another.
 *
 * @example const open = openQuestions({ registries, memory, kept: 2_000, telemetry, loopback, ask })
 */
export function openQuestions({
  registries,
  memory,
  kept,
  telemetry,
  loopback,
  ask,
  pulled,
}: OpeningParts): AnswerPorts['open'] {
  const now = (): number => systemClock.now();
  const elapsed = (): number => performance.now();
  const work = memory.limits.fetch;
  const ended = (): void => telemetry.count('crowded', { what: 'walk' });
  const times = {
    now: elapsed,
    quantum: work * WALK_TIMES.quantum,
    longest: work * WALK_TIMES.longest,
    beside: WALK_TIMES.beside,
    pace: WALK_TIMES.pace,
    ended,
  };
  const walks = new Turns({ width: MEMORY_LIMITS.walks, times });
  const rooms = gatheringRooms({ now, elapsed, telemetry }, ROOM_SIZES, work * ROOM_HELD);
  const remember = rememberImages(systemClock, { ...MEMORY_LIMITS, work, kept }, walks, ask, rooms, slowSteps());
  const apart = establishImage(true, walks, ask, (...asked) => gatherHeld(rooms, ...asked));
  return async ({ image, sent, pull }, call) => {
    const opened = openReference(registries, image);
    // From elsewhere, this machine's own registries would be reached through us. The guard knows their addresses; this
    // is for the names, which say it at once.
    if (sent?.layout === undefined && !loopback && isLoopbackRegistry(parseReference(image).registry))
      throw new TwinsealError('REGISTRY_HOST_FORBIDDEN', 'this service does not reach registries on its own machine');
    if (sent === undefined && pull !== undefined && pulled !== undefined) {
      let reader: ContentReader | undefined;
      // One question has one access, even when it is looked into once more.
      const establish: Establish = async (question, needs, within) => {
        reader ??= (await pulled.open(opened, pull, within)).source;
        return await remember({ ...question, reader }, needs, within);
      };
      return { opened, establish };
    }
    if (sent === undefined) return { opened, establish: remember };
    return { opened: { ...opened, source: await openSent(sent, opened.source, call) }, establish: apart };
  };
}

/** Loaded for those few who bring something along. */
async function openSent(
  { layout, bundles }: SentEvidence,
  registry: ContentReader,
  call: Call,
): Promise<ContentReader> {
  let source = registry;
  if (layout !== undefined) {
    const packing = archivePacking(layout);
    if (packing !== undefined)
      throw new TwinsealError('INPUT_MALFORMED', `${LAYOUT} is compressed with ${packing}: send the tar uncompressed`);
    const { tarFiles } = await import('../../adapters/layout/tar-files.ts');
    const { readLayout } = await import('../../adapters/layout/layout-reader.ts');
    const { partialContent } = await import('../../adapters/inline-content/partial-content.ts');
    source = partialContent(await readLayout(await tarFiles(layout, LAYOUT), call), registry.repository);
  }
  if (bundles === undefined) return source;
  const { withBundles } = await import('../../adapters/inline-content/sent-bundles.ts');
  return withBundles(source, bundles);
}
