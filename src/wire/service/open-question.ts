import type { ContentMemory } from '../../adapters/cached-content/content-memory.ts';
import { systemClock } from '../../adapters/clock.ts';
import { isLoopbackRegistry, parseReference } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { SentEvidence } from '../../records/question.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { AnswerPorts } from '../../roads/answer.ts';
import type { AskRevocation } from '../../roads/ask-revocation.ts';
import { type Establish, establishImage } from '../../roads/establish-image.ts';
import { openReference, type Registries } from '../../roads/open-image.ts';
import { MEMORY_LIMITS, rememberImages } from '../../roads/remember-images.ts';
import { Turns } from '../../roads/turns.ts';
import type { PulledRegistries } from './pulled-registries.ts';

const LAYOUT = 'the layout of the request';

/** What opening needs. */
export interface OpeningParts {
  readonly registries: Registries;
  readonly memory: ContentMemory;
  /** Listening on loopback: then registries of this machine may be named. */
  readonly loopback: boolean;
  /** About revoked certificates. */
  readonly ask: AskRevocation;
  /** Where the settings say that pull secrets of a cluster are read. */
  readonly pulled?: Pick<PulledRegistries, 'open'> | undefined;
}

/**
 * Opens the image of a question: at its registry, behind the memory that all requests share; or in what the request brought along,
 * which is looked into apart, so that nothing of it is ever told to another.
 *
 * @example const open = openQuestions({ registries, memory, loopback })
 */
export function openQuestions({ registries, memory, loopback, ask, pulled }: OpeningParts): AnswerPorts['open'] {
  const walks = new Turns(MEMORY_LIMITS.walks);
  const remember = rememberImages(systemClock, { ...MEMORY_LIMITS, work: memory.limits.fetch }, walks, ask);
  const apart = establishImage(true, walks, ask);
  return async ({ image, sent, pull }, call) => {
    const opened = openReference(registries, image);
    // From elsewhere, this machine's own registries would be reached through us. The guard knows their addresses; this
    // is for the names, which say it at once.
    if (sent?.layout === undefined && !loopback && isLoopbackRegistry(parseReference(image).registry))
      throw new TwinsealError('REGISTRY_HOST_FORBIDDEN', 'this service does not reach registries on its own machine');
    if (sent === undefined && pull !== undefined && pulled !== undefined) {
      const establish: Establish = async (question, needs, within) => {
        const { source } = await pulled.open(opened, pull, within);
        return await remember({ ...question, reader: source }, needs, within);
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
    const { tarFiles } = await import('../../adapters/layout/tar-files.ts');
    const { readLayout } = await import('../../adapters/layout/layout-reader.ts');
    const { partialContent } = await import('../../adapters/inline-content/partial-content.ts');
    source = partialContent(await readLayout(await tarFiles(layout, LAYOUT), call), registry.repository);
  }
  if (bundles === undefined) return source;
  const { withBundles } = await import('../../adapters/inline-content/sent-bundles.ts');
  return withBundles(source, bundles);
}
