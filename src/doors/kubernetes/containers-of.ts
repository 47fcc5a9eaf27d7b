import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import type { ContainerSettings, PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import { plainText } from './plain-text.ts';

const MAX_PLACE = 256;

/** A place that names an image. */
interface ImageUse {
  readonly image: string;
  readonly place: string;
  readonly container?: ContainerSettings;
}

/**
 * The containers that run each image; of several with the same settings, the first.
 *
 * @param uses - images of one object, or of many
 * @returns nothing for an image that no container of a pod runs
 * @example containersOf(look.images).get('registry.example.com/app@sha256:...')?.[0]?.runAsNonRoot
 */
export function containersOf(uses: readonly ImageUse[]): ReadonlyMap<string, readonly PlacedContainer[]> {
  const found = new Map<string, Map<string, PlacedContainer>>();
  for (const { image, place, container } of uses) {
    if (container === undefined) continue;
    const ofImage = found.get(image) ?? new Map<string, PlacedContainer>();
    found.set(image, ofImage);
    const key = canonicalJson(recordJson(container));
    const where = plainText(place.replace(/\/image$/, '')).slice(0, MAX_PLACE);
    if (!ofImage.has(key)) ofImage.set(key, { place: where, ...container });
  }
  return new Map([...found].map(([image, ofImage]) => [image, [...ofImage.values()]]));
}
