import type { Request, Response } from 'express';
import { imageReview, MAX_IMAGE_REVIEW, parseImageReview } from '../../formats/kubernetes/image-review.ts';
import { callerRecord } from '../../records/caller.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';
import { callerOf, callOf, type HttpOptions, type Routes } from '../http/context.ts';
import { isExempt } from './look-at-review.ts';
import { couldNotTell, post, readBody, timeFor } from './post.ts';
import { type KubernetesService, ruleOn } from './rule.ts';
import { ruleOnAll } from './rule-on-all.ts';
import { answerOf } from './validate.ts';

/**
 * `POST /image-review`: the backend of the admission plugin ImagePolicyWebhook. Image volumes are not in its reviews, and
 * pods that change are not sent, so it judges less than the validating webhook.
 *
 * @example httpApp({ open, authenticated: [imageReviewRoutes(service, settings.admission)] }, authenticator, options)
 * @see kubernetes/kubernetes plugin/pkg/admission/imagepolicy; CVE-2023-2727
 */
export function imageReviewRoutes(service: KubernetesService, settings: AdmissionSettings): Routes {
  return post('/image-review', service, MAX_IMAGE_REVIEW, (options) => imageReviewRoute(service, settings, options));
}

function imageReviewRoute(service: KubernetesService, settings: AdmissionSettings, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, timeFor(request));
    const { images, namespace } = readBody(request, parseImageReview);
    if (namespace !== '' && isExempt(namespace, settings)) {
      response.json(imageReview({ allowed: true, auditAnnotations: { passed: `the settings exempt ${namespace}` } }));
      return;
    }
    const caller = callerRecord(callerOf(response));
    const context = namespace === '' ? {} : { namespace };
    const questions = [...new Set(images)].map((image) => ({ image, caller, door: 'image-review', request: context }));
    const rulings = await ruleOnAll(questions, (question) => ruleOn(question, true, service, options, call));
    const answer = answerOf({ dryRun: false }, rulings, settings.indeterminate);
    if (answer === undefined) return couldNotTell(response, rulings);
    const { allowed, message, warnings = [], auditAnnotations = {} } = answer;
    // This API has no warnings; they are for whoever reads the audit log.
    const warned = Object.fromEntries(warnings.map((warning, at) => [`warning-${at}`, warning]));
    response.json(
      imageReview({
        allowed,
        ...(message !== undefined && { reason: message }),
        auditAnnotations: { ...auditAnnotations, ...warned },
      }),
    );
  };
}
