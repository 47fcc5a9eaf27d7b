import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Routes } from './context.ts';

const PATHS = ['/sources', '/builds', '/seals', '/jobs', '/jobs/:id', '/jobs/:id/events', '/jobs/:id/cancel'];

/**
 * The paths of builds and seals where the settings have no `seal`. The contract lists them, so whoever asks is told what is missing
 * here, not that there is no such path.
 *
 * @example httpApp({ open, authenticated: [withoutSealRoutes()] }, authenticator, options)
 */
export function withoutSealRoutes(): Routes {
  return (app) => {
    for (const path of PATHS)
      app.route(path).all(() => {
        throw new TwinsealError(
          'ROUTE_UNKNOWN',
          'this service has no `seal` settings, so it takes no sources and has no builds, seals and jobs',
        );
      });
  };
}
