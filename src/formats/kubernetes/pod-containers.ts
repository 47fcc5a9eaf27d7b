import { FormatError } from '../format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../json/value.ts';
import { containerSettings, type PlacedContainer } from './container-settings.ts';
import { POD_LISTS } from './object-images.ts';

/**
 * All containers of a pod spec with their settings, whatever image they run.
 * @param at - JSON pointer of the pod spec, for errors
 * @throws FormatError (`kubernetes`)
 * @example podContainers({ containers: [{ name: 'app' }] }, '/spec')[0]?.place // 'containers/app'
 */
export function podContainers(spec: JsonObject, at: string): readonly PlacedContainer[] {
  return POD_LISTS.flatMap((list) => {
    const entries = spec[list];
    if (entries === undefined || entries === null) return [];
    if (!isJsonArray(entries)) throw new FormatError('kubernetes', 'must be a list', `${at}/${list}`);
    return entries.map((entry, index) => {
      if (!isJsonObject(entry)) throw new FormatError('kubernetes', 'must be an object', `${at}/${list}/${index}`);
      const name = typeof entry.name === 'string' ? entry.name.slice(0, 63) : index;
      return { place: `${list}/${name}`, ...containerSettings(spec, entry, at) };
    });
  });
}
