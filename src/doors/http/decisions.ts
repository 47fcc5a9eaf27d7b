import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';

const DECISION_ID = /^[0-9a-f-]{36}$/;

/** What the decision routes need. */
export interface DecisionsService {
  /**
   * The decision of that id; undefined when there is none. @throws TwinsealError `STORE_FAILED`
   * @example await service.decision(id, call)
   */
  decision(id: string, call: Call): Promise<DecisionEntry | undefined>;
}

/** `GET /decisions/{id}`. @example httpApp({ open, authenticated: [decisionRoutes(service)] }, authenticator, options) */
export function decisionRoutes(service: DecisionsService): Routes {
  return (app, options) => {
    app.route('/decisions/:id').get(needs('audit'), decisionRoute(service, options)).all(only('GET, HEAD'));
  };
}

function decisionRoute(service: DecisionsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const id = String(request.params.id);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const entry = DECISION_ID.test(id) ? await service.decision(id, call) : undefined;
    if (entry === undefined) throw new TwinsealError('DECISION_UNKNOWN', 'no decision has this id');
    response.json(entry);
  };
}
