import type { Request, Response } from 'express';
import type { Call } from '../../ports/call.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, only, type Routes } from './context.ts';

/** What the probes need. */
export interface HealthService {
  /**
   * Names of the policies that hold, and of those whose file cannot be used, whether one before it stands in for it or none.
   * @throws TwinsealError when the service can't do its work
   * @example await service.ready(call) // { policies: ['release'], broken: [] }
   */
  ready(call: Call): Promise<Readiness>;
}

/** What holds when a service is ready. */
export interface Readiness {
  readonly policies: readonly string[];
  readonly broken: readonly string[];
}

/** `GET /healthz` and `GET /readyz`. @example httpApp({ open: [healthRoutes(service)], authenticated }, authenticator, options) */
export function healthRoutes(service: HealthService): Routes {
  return (app, options) => {
    app
      .route('/healthz')
      .get((_request, response) => void response.json({ status: 'ok' }))
      .all(only('GET, HEAD'));
    app.route('/readyz').get(readyRoute(service, options)).all(only('GET, HEAD'));
  };
}

function readyRoute(service: HealthService, options: HttpOptions) {
  return async (_request: Request, response: Response): Promise<void> => {
    response.json({ status: 'ready', ...(await service.ready(callOf(response, options, LOOKUP_TIMEOUT))) });
  };
}
