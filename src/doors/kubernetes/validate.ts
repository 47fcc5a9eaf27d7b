import type { Request, Response } from 'express';
import {
  type AdmissionAnswer,
  type AdmissionRequest,
  admissionReview,
  MAX_REVIEW,
  parseAdmissionReview,
} from '../../formats/kubernetes/admission-review.ts';
import { callerRecord } from '../../records/caller.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';
import { callerOf, callOf, type HttpOptions, type Routes } from '../http/context.ts';
import { containersOf } from './containers-of.ts';
import { lookAtReview } from './look-at-review.ts';
import { plainText } from './plain-text.ts';
import { couldNotTell, post, readBody, timeFor } from './post.ts';
import { pullSourcesOf } from './pull-sources.ts';
import { type KubernetesService, type Ruling, ruleOn } from './rule.ts';
import { ruleOnAll } from './rule-on-all.ts';
import { sentence, wordsOf } from './words.ts';

const MAX_WARNINGS = 10;
const MAX_ANNOTATION = 512;

/**
 * `POST /admission/validate`: may this object have these images? A refusal is an answer and has status 200, as the API server wants it.
 * @example httpApp({ open, authenticated: [validateRoutes(service, settings.admission)] }, authenticator, options)
 * @see kubernetes/website, reference/access-authn-authz/extensible-admission-controllers
 */
export function validateRoutes(service: KubernetesService, settings: AdmissionSettings): Routes {
  return post('/admission/validate', service, MAX_REVIEW, (options) => validateRoute(service, settings, options));
}

function validateRoute(service: KubernetesService, settings: AdmissionSettings, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, timeFor(request));
    const review = readBody(request, parseAdmissionReview);
    const look = lookAtReview(review, settings);
    if (!('images' in look)) {
      response.json(admissionReview(review.uid, answerWithoutLook(look)));
      return;
    }
    const caller = callerRecord(callerOf(response));
    const containers = containersOf(look.images);
    const pulls = pullSourcesOf(review, caller, settings);
    const questions = [...new Set(look.images.map(({ image }) => image))].map((image) => {
      const pull = pulls.get(image);
      const request = { ...look.request, containers: containers.get(image) ?? [] };
      return { image, caller, door: 'admission', request, ...(pull !== undefined && { pull }) };
    });
    const rulings = await ruleOnAll(questions, (question) => ruleOn(question, !review.dryRun, service, options, call));
    const answer = answerOf(review, rulings, settings.indeterminate);
    if (answer === undefined) couldNotTell(response, rulings);
    else response.json(admissionReview(review.uid, answer));
  };
}

function answerWithoutLook(
  look: { readonly pass: string } | { readonly refuse: string; readonly code: string },
): AdmissionAnswer {
  if ('pass' in look) return { allowed: true, auditAnnotations: { passed: plainText(look.pass) } };
  return { allowed: false, message: sentence(look.code, look.refuse) };
}

/**
 * The answer to a review: one refusal refuses it; what could not be told goes where the settings say.
 * @returns undefined where the webhook's failurePolicy is to decide
 * @example answerOf(review, rulings, 'deny')?.allowed
 */
export function answerOf(
  { dryRun }: Pick<AdmissionRequest, 'dryRun'>,
  rulings: readonly Ruling[],
  indeterminate: AdmissionSettings['indeterminate'],
): AdmissionAnswer | undefined {
  const refused = rulings.filter(({ effect }) => effect === 'refuse');
  const unknown = rulings.filter(({ effect }) => effect === 'unknown');
  if (refused.length === 0 && unknown.length > 0 && indeterminate === 'error') return undefined;
  const against = [...refused, ...(indeterminate === 'deny' ? unknown : [])];
  const [first, ...others] = against;
  const warned = rulings.filter((one) => one.warn || (one.effect === 'unknown' && indeterminate === 'warn'));
  const details = [...against, ...warned].flatMap(({ code, detail }) =>
    code === undefined || detail === undefined ? [] : [sentence(code, plainText(detail))],
  );
  // What is refused says its own reason, and of what is let in the program is told that was proven for nothing.
  const unproven = rulings.flatMap((one) =>
    one.otherProgram === undefined || against.includes(one)
      ? []
      : { ...one, code: 'POD_OTHER_PROGRAM', policy: one.otherProgram },
  );
  const words = [...others, ...warned, ...unproven].map((one) => wordsOf(one, 0));
  const warnings = [...new Set([...details, ...words])];
  return {
    allowed: first === undefined,
    ...(first !== undefined && { message: wordsOf(first, others.length) }),
    warnings: warnings.slice(0, MAX_WARNINGS),
    auditAnnotations: Object.fromEntries(rulings.map((one, at) => [`image-${at}`, annotationOf(one, dryRun)])),
  };
}

/** `registry.example.com/app@sha256:... refuse SIGNATURE_MISSING 0b0a...`: the id is found by `GET /decisions/{id}`. */
function annotationOf({ image, effect, code, decisionId }: Ruling, dryRun: boolean): string {
  const id = decisionId ?? (dryRun ? 'dry-run' : 'not-judged');
  return [plainText(image).slice(0, MAX_ANNOTATION), effect, ...(code === undefined ? [] : [code]), id].join(' ');
}
