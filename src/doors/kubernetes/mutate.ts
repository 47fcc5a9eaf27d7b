import type { Request, Response } from 'express';
import { encodeBase64 } from '../../formats/base64.ts';
import type { Digest } from '../../formats/digest.ts';
import {
  type AdmissionAnswer,
  admissionReview,
  MAX_REVIEW,
  parseAdmissionReview,
} from '../../formats/kubernetes/admission-review.ts';
import type { ObjectImage } from '../../formats/kubernetes/object-images.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import { callerRecord } from '../../records/caller.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import type { PullSource } from '../../records/question.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';
import { inParallel } from '../../roads/in-parallel.ts';
import { callerOf, callOf, type HttpOptions, type Routes } from '../http/context.ts';
import { knownError } from '../http/known-error.ts';
import { isPinned, lookAtReview } from './look-at-review.ts';
import { plainText } from './plain-text.ts';
import { post, readBody, timeFor } from './post.ts';
import { pullSourcesOf } from './pull-sources.ts';
import type { KubernetesService } from './rule.ts';
import { unpinnedWords } from './words.ts';

const WIDTH = 8;
const MAX_WARNINGS = 10;

/** What a reference stands for now, or why that is unknown. */
export type Pin = { readonly digest: Digest } | { readonly code: ErrorCode };

/**
 * `POST /admission/mutate`: writes the digest behind each tag that the validating webhook would refuse as it is. It lets everything
 * through, whatever goes wrong, since nothing rests on it: the validating webhook sees the result and judges it.
 *
 * @example httpApp({ open, authenticated: [mutateRoutes(service, settings.admission)] }, authenticator, options)
 */
export function mutateRoutes(
  service: Pick<KubernetesService, 'resolve' | 'maxConcurrent'>,
  settings: AdmissionSettings,
): Routes {
  return post('/admission/mutate', service, MAX_REVIEW, (options) => mutateRoute(service, settings, options));
}

function mutateRoute(service: Pick<KubernetesService, 'resolve'>, settings: AdmissionSettings, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, timeFor(request));
    const review = readBody(request, parseAdmissionReview);
    const look = lookAtReview(review, settings);
    const tags = 'images' in look ? look.images.filter(({ image }) => !isPinned(image)) : [];
    const names = [...new Set(tags.map(({ image }) => image))];
    const pulls = pullSourcesOf(review, callerRecord(callerOf(response)), settings);
    const pins = await inParallel(names, WIDTH, (image) =>
      pinOf({ image, pull: pulls.get(image) }, service, options, call),
    );
    const answer = pinAnswer(tags, new Map(names.map((name, at) => [name, pins[at] ?? { code: 'INTERNAL' }])));
    response.json(admissionReview(review.uid, answer));
  };
}

async function pinOf(
  { image, pull }: { readonly image: string; readonly pull: PullSource | undefined },
  service: Pick<KubernetesService, 'resolve'>,
  options: HttpOptions,
  call: Call,
): Promise<Pin> {
  try {
    return { digest: await service.resolve({ image, ...(pull !== undefined && { pull }) }, call) };
  } catch (error) {
    return { code: knownError(error, options).code };
  }
}

/**
 * The patch that writes digests behind references, field by field; nothing else of the object is touched, and an object that has
 * them gets no patch.
 *
 * @param tags - fields with references without a digest
 * @param pins - by reference
 * @example pinAnswer([], new Map()) // { allowed: true, ... }
 * @see RFC 6902 section 4.3
 */
export function pinAnswer(tags: readonly ObjectImage[], pins: ReadonlyMap<string, Pin>): AdmissionAnswer {
  const steps: { readonly op: 'replace'; readonly path: string; readonly value: string }[] = [];
  const auditAnnotations: Record<string, string> = {};
  const warnings = new Set<string>();
  for (const { pointer, image } of tags) {
    const pin = pins.get(image);
    if (pin === undefined) continue;
    if ('digest' in pin) {
      auditAnnotations[`pinned-${steps.length}`] = plainText(`${image} ${pin.digest}`);
      steps.push({ op: 'replace', path: pointer, value: `${image}@${pin.digest}` });
    } else warnings.add(unpinnedWords(image, pin.code));
  }
  return {
    allowed: true,
    warnings: [...warnings].slice(0, MAX_WARNINGS),
    auditAnnotations,
    ...(steps.length > 0 && { patch: encodeBase64(encodeUtf8(JSON.stringify(steps))) }),
  };
}
