import type { Request, Response } from 'express';
import {
  MAX_PROVIDER_REQUEST,
  type ProviderItem,
  parseProviderRequest,
  providerResponse,
} from '../../formats/kubernetes/external-data.ts';
import { callerRecord } from '../../records/caller.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';
import { callerOf, callOf, type HttpOptions, type Routes } from '../http/context.ts';
import { post, readBody, timeFor } from './post.ts';
import { type KubernetesService, type Ruling, ruleOn } from './rule.ts';
import { ruleOnAll } from './rule-on-all.ts';
import { wordsOf } from './words.ts';

/**
 * `POST /external-data`: a provider for Gatekeeper; the keys are image references. What is refused and what could not be told are
 * errors of their keys, so that a template that looks at nothing but `errors` lets neither in.
 *
 * @example httpApp({ open, authenticated: [externalDataRoutes(service, settings.admission)] }, authenticator, options)
 * @see open-policy-agent/gatekeeper, website/docs/externaldata.md
 */
export function externalDataRoutes(service: KubernetesService, settings: AdmissionSettings): Routes {
  return post('/external-data', service, MAX_PROVIDER_REQUEST, (options) =>
    externalDataRoute(service, settings, options),
  );
}

function externalDataRoute(service: KubernetesService, settings: AdmissionSettings, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, timeFor(request));
    const keys = readBody(request, parseProviderRequest);
    const caller = callerRecord(callerOf(response));
    const questions = keys.map((image) => ({ image, caller, door: 'external-data', request: {} }));
    const rulings = await ruleOnAll(questions, (question) => ruleOn(question, true, service, options, call));
    response.json(providerResponse(rulings.map((ruling) => itemOf(ruling, settings.indeterminate))));
  };
}

function itemOf(ruling: Ruling, indeterminate: AdmissionSettings['indeterminate']): ProviderItem {
  const { image: key, effect, code, decisionId } = ruling;
  if (effect === 'refuse') return { key, error: `refused: ${wordsOf(ruling, 0)}` };
  if (effect === 'unknown' && indeterminate !== 'warn') return { key, error: `could not tell: ${wordsOf(ruling, 0)}` };
  const value = {
    effect,
    ...(code !== undefined && { code }),
    ...(decisionId !== undefined && { decisionId }),
  };
  return { key, value };
}
