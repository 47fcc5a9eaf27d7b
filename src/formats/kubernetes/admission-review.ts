import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, type JsonObject } from '../json/value.ts';

/** Bytes of a review: an object of etcd (1.5 MiB) twice, as JSON, with room. */
export const MAX_REVIEW = 8 * 1024 * 1024;
const LIMITS = { maxBytes: MAX_REVIEW, maxDepth: 64, maxValues: 400_000 };
const NAME = 1024;

/** What the API server asks about one request. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly group: string;
  readonly kind: string;
  /** Empty for the object itself. */
  readonly subResource: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  /** Empty for an object that lies in none. */
  readonly namespace: string;
  /** May be empty on CREATE. */
  readonly name: string;
  /** Nothing may be written because of it. */
  readonly dryRun: boolean;
  readonly user: string;
  readonly object?: JsonObject;
  readonly oldObject?: JsonObject;
}

const OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;
const REVIEW = ['apiVersion', 'kind', 'request', 'response'];
const REQUEST = [
  'uid',
  'kind',
  'subResource',
  'operation',
  'namespace',
  'name',
  'dryRun',
  'userInfo',
  'object',
  'oldObject',
];

/**
 * Reads an AdmissionReview of version v1 that holds a request. Members that this reader does not know pass, since each version of the
 * API server may add some; those that it knows must have their type, and no second spelling.
 *
 * @throws FormatError
 * @example parseAdmissionReview(body).operation // 'CREATE'
 * @see kubernetes/api admission/v1 types.go, AdmissionReview
 */
export function parseAdmissionReview(bytes: Uint8Array): AdmissionRequest {
  const review = new Members('admission-review', parseJson(bytes, LIMITS));
  review.noCaseTwins(REVIEW);
  if (review.text('apiVersion') !== 'admission.k8s.io/v1') review.fail('apiVersion', 'must be admission.k8s.io/v1');
  if (review.text('kind') !== 'AdmissionReview') review.fail('kind', 'must be AdmissionReview');
  const request = review.inside('request');
  request.noCaseTwins(REQUEST);
  const { group, kind } = kindOf(request.inside('kind'));
  const operation = OPERATIONS.find((one) => one === request.text('operation'));
  if (operation === undefined) return request.fail('operation', `must be one of ${OPERATIONS.join(', ')}`);
  const { dryRun } = request.object;
  if (dryRun !== undefined && dryRun !== null && typeof dryRun !== 'boolean')
    request.fail('dryRun', 'must be true or false');
  return {
    uid: request.text('uid', NAME),
    group,
    kind,
    subResource: textOf(request, 'subResource'),
    operation,
    namespace: textOf(request, 'namespace'),
    name: textOf(request, 'name'),
    dryRun: dryRun === true,
    user: request.has('userInfo') ? textOf(request.inside('userInfo'), 'username') : '',
    ...objectOf(request, 'object'),
    ...objectOf(request, 'oldObject'),
  };
}

function kindOf(members: Members) {
  return { group: textOf(members, 'group'), kind: members.text('kind', NAME) };
}

const textOf = (members: Members, name: string): string => members.optionalString(name, NAME) ?? '';

function objectOf(request: Members, name: 'object' | 'oldObject'): { readonly [key in typeof name]?: JsonObject } {
  const value = request.object[name];
  return value === undefined || value === null ? {} : { [name]: request.inside(name).object };
}

/** What is answered to the API server. */
export interface AdmissionAnswer {
  readonly allowed: boolean;
  /** Why not. */
  readonly message?: string;
  /** At most 120 characters each are wished. */
  readonly warnings?: readonly string[];
  /** Goes into the API server's own audit log, each name with the webhook's name before it. */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  /** RFC 6902, in base64. */
  readonly patch?: string;
}

/**
 * The review that answers a request.
 * @example admissionReview(request.uid, { allowed: true }).response.allowed
 * @see kubernetes/api admission/v1 types.go, AdmissionResponse
 */
export function admissionReview(
  uid: string,
  { allowed, message, warnings = [], auditAnnotations, patch }: AdmissionAnswer,
) {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid,
      allowed,
      ...(message !== undefined && { status: { code: 403, reason: 'Forbidden', message } }),
      ...(warnings.length > 0 && { warnings }),
      ...(auditAnnotations !== undefined && Object.keys(auditAnnotations).length > 0 && { auditAnnotations }),
      ...(patch !== undefined && { patchType: 'JSONPatch', patch }),
    },
  } as const;
}

/**
 * The labels of an object; none when it has none.
 * @param max - more are refused
 * @throws FormatError
 * @example labelsOf(request.object, 256).app
 */
export function labelsOf(object: JsonObject, max: number): Readonly<Record<string, string>> {
  const { metadata } = object;
  if (metadata === undefined || metadata === null) return {};
  const members = new Members('kubernetes', metadata, '/metadata');
  const { labels } = members.object;
  return labels === undefined || labels === null ? {} : members.textMap('labels', max);
}

/** Whether somebody has asked for the end of an object. @example isEnding(request.oldObject) */
export function isEnding(object: JsonObject | undefined): boolean {
  if (object?.metadata === undefined || object.metadata === null) return false;
  const { deletionTimestamp } = new Members('kubernetes', object.metadata, '/metadata').object;
  return typeof deletionTimestamp === 'string';
}

/**
 * How many copies an object asks for.
 * @returns undefined for one that does not say it, as a number in `spec.replicas`
 * @example replicasOf(deployment) // 3
 */
export function replicasOf({ spec }: JsonObject): number | undefined {
  const replicas = isJsonObject(spec) ? spec.replicas : undefined;
  return typeof replicas === 'number' ? replicas : undefined;
}
