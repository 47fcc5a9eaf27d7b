import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';

/** Bytes of a review: names and annotations of one pod. */
export const MAX_IMAGE_REVIEW = 1024 * 1024;
const LIMITS = { maxBytes: MAX_IMAGE_REVIEW, maxDepth: 16, maxValues: 20_000 };
const MAX_CONTAINERS = 256;

/** Which images a pod wants, as the admission plugin ImagePolicyWebhook asks. */
export interface ImageReview {
  readonly images: readonly string[];
  /** Empty when the review names none. */
  readonly namespace: string;
}

/**
 * Reads an ImageReview of version v1alpha1. Its annotations are not read: users write them.
 * @throws FormatError
 * @example parseImageReview(body).images[0]
 * @see kubernetes/api imagepolicy/v1alpha1 types.go, ImageReview
 */
export function parseImageReview(bytes: Uint8Array): ImageReview {
  const review = new Members('image-review', parseJson(bytes, LIMITS));
  review.noCaseTwins(['apiVersion', 'kind', 'spec']);
  if (review.text('apiVersion') !== 'imagepolicy.k8s.io/v1alpha1')
    review.fail('apiVersion', 'must be imagepolicy.k8s.io/v1alpha1');
  if (review.text('kind') !== 'ImageReview') review.fail('kind', 'must be ImageReview');
  const spec = review.inside('spec');
  spec.noCaseTwins(['containers', 'namespace', 'annotations']);
  const containers = spec.has('containers') ? spec.array('containers', MAX_CONTAINERS) : [];
  const images = containers.flatMap((value, at) => {
    const container = new Members('image-review', value, `/spec/containers/${at}`);
    container.noCaseTwins(['image']);
    const image = container.optionalString('image', 1024 * 1024) ?? '';
    return image === '' ? [] : [image];
  });
  return { images, namespace: spec.optionalString('namespace') ?? '' };
}

/**
 * The review that answers one.
 * @param reason - why not; for people, so at most a few sentences
 * @example imageReview({ allowed: true, auditAnnotations: {} }).status.allowed
 */
export function imageReview({
  allowed,
  reason,
  auditAnnotations,
}: {
  readonly allowed: boolean;
  readonly reason?: string;
  readonly auditAnnotations: Readonly<Record<string, string>>;
}) {
  return {
    apiVersion: 'imagepolicy.k8s.io/v1alpha1',
    kind: 'ImageReview',
    status: { allowed, ...(reason !== undefined && { reason }), auditAnnotations },
  } as const;
}
