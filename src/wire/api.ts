/** The process behind `twinseal serve`: an HTTP server around one engine, one store and a folder of policies. */

import { systemAlarm, systemClock } from '../adapters/clock.ts';
import { callerGuard } from '../adapters/registry/guarded-transport.ts';
import { observedLedger } from '../adapters/telemetry/observed-ledger.ts';
import { certificateOf } from '../adapters/tls/client-certificate.ts';
import type { Session } from '../doors/cli/command.ts';
import { escapeTerminal } from '../doors/escape/terminal.ts';
import { httpApp } from '../doors/http/app.ts';
import { lookupsAtMost } from '../doors/http/concurrency.ts';
import { contractRoutes } from '../doors/http/contract.ts';
import { type HealthService, healthRoutes } from '../doors/http/health.ts';
import { layoutRoutes } from '../doors/http/layouts.ts';
import { metricsRoutes } from '../doors/http/metrics.ts';
import { notificationRoutes } from '../doors/http/notifications.ts';
import { observeRequests } from '../doors/http/observe.ts';
import { referenceRoutes } from '../doors/http/reference.ts';
import { verifyRoutes } from '../doors/http/verify.ts';
import { kubernetesRoutes } from '../doors/kubernetes/routes.ts';
import { isLoopbackHost } from '../formats/reference.ts';
import type { ServiceFlags } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { userPlaces } from './places.ts';
import { renewedPlaces } from './renewed-places.ts';
import { auditorRoutes } from './service/auditors.ts';
import { ownContract } from './service/contract.ts';
import { takeDatabaseUrl } from './service/database-url.ts';
import { type Engine, engineOf } from './service/engine.ts';
import { gracefulEnd } from './service/graceful-end.ts';
import { openJobDoors } from './service/jobs.ts';
import { layoutsService } from './service/layouts.ts';
import { listen, serverOf, stopped } from './service/listener.ts';
import { type LiveCallers, liveCallers, unloadedBindings } from './service/live-callers.ts';
import { type LivePolicies, livePolicies } from './service/live-policies.ts';
import { type LiveTrust, liveTrust } from './service/live-trust.ts';
import { listenForMetrics } from './service/metrics-listener.ts';
import { openPullSecrets } from './service/open-pull-secrets.ts';
import { openServiceStore } from './service/open-store.ts';
import { shownPolicies } from './service/policies.ts';
import { keepRetention, type Retention } from './service/retention.ts';
import { readServiceSettings } from './service/settings.ts';
import { sharedPing } from './service/shared-ping.ts';
import { guardBodies } from './service/slow-bodies.ts';
import { serviceTelemetry } from './service/telemetry.ts';
import { openTls } from './service/tls.ts';
import { trustPlace } from './service/trust-place.ts';
import { hasOwnWorker, keepWorker, secretsOf, type WorkerChild } from './service/worker-child.ts';

const STARTING = 30_000;
const USES_OF_A_CLIENT = 1000;
/** Milliseconds for the body of any request but an upload. */
const BODY = 30_000;

/**
 * Serves until the session is stopped, then finishes what is under way.
 * @throws TwinsealError when it cannot start: settings, policies, data folder, address
 * @example await serve({ config: 'service.yaml', privateRegistries: [] }, session)
 */
export async function serve(flags: ServiceFlags, session: Session): Promise<void> {
  // For the worker alone: nothing here unlocks a key.
  const { COSIGN_PASSWORD: password } = process.env;
  delete process.env.COSIGN_PASSWORD;
  const call = { signal: session.call.signal, deadline: systemClock.now() + STARTING };
  const settings = await readServiceSettings(flags, call);
  const database = await takeDatabaseUrl(settings, call);
  const telemetry = await serviceTelemetry(process.env, session.quiet ? undefined : session.err);
  const secrets = openPullSecrets(settings.admission.pullSecrets, process.env);
  const tls = settings.tls && (await openTls(settings.tls, telemetry));
  const store = await openServiceStore(settings, database, call);
  const loopback = isLoopbackHost(settings.listen.host);
  const guard = callerGuard({ allowed: settings.privateRegistries, loopback });
  const places = renewedPlaces(() => userPlaces({ guard }), USES_OF_A_CLIENT);
  const jobs = await openJobDoors(settings, store, telemetry, database, call);
  let worker: WorkerChild | undefined;
  let retention: Retention | undefined;
  let trust: LiveTrust | undefined;
  let live: LivePolicies | undefined;
  let known: LiveCallers | undefined;
  let engine: Engine | undefined;
  try {
    let stopping = false;
    const observed = { ...store, ledger: observedLedger(store.ledger, telemetry) };
    const roots = await liveTrust(
      settings.trust?.instances ?? [],
      { ledger: observed.ledger, telemetry, folder: trustPlace(settings) },
      call,
    );
    trust = roots;
    const policies = await livePolicies(settings.policies, { ledger: observed.ledger, telemetry, roots }, call);
    live = policies;
    roots.onChange(() => policies.read());
    for (const [name, { message }] of policies.current().broken)
      session.err(`warning: the policy ${escapeTerminal(name)} is not loaded: ${escapeTerminal(message)}\n`);
    const callers = await liveCallers(
      settings,
      { loopback, ledger: observed.ledger, telemetry, read: (within) => readServiceSettings(flags, within) },
      { ...call, deadline: systemClock.now() + STARTING },
    );
    known = callers;
    for (const name of unloadedBindings(settings.bindings, policies.current()))
      session.err(`warning: the settings bind the policy ${escapeTerminal(name)}, which is not loaded\n`);
    const version = await session.version();
    const asked = engineOf({
      settings,
      secrets,
      guard,
      policies: () => policies.current(),
      bindings: callers.bindings,
      store: observed,
      places,
      telemetry,
      loopback,
      version,
      stop: session.call.signal,
    });
    engine = asked;
    const ping = sharedPing((within) => store.ping(within), systemClock);
    const health: HealthService = {
      async ready(within) {
        if (stopping) throw new TwinsealError('NOT_READY', 'the service is stopping');
        tls?.requireCurrent();
        await ping(within);
        const { policies: held, broken } = policies.current();
        return { policies: [...held.keys()], broken: [...broken.keys()] };
      },
    };
    const contract = ownContract();
    const doors = {
      open: [observeRequests(telemetry), healthRoutes(health), contractRoutes(contract), referenceRoutes(contract)],
      authenticated: [
        verifyRoutes(asked),
        ...kubernetesRoutes(asked, settings.admission),
        notificationRoutes(asked),
        layoutRoutes(layoutsService()),
        lookupsAtMost(settings.limits.lookups),
        shownPolicies(() => policies.current(), store.archive),
        ...auditorRoutes(observed),
        ...(settings.metricsListen === undefined ? [metricsRoutes(telemetry, false)] : []),
        ...jobs.routes,
      ],
    };
    const world = {
      now: () => systemClock.now(),
      alarm: systemAlarm,
      report: (error: unknown) =>
        session.err(`${escapeTerminal(error instanceof Error ? (error.stack ?? '') : String(error))}\n`),
    };
    const { limits, metricsListen } = settings;
    const shed = (): void => telemetry.count('shed', { why: 'connections' });
    const options = {
      ...world,
      loopback,
      certificateOf,
      limits,
      unhurried: (request: object) => bodies.unhurried(request),
    };
    const server = serverOf(httpApp(doors, callers.authenticator, options), limits, tls, shed);
    const bodies = guardBodies(server, BODY);
    const end = gracefulEnd(server);
    const apart = metricsListen && (await listenForMetrics({ limits, metricsListen }, health, telemetry, world));
    if (apart !== undefined && !session.quiet) session.err(`metrics and health at ${apart.address}\n`);
    const address = await listen(server, settings.listen);
    if (!session.quiet)
      session.err(
        `listening on ${address}, policies: ${[...policies.current().policies.keys()].map(escapeTerminal).join(', ')}\n`,
      );
    if (!loopback && settings.anonymous !== undefined)
      session.err('warning: the settings let callers without credentials in, and this address is not loopback\n');
    retention = keepRetention(store.archive, settings.retentionDays, telemetry);
    if (hasOwnWorker(settings)) worker = keepWorker(flags, secretsOf(settings, password, database), session.err);
    await stopped(session.call.signal);
    stopping = true;
    await Promise.all([end(), worker?.stop()]);
    // To the end, so that whoever watches sees it.
    await apart?.end();
  } finally {
    tls?.close();
    await trust?.close();
    await live?.close();
    await known?.close();
    await worker?.stop();
    await retention?.stop();
    await jobs.close();
    await telemetry.close();
    await store.close();
    await engine?.close();
    secrets?.close();
    await places.close();
  }
}
