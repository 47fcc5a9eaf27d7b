import { httpApp } from '../../doors/http/app.ts';
import type { HttpOptions } from '../../doors/http/context.ts';
import { type HealthService, healthRoutes } from '../../doors/http/health.ts';
import { metricsRoutes } from '../../doors/http/metrics.ts';
import { isLoopbackHost } from '../../formats/reference.ts';
import type { Authenticator } from '../../ports/authenticator.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { ListenAddress, ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { gracefulEnd } from './graceful-end.ts';
import { listen, serverOf } from './listener.ts';
import { guardBodies } from './slow-bodies.ts';

/** Milliseconds for a body, which nothing here reads. */
const BODY = 5_000;

/** Settings that say where. */
type WithMetrics = Pick<ServiceSettings, 'limits'> & { readonly metricsListen: ListenAddress };

/** Nothing but open routes is served here. */
const NOBODY: Authenticator = {
  async caller() {
    throw new TwinsealError('ROUTE_UNKNOWN', 'there is nothing at this path; here are /metrics, /healthz and /readyz');
  },
};

/**
 * Listens for those who watch the service: `/metrics`, `/healthz`, `/readyz`, in plain HTTP and without credentials. Nothing of it
 * tells of an image or decision; who may reach the address is up to the network.
 *
 * @throws TwinsealError `LISTEN_FAILED`
 * @example (await listenForMetrics({ limits, metricsListen }, health, telemetry, report)).address
 */
export async function listenForMetrics(
  { metricsListen: at, limits }: WithMetrics,
  health: HealthService,
  telemetry: Telemetry,
  { now, report }: Pick<HttpOptions, 'now' | 'report'>,
): Promise<{ readonly address: string; end(): Promise<void> }> {
  const open = [healthRoutes(health), metricsRoutes(telemetry, true)];
  const app = httpApp({ open, authenticated: [] }, NOBODY, { loopback: isLoopbackHost(at.host), now, report });
  const server = serverOf(app, limits, undefined, () => telemetry.count('shed', { why: 'connections' }));
  guardBodies(server, BODY);
  const end = gracefulEnd(server);
  return { address: await listen(server, at), end };
}
