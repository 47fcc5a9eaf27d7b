import type { Request, Response } from 'express';
import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { Policy } from '../../records/policy.ts';
import type { PolicySummary } from '../../records/policy-summary.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';
import { readDigest, readListing, sendPage } from './listing.ts';

const READS = 'GET, HEAD';

/** A policy of the service at this moment. */
export interface ListedPolicy {
  readonly name: string;
  /** Absent for one that cannot be used and that nothing stands in for. */
  readonly policy?: Policy;
  readonly digest?: Digest;
  /** Why its file cannot be used; with a policy, that is the one which worked before. */
  readonly broken?: string;
}

/** What the routes of policies need. */
export interface PoliciesService {
  /** All, by name. @example service.policies().length */
  policies(): readonly ListedPolicy[];
  /**
   * The canonical JSON of a policy that holds or that a decision rests on; undefined when it is not kept (any more).
   * @throws TwinsealError `STORE_FAILED`
   * @example await service.policy(digest, call)
   */
  policy(digest: Digest, call: Call): Promise<Uint8Array | undefined>;
}

/** `GET /policies` and `GET /policies/{digest}`. @example httpApp({ open, authenticated: [policyRoutes(service)] }, authenticator, options) */
export function policyRoutes(service: PoliciesService): Routes {
  const role = needs('audit', 'verify');
  return (app, options) => {
    app.route('/policies').get(role, listRoute(service)).all(only(READS));
    app.route('/policies/:digest').get(role, policyRoute(service, options)).all(only(READS));
  };
}

function listRoute(service: PoliciesService) {
  return (request: Request, response: Response): void => {
    const { limit, cursor } = readListing(request, []);
    const after = service.policies().filter(({ name }) => cursor === undefined || name > cursor);
    const page = after.slice(0, limit);
    const next = after.length > limit ? page.at(-1)?.name : undefined;
    sendPage(request, response, 'policies', page.map(summaryOf), next);
  };
}

function policyRoute(service: PoliciesService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const digest = readDigest(String(request.params.digest));
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const bytes = digest && (await service.policy(digest, call));
    if (bytes === undefined)
      throw new TwinsealError('POLICY_UNKNOWN', 'no policy has this digest, or it is not kept any more');
    response.type('application/json').send(Buffer.from(bytes));
  };
}

function summaryOf({ name, policy, digest, broken }: ListedPolicy): PolicySummary {
  return {
    name,
    ...(digest !== undefined && { digest }),
    ...(policy !== undefined && {
      mode: policy.mode,
      images: policy.images,
      ...(policy.description !== undefined && { description: policy.description }),
      ...(policy.shadowOf !== undefined && { shadowOf: policy.shadowOf }),
      ...(policy.match !== undefined && { match: policy.match }),
    }),
    ...(broken !== undefined && { broken }),
  };
}
