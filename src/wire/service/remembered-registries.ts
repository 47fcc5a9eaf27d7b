import { cachedContent } from '../../adapters/cached-content/cached-content.ts';
import type { ContentMemory } from '../../adapters/cached-content/content-memory.ts';
import { observedContent } from '../../adapters/telemetry/observed-content.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { renewedPlaces } from '../renewed-places.ts';

/**
 * Repositories of registries behind one memory of what they served, for a process that runs for months: what is not
 * remembered is read by a client that is lent for that one piece of work, and each of those reads is told.
 *
 * @param places - lends clients
 * @param memory - one for all repositories together
 * @example rememberedRegistries(places, memory, telemetry).repository('registry.example.com/app')
 */
export function rememberedRegistries(
  places: Pick<ReturnType<typeof renewedPlaces>, 'lend'>,
  memory: ContentMemory,
  telemetry: Telemetry,
): { repository(name: string): ContentReader } {
  return {
    repository(name) {
      const lend = () => {
        const lent = places.lend();
        const giveBack = (): void => void lent.giveBack().catch(() => undefined);
        return { reader: observedContent(lent.places.repository(name), telemetry), giveBack };
      };
      return cachedContent({ name, repository: name, lend }, memory);
    },
  };
}
