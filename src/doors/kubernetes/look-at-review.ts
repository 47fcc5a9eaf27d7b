import { FormatError } from '../../formats/format-error.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { sameJson } from '../../formats/json/same.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import { type AdmissionRequest, isEnding, labelsOf, replicasOf } from '../../formats/kubernetes/admission-review.ts';
import { imagesOfObject, type ObjectImage } from '../../formats/kubernetes/object-images.ts';
import { parseReference } from '../../formats/reference.ts';
import { withoutDefaultPort } from '../../formats/registry-port.ts';
import { matchesText } from '../../formats/wildcard.ts';
import type { RequestContext } from '../../records/decision.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';
import { plainText } from './plain-text.ts';

/** What there is to judge in a review. */
export type Look =
  /** Nothing, and why. */
  | { readonly pass: string }
  /** Images, each in at least one place; perhaps none. */
  | { readonly images: readonly ObjectImage[]; readonly request: RequestContext }
  /** It can't be read, so it can't be let in. */
  | { readonly refuse: string; readonly code: ErrorCode };

/** Subresources whose objects hold no image, or can't change one. @see kubernetes/kubernetes pkg/registry, the strategies of `status` */
const WITHOUT_IMAGES = ['status', 'scale', 'binding', 'eviction'];
const MAX_LABELS = 256;
const MAX_CLAIM = 256;

/**
 * Says what a review asks to be judged. What passes without a look: the end of anything, connections, status, scale, namespaces
 * that the settings exempt, an object that is ending, and fewer copies of the same. Of an update, an image passes whose digest was
 * there before, in a container with the same settings; so does a tag of a pod that stands where it stood, since nothing is pulled
 * because of it. No annotation and no label is ever a reason.
 *
 * @example lookAtReview(request, settings.admission)
 * @see kyverno#16336 (a forged annotation), portieris#515 (digests compared by pointer), CVE-2023-2727 (ephemeral containers)
 */
export function lookAtReview(request: AdmissionRequest, settings: AdmissionSettings): Look {
  const { operation, subResource, namespace, kind, group, object } = request;
  if (operation === 'DELETE' || operation === 'CONNECT') return { pass: `${operation} brings no image` };
  if (WITHOUT_IMAGES.includes(subResource)) return { pass: `the subresource ${subResource} brings no image` };
  if (namespace !== '' && isExempt(namespace, settings)) return { pass: `the settings exempt ${namespace}` };
  if (object === undefined) return { refuse: 'the review holds no object', code: 'INPUT_MALFORMED' };
  try {
    if (operation === 'UPDATE' && isOnlyEnding(object, request.oldObject)) return { pass: 'the object is ending' };
    const images = imagesOfObject(object, request, settings.kinds);
    if (images === undefined)
      return {
        refuse: `where images of ${plainText(kind)}.${plainText(group)} are is unknown; name it in admission.kinds`,
        code: 'KIND_UNKNOWN',
      };
    if (operation === 'UPDATE') return lookAtUpdate(request, images, settings);
    return { images, request: contextOf(request) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return {
      refuse: `malformed object at ${plainText(error.at)}: ${plainText(error.message)}`,
      code: 'INPUT_MALFORMED',
    };
  }
}

/** Finalizers come off whatever the object is, also where its images could not be told. */
function isOnlyEnding(object: JsonObject, oldObject: JsonObject | undefined): boolean {
  if (oldObject === undefined || !isEnding(oldObject) || !isEnding(object)) return false;
  const [{ metadata: _now, ...now }, { metadata: _then, ...then }] = [object, oldObject];
  return sameJson(now, then);
}

function lookAtUpdate(request: AdmissionRequest, images: readonly ObjectImage[], settings: AdmissionSettings): Look {
  const { object = {}, oldObject } = request;
  const before = oldObject === undefined ? [] : (imagesOfObject(oldObject, request, settings.kinds) ?? []);
  const there = new Set(before.map(({ place, image, container }) => keyOf(place, image, container)));
  const stood = ({ place, image, container }: ObjectImage): boolean => there.has(keyOf(place, image, container));
  if (oldObject !== undefined && images.every(stood)) {
    if (isEnding(oldObject) && isEnding(object)) return { pass: 'the object is ending' };
    const [now, then] = [replicasOf(object), replicasOf(oldObject) ?? 1];
    if (now !== undefined && now < then) return { pass: 'fewer copies of the same' };
  }
  const digests = new Set(before.map(({ image, container }) => keyOf(pinnedName(image) ?? '', container)));
  const isPod = request.group === '' && request.kind === 'Pod';
  const changed = images.filter((one) => {
    const pinned = pinnedName(one.image);
    return pinned === undefined ? !(isPod && stood(one)) : !digests.has(keyOf(pinned, one.container));
  });
  if (changed.length === 0) return { pass: 'no image has changed' };
  return { images: changed, request: contextOf(request) };
}

/** Texts and settings as one. */
function keyOf(...parts: readonly unknown[]): string {
  return canonicalJson(recordJson(parts.map((part) => part ?? null)));
}

/** `registry/repository@digest`, by which two references are one image; undefined without a digest. */
function pinnedName(image: string): string | undefined {
  try {
    const { registry, repository, digest } = parseReference(image);
    return digest === undefined ? undefined : `${withoutDefaultPort(registry)}/${repository}@${digest}`;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Whether a reference names a digest. @example isPinned('alpine:3') // false */
export function isPinned(image: string): boolean {
  return pinnedName(image) !== undefined;
}

/** What is wrong with a reference where a policy enforces, whatever image it is; undefined: nothing. @example againstReference('alpine:3') */
export function againstReference(image: string): 'IMAGE_NOT_PINNED' | 'REFERENCE_INVALID' | undefined {
  if (isPinned(image)) return undefined;
  try {
    parseReference(image);
    return 'IMAGE_NOT_PINNED';
  } catch (error) {
    if (error instanceof FormatError) return 'REFERENCE_INVALID';
    throw error;
  }
}

/** Whether the settings pass whatever is in a namespace. @example isExempt('kube-system', settings) */
export function isExempt(namespace: string, { namespace: own, exemptNamespaces }: AdmissionSettings): boolean {
  return namespace === own || exemptNamespaces.some((glob) => matchesText(glob, namespace));
}

function contextOf({
  object = {},
  namespace,
  kind,
  name,
  operation,
  user,
  subResource,
}: AdmissionRequest): RequestContext {
  const labels = labelsOf(object, MAX_LABELS);
  const claims = { kind, name, operation, user, subresource: subResource };
  const said = Object.entries(claims).filter(([, value]) => value !== '');
  return {
    ...(namespace !== '' && { namespace }),
    ...(Object.keys(labels).length > 0 && { labels }),
    claims: Object.fromEntries(said.map(([key, value]) => [key, plainText(value).slice(0, MAX_CLAIM)])),
  };
}
