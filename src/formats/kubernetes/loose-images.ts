import { FormatError } from '../format-error.ts';
import { pointer } from '../json/pointer.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { type ContainerSettings, containerSettings } from './container-settings.ts';
import { POD_LISTS } from './object-images.ts';

/** What looks like the image of a container or of an image volume. */
export interface LooseImage {
  readonly image: string;
  /** JSON pointer. */
  readonly at: string;
  readonly container?: ContainerSettings;
}

/**
 * Of a kind that nobody described: all that looks like a container or an image volume, wherever it stands.
 * @param at - JSON pointer of the value
 * @example [...looseImages({ spec: { containers: [{ image: 'app:v1' }] } }, '')][0]?.at // '/spec/containers/0/image'
 */
export function* looseImages(value: JsonValue, at: string): Generator<LooseImage> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* looseImages(item, `${at}/${index}`);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const here = pointer(at, name);
    if (POD_LISTS.includes(name) && isJsonArray(member))
      for (const [index, item] of member.entries())
        if (isJsonObject(item) && typeof item.image === 'string' && item.image !== '')
          yield {
            image: item.image,
            at: `${here}/${index}/image`,
            ...looseSettings(value, item, at),
          };
    if (name === 'volumes' && isJsonArray(member))
      for (const [index, item] of member.entries())
        if (isJsonObject(item) && isJsonObject(item.image) && typeof item.image.reference === 'string')
          yield { image: item.image.reference, at: `${here}/${index}/image/reference` };
    if (member !== undefined) yield* looseImages(member, here);
  }
}

/** Whatever holds the list stands for the pod; where its members have other shapes, no pod is known. */
function looseSettings(holder: JsonObject, item: JsonObject, at: string): { readonly container?: ContainerSettings } {
  try {
    return { container: containerSettings(holder, item, at) };
  } catch (error) {
    if (error instanceof FormatError) return {};
    throw error;
  }
}

/** `image`, `imageName`, `baseImage`, `workerImageRef`. */
const NAME_OF_ONE = /image(?:name|ref|reference|repository|ur[il])?$/i;
/** Lists of references. */
const NAME_OF_SEVERAL = /images$/i;
/** Of an image in parts, as values of charts have it: `{repository: team/app, tag: v1}`. */
const PARTS = ['repository', 'reference'] as const;
/** A picture on the web: no reference has a scheme. */
const PICTURE = /^https?:\/\//i;

/**
 * JSON pointers of all that is named like an image and holds a text, wherever it stands but among annotations and labels: only who
 * knows the kind can say whether it is one.
 * @param at - JSON pointer of the value
 * @example [...imageLikeMembers({ spec: { imageName: 'db:16' } }, '')] // ['/spec/imageName']
 */
export function* imageLikeMembers(value: JsonValue, at: string): Generator<string> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* imageLikeMembers(item, `${at}/${index}`);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || name === 'metadata') continue;
    const here = pointer(at, name);
    if (NAME_OF_ONE.test(name)) {
      if (isText(member)) yield here;
      else if (isJsonObject(member)) for (const part of PARTS) if (isText(member[part])) yield pointer(here, part);
    }
    if (NAME_OF_SEVERAL.test(name) && isJsonArray(member))
      for (const [index, item] of member.entries()) if (isText(item)) yield `${here}/${index}`;
    yield* imageLikeMembers(member, here);
  }
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '' && !PICTURE.test(value);
}
