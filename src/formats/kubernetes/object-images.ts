import { FormatError } from '../format-error.ts';
import { pointer } from '../json/pointer.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { type ContainerSettings, containerSettings } from './container-settings.ts';

/** Images in one object; more are refused. */
export const MAX_OBJECT_IMAGES = 256;

/** One image that an object names. */
export interface ObjectImage {
  /** JSON pointer of the field: `/spec/containers/0/image`. */
  readonly pointer: string;
  /** The same place by names instead of numbers, as it is found again after an update: `/spec/containers/app/image`. */
  readonly place: string;
  /** As the object writes it. */
  readonly image: string;
  /** What the container that runs it may do; absent for what is no container of a pod. */
  readonly container?: ContainerSettings;
}

/** Where the objects of a kind hold images. A step `*` of a path stands for every member. */
export interface KindPaths {
  /** `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Paths of pod specs: `/spec/template/spec`. */
  readonly podSpecs: readonly string[];
  /** Paths of single images: `/spec/image`. */
  readonly images: readonly string[];
}

const TEMPLATE = '/spec/template/spec';

/** The kinds of Kubernetes itself. @see kubernetes/api: core/v1, apps/v1 and batch/v1 types.go */
const KINDS: readonly KindPaths[] = [
  ['', 'Pod', '/spec'],
  ['', 'PodTemplate', '/template/spec'],
  ['', 'ReplicationController', TEMPLATE],
  ['apps', 'ReplicaSet', TEMPLATE],
  ['apps', 'Deployment', TEMPLATE],
  ['apps', 'StatefulSet', TEMPLATE],
  ['apps', 'DaemonSet', TEMPLATE],
  ['batch', 'Job', TEMPLATE],
  ['batch', 'CronJob', '/spec/jobTemplate/spec/template/spec'],
].map(([group = '', kind = '', path = '']) => ({ group, kind, podSpecs: [path], images: [] }));

/** Lists of a pod spec whose entries run an image. @see kubernetes/api core/v1 types.go, PodSpec */
export const POD_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

/**
 * Finds every image that an object names: containers of all three lists, image volumes, and the paths of custom kinds.
 * A field that is missing, null or empty names none.
 *
 * @param more - kinds beside those of Kubernetes; they can't take a path of those away
 * @returns undefined for a kind of which nobody said where its images are
 * @throws FormatError (`kubernetes`) for a field of another type than the API gives it, and beyond {@link MAX_OBJECT_IMAGES}
 * @example imagesOfObject(pod, { group: '', kind: 'Pod' }, [])?.[0]?.image
 */
export function imagesOfObject(
  object: JsonObject,
  { group, kind }: Pick<KindPaths, 'group' | 'kind'>,
  more: readonly KindPaths[],
): readonly ObjectImage[] | undefined {
  const known = pathsOf({ group, kind }, more);
  if (known.length === 0) return undefined;
  const found = new Map<string, ObjectImage>();
  const add = (one: ObjectImage): void => {
    found.set(one.pointer, one);
    if (found.size > MAX_OBJECT_IMAGES) fail(`the object has more than ${MAX_OBJECT_IMAGES} images`, one.pointer);
  };
  for (const { podSpecs, images } of known) {
    for (const path of podSpecs) for (const spec of findAt(object, path)) imagesOfPod(spec, add);
    for (const path of images) for (const one of findAt(object, path)) addText(one.value, one.at, one.at, add);
  }
  return [...found.values()];
}

/**
 * The pod specs of an object, whatever they are; none of a kind of which nobody said where they are.
 * @throws FormatError (`kubernetes`) for a field on the way that is no object
 * @example podSpecsOf(deployment, { group: 'apps', kind: 'Deployment' }, [])[0]?.at // '/spec/template/spec'
 */
export function podSpecsOf(
  object: JsonObject,
  kind: Pick<KindPaths, 'group' | 'kind'>,
  more: readonly KindPaths[],
): readonly Found[] {
  return pathsOf(kind, more).flatMap(({ podSpecs }) => podSpecs.flatMap((path) => findAt(object, path)));
}

function pathsOf({ group, kind }: Pick<KindPaths, 'group' | 'kind'>, more: readonly KindPaths[]) {
  return [...KINDS, ...more].filter((one) => one.group === group && one.kind === kind);
}

/** A value and the JSON pointer where it stands. */
export interface Found {
  readonly at: string;
  readonly value: JsonValue;
}

function findAt(object: JsonObject, path: string): readonly Found[] {
  let found: readonly Found[] = [{ at: '', value: object }];
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    found = found.flatMap((one) => membersAt(one, name));
  }
  return found;
}

function membersAt({ at, value }: Found, name: string): readonly Found[] {
  if (value === null) return [];
  if (name === '*' && isJsonArray(value)) return value.map((item, i) => ({ at: `${at}/${i}`, value: item }));
  if (!isJsonObject(value)) return fail('must be an object', at);
  const names = name === '*' ? Object.keys(value) : [name];
  return names.flatMap((one) => {
    const member = value[one];
    return member === undefined ? [] : [{ at: pointer(at, one), value: member }];
  });
}

/**
 * Finds every image of a pod spec.
 * @throws FormatError (`kubernetes`) for a field of another type than the API gives it
 * @example imagesOfPod({ at: '/spec', value: pod.spec }, (one) => found.push(one))
 */
export function imagesOfPod({ at, value }: Found, add: (one: ObjectImage) => void): void {
  if (value === null) return;
  if (!isJsonObject(value)) fail('a pod spec must be an object', at);
  for (const list of POD_LISTS)
    eachOf(value[list], `${at}/${list}`, (item, here, place) =>
      addText(item.image, `${here}/image`, `${place}/image`, (one) =>
        add({ ...one, container: containerSettings(value, item, at) }),
      ),
    );
  eachOf(value.volumes, `${at}/volumes`, ({ image }, here, place) => {
    if (image === undefined || image === null) return;
    if (!isJsonObject(image)) fail('must be an object', `${here}/image`);
    addText(image.reference, `${here}/image/reference`, `${place}/image/reference`, add);
  });
}

function eachOf(
  list: JsonValue | undefined,
  at: string,
  step: (item: JsonObject, here: string, place: string) => void,
): void {
  if (list === undefined || list === null) return;
  if (!isJsonArray(list)) fail('must be a list', at);
  for (const [index, item] of list.entries()) {
    if (!isJsonObject(item)) fail('must be an object', `${at}/${index}`);
    const { name } = item;
    step(item, `${at}/${index}`, pointer(at, typeof name === 'string' ? name : index));
  }
}

function addText(value: JsonValue | undefined, at: string, place: string, add: (one: ObjectImage) => void): void {
  if (value === undefined || value === null || value === '') return;
  if (typeof value !== 'string') fail('an image must be text', at);
  add({ pointer: at, place, image: value });
}

function fail(problem: string, at: string): never {
  throw new FormatError('kubernetes', problem, at);
}
