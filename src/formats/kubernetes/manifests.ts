import { FormatError } from '../format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseYamlStream } from '../yaml.ts';
import type { ContainerSettings } from './container-settings.ts';
import { isImageless } from './imageless-kinds.ts';
import { imageLikeMembers, looseImages } from './loose-images.ts';
import { imagesOfObject, type KindPaths } from './object-images.ts';

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
  /** Of that object. */
  readonly labels: Readonly<Record<string, string>>;
  /** `Deployment/web /spec/template/spec/containers/0/image` */
  readonly place: string;
  /** What the container that runs it may do; absent for what is no container of a pod. */
  readonly container?: ContainerSettings;
}

/** An object that seems to name an image where nobody said that its kind does. */
export interface UnknownObject {
  readonly object: ObjectName;
  /** `Workflow.argoproj.io` */
  readonly kind: string;
  /** JSON pointers of what is named like an image; at least one. */
  readonly places: readonly string[];
}

/** What rendered manifests would have a cluster run. */
export interface Manifests {
  readonly images: readonly ManifestImage[];
  /** Whose images can't be told, so nothing may be said for them. */
  readonly unknown: readonly UnknownObject[];
}

/**
 * Finds every image in rendered manifests, as Helm and Kustomize write them. Objects of Kubernetes' own kinds and of those that are
 * described are read as at admission; in all others, whatever looks like containers or image volumes counts, and an object that has
 * more that is named like an image is unknown, as its kind is at admission. Lists are opened.
 *
 * @param kinds - as the settings of a service describe them
 * @throws FormatError for what is no YAML of Kubernetes objects, and where there is no object at all: an empty pipe is a mistake
 * @example parseManifests(bytes, []).images.map(({ image }) => image)
 */
export function parseManifests(bytes: Uint8Array, kinds: readonly KindPaths[]): Manifests {
  const objects = parseYamlStream(bytes, LIMITS).flatMap((document, at) => objectsOf(document, `/${at}`));
  if (objects.length === 0) throw new FormatError('kubernetes', 'there is no object in it');
  const read = objects.map((object) => readObject(object, kinds));
  const images = read.flatMap((one) => one.images);
  if (images.length > MAX_IMAGES) throw new FormatError('kubernetes', `there are more than ${MAX_IMAGES} images in it`);
  return { images, unknown: read.flatMap((one) => one.unknown) };
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
  const { apiVersion, kind, items, ...rest } = value;
  if (!kind.endsWith('List') || !isJsonArray(items)) return [{ object: value, at }];
  // A custom kind may be called so and hold no objects.
  if (!(apiVersion === 'v1' && kind === 'List') && !items.every(isObject)) return [{ object: value, at }];
  const held = items.flatMap((item, index) => objectsOf(item, `${at}/items/${index}`));
  // Beside them a list has nothing but metadata: one that has more is an object too.
  return Object.keys(rest).every((name) => name === 'metadata') ? held : [{ object: value, at }, ...held];
}

function isObject(value: JsonValue): boolean {
  return isJsonObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** Labels that are no texts are the API server's to refuse. */
function textsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (value === undefined || !isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

function readObject({ object, at }: Placed, kinds: readonly KindPaths[]): Manifests {
  const { apiVersion = '', kind = '', metadata } = object;
  const named = (member: 'name' | 'namespace'): string => {
    const value = isJsonObject(metadata) ? metadata[member] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const labels = textsOf(isJsonObject(metadata) ? metadata.labels : undefined);
  const own = { kind: String(kind), namespace: named('namespace'), name: named('name') };
  const slash = String(apiVersion).indexOf('/');
  const of = { group: slash < 0 ? '' : String(apiVersion).slice(0, slash), kind: String(kind) };
  const placed = (image: string, where: string, container: ContainerSettings | undefined): ManifestImage => ({
    image,
    object: own,
    labels,
    place: `${kind}/${own.name} ${where}`,
    ...(container !== undefined && { container }),
  });
  try {
    const images = imagesOfObject(object, of, kinds)?.map((one) => placed(one.image, one.pointer, one.container));
    if (images !== undefined) return { images, unknown: [] };
    if (isImageless(of.group, of.kind)) return { images: [], unknown: [] };
    const loose = [...looseImages(object, '')];
    const accounted = new Set(loose.map((one) => one.at));
    const places = [...imageLikeMembers(object, '')].filter((place) => !accounted.has(place));
    const unknown = { object: own, kind: of.group === '' ? of.kind : `${of.kind}.${of.group}`, places };
    return {
      images: loose.map((one) => placed(one.image, one.at, one.container)),
      unknown: places.length === 0 ? [] : [unknown],
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError('kubernetes', error.message, `${at}${error.at}`, { cause: error });
  }
}
