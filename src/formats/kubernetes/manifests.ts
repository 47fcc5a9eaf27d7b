import { FormatError } from '../format-error.ts';
import { pointer } from '../json/pointer.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseYamlStream } from '../yaml.ts';
import { type ContainerSettings, containerSettings } from './container-settings.ts';
import { imagesOfObject, POD_LISTS } from './object-images.ts';

/** Bytes of rendered manifests. */
const MAX_MANIFESTS = 16 * 1024 * 1024;
const LIMITS = { maxBytes: MAX_MANIFESTS, maxDepth: 64, maxValues: 1_000_000 };
const MAX_IMAGES = 10_000;

/** What an object is called. */
export interface ObjectName {
  readonly kind: string;
  /** Empty where the manifest says none. */
  readonly namespace: string;
  readonly name: string;
}

/** One image that a manifest names. */
export interface ManifestImage {
  readonly image: string;
  readonly object: ObjectName;
  /** `Deployment/web /spec/template/spec/containers/0/image` */
  readonly place: string;
  /** What the container that runs it may do; absent for what is no container of a pod. */
  readonly container?: ContainerSettings;
}

/**
 * Finds every image in rendered manifests, as Helm and Kustomize write them. Objects of Kubernetes' own kinds are read as at
 * admission; in all others, whatever looks like containers or image volumes counts. Lists are opened.
 *
 * @throws FormatError for what is no YAML of Kubernetes objects, and where there is no object at all: an empty pipe is a mistake
 * @example imagesOfManifests(bytes).map(({ image }) => image)
 */
export function imagesOfManifests(bytes: Uint8Array): readonly ManifestImage[] {
  const objects = parseYamlStream(bytes, LIMITS).flatMap((document, at) => objectsOf(document, `/${at}`));
  if (objects.length === 0) throw new FormatError('kubernetes', 'there is no object in it');
  const found = objects.flatMap(imagesOfOne);
  if (found.length > MAX_IMAGES) throw new FormatError('kubernetes', `there are more than ${MAX_IMAGES} images in it`);
  return found;
}

interface Placed {
  readonly object: JsonObject;
  readonly at: string;
}

function objectsOf(value: JsonValue, at: string): readonly Placed[] {
  if (value === null) return [];
  if (!isJsonObject(value)) throw new FormatError('kubernetes', 'must be an object', at);
  if (typeof value.apiVersion !== 'string' || typeof value.kind !== 'string')
    throw new FormatError('kubernetes', 'an object needs apiVersion and kind', at);
  const { items } = value;
  if (!value.kind.endsWith('List') || !isJsonArray(items)) return [{ object: value, at }];
  return items.flatMap((item, index) => objectsOf(item, `${at}/items/${index}`));
}

function imagesOfOne({ object, at }: Placed): readonly ManifestImage[] {
  const { apiVersion = '', kind = '', metadata } = object;
  const named = (member: 'name' | 'namespace'): string => {
    const value = isJsonObject(metadata) ? metadata[member] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const own = { kind: String(kind), namespace: named('namespace'), name: named('name') };
  const slash = String(apiVersion).indexOf('/');
  const group = slash < 0 ? '' : String(apiVersion).slice(0, slash);
  const placed = (image: string, where: string, container: ContainerSettings | undefined): ManifestImage => ({
    image,
    object: own,
    place: `${kind}/${own.name} ${where}`,
    ...(container !== undefined && { container }),
  });
  try {
    const images = imagesOfObject(object, { group, kind: String(kind) }, []);
    if (images !== undefined) return images.map(({ pointer: at, image, container }) => placed(image, at, container));
    return [...looseImages(object, '')].map(({ at, image, container }) => placed(image, at, container));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError('kubernetes', error.message, `${at}${error.at}`, { cause: error });
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

/** Of a kind that nobody described: all that looks like a container or an image volume, wherever it stands. */
function* looseImages(
  value: JsonValue,
  at: string,
): Generator<{ readonly image: string; readonly at: string; readonly container?: ContainerSettings }> {
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
