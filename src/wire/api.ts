/** The process behind `twinseal serve`: an HTTP server around one judge, one store and a folder of policies. */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keysOfIssuers, knownCallers } from '../adapters/callers/known-callers.ts';
import { systemClock } from '../adapters/clock.ts';
import { errnoOf } from '../adapters/disk-error.ts';
import { systemRandom } from '../adapters/random.ts';
import { callerGuard } from '../adapters/registry/guarded-transport.ts';
import { openSqliteServiceStore } from '../adapters/store/sqlite-store.ts';
import { observedLedger } from '../adapters/telemetry/observed-ledger.ts';
import type { Session } from '../doors/cli/command.ts';
import { escapeTerminal } from '../doors/escape/terminal.ts';
import { httpApp } from '../doors/http/app.ts';
import { contractRoutes } from '../doors/http/contract.ts';
import { type DecisionsService, decisionRoutes } from '../doors/http/decisions.ts';
import { type HealthService, healthRoutes } from '../doors/http/health.ts';
import { logRoutes } from '../doors/http/log.ts';
import { metricsRoutes } from '../doors/http/metrics.ts';
import { observeRequests } from '../doors/http/observe.ts';
import { referenceRoutes } from '../doors/http/reference.ts';
import { type VerifyService, verifyRoutes } from '../doors/http/verify.ts';
import { isLoopbackRegistry, parseReference } from '../formats/reference.ts';
import { DEFAULT_YAML_LIMITS, parseYaml } from '../formats/yaml.ts';
import type { Call } from '../ports/call.ts';
import type { ServiceStore } from '../ports/service-store.ts';
import type { DecisionEntry } from '../records/decision.ts';
import type { ListenAddress, ServiceFlags, ServiceSettings } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { answer } from '../roads/answer.ts';
import { judgeImage } from '../roads/judge-image.ts';
import { openReference } from '../roads/open-image.ts';
import { rememberImages } from '../roads/remember-images.ts';
import { DEFAULT_SERVICE } from '../roads/service-settings.ts';
import { type LoadedPolicies, loadPolicies } from './loaded-policies.ts';
import { userPlaces } from './places.ts';
import { renewedPlaces } from './renewed-places.ts';
import { openJobDoors } from './service/jobs.ts';
import { readServiceSettings } from './service/settings.ts';
import { serviceTelemetry } from './service/telemetry.ts';
import { hasOwnWorker, keepWorker, type WorkerChild } from './service/worker-child.ts';

/** Our own document nests deeper than what people write by hand. */
const CONTRACT = { ...DEFAULT_YAML_LIMITS, maxDepth: 32 };
const STARTING = 30_000;
const VERIFYING = 60_000;
const MAX_CONCURRENT = 64;
const USES_OF_A_CLIENT = 1000;
/** Milliseconds for requests under way once the service is told to stop. */
const STOPPING = 10_000;

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
  const policies = await loadPolicies(settings.policies, call);
  for (const [name, { message }] of policies.broken)
    session.err(`warning: the policy ${escapeTerminal(name)} is not loaded: ${escapeTerminal(message)}\n`);
  const openapi = parseYaml(await readFile(new URL('../../openapi.yaml', import.meta.url)), CONTRACT);
  const { folder } = served(settings);
  const telemetry = await serviceTelemetry(process.env, session.quiet ? undefined : session.err);
  const store = await openSqliteServiceStore(folder, { log: settings.log }, call);
  const { host } = settings.listen;
  const loopback = isLoopbackRegistry(host.includes(':') ? `[${host}]` : host);
  const guard = callerGuard({ allowed: settings.privateRegistries, loopback });
  const places = renewedPlaces(() => userPlaces({ guard }), USES_OF_A_CLIENT);
  const jobs = await openJobDoors(settings, store.answered, call);
  let worker: WorkerChild | undefined;
  try {
    let stopping = false;
    const observed = { ...store, ledger: observedLedger(store.ledger, telemetry) };
    const api = service(policies, observed, places, loopback, await session.version(), () => stopping);
    const doors = {
      open: [
        observeRequests(telemetry),
        healthRoutes(api),
        contractRoutes(JSON.stringify(openapi)),
        referenceRoutes(openapi),
      ],
      authenticated: [
        verifyRoutes(api),
        decisionRoutes(api),
        logRoutes(observed),
        metricsRoutes(telemetry, false),
        ...jobs.routes,
      ],
    };
    const app = httpApp(
      doors,
      knownCallers(settings, loopback, systemClock, keysOfIssuers(settings.issuers, systemClock)),
      {
        loopback,
        now: () => systemClock.now(),
        report: (error) =>
          session.err(`${escapeTerminal(error instanceof Error ? (error.stack ?? '') : String(error))}\n`),
      },
    );
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 }, app);
    const address = await listen(server, settings.listen);
    if (!session.quiet)
      session.err(`listening on ${address}, policies: ${policies.names.map(escapeTerminal).join(', ')}\n`);
    if (!loopback && settings.anonymous !== undefined)
      session.err('warning: the settings let callers without credentials in, and this address is not loopback\n');
    if (hasOwnWorker(settings)) worker = keepWorker(flags, password, session.err);
    await stopped(session.call.signal);
    stopping = true;
    await Promise.all([close(server), worker?.stop()]);
  } finally {
    await worker?.stop();
    await jobs.close();
    await telemetry.close();
    await store.close();
    await places.close();
  }
}

function service(
  policies: LoadedPolicies,
  store: ServiceStore,
  places: ReturnType<typeof renewedPlaces>,
  loopback: boolean,
  version: string,
  isStopping: () => boolean,
): VerifyService & DecisionsService & HealthService {
  const judging = { establish: rememberImages(systemClock), clock: systemClock };
  return {
    verifyTimeout: VERIFYING,
    maxConcurrent: MAX_CONCURRENT,
    async verify(image, policyName, caller, call) {
      const policy = policies.get(policyName);
      const named = { name: policy.policy.name, digest: policy.digest, mode: policy.policy.mode };
      return await places.use(async (client) => {
        const opened = openReference(client, image);
        // From elsewhere, this machine's own registries would be reached through us. The guard knows their addresses; this
        // is for the names, which say it at once.
        if (!loopback && isLoopbackRegistry(parseReference(image).registry))
          throw new TwinsealError(
            'REGISTRY_HOST_FORBIDDEN',
            'this service does not reach registries on its own machine',
          );
        const ports = {
          judge: (_image: string, within: Call) =>
            judgeImage(
              { reader: opened.source, requested: image, target: opened.image },
              [{ compiled: policy, mode: policy.policy.mode }],
              judging,
              within,
            ),
          ledger: store.ledger,
          clock: systemClock,
          random: systemRandom,
          version,
        };
        return await answer({ image, caller, policy: named }, ports, call);
      });
    },
    async decision(id, call) {
      const kept = await store.ledger.get(id, call);
      // Written by the ledger alone, as canonical JSON of this very type.
      return kept && (JSON.parse(kept.document) as DecisionEntry);
    },
    async ready(call) {
      if (isStopping()) throw new TwinsealError('NOT_READY', 'the service is stopping');
      await store.ping(call);
      return policies.names;
    },
  };
}

async function listen(server: Server, { host, port }: ListenAddress): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const errno = errnoOf(error);
      const why =
        errno === 'EADDRINUSE'
          ? 'another program listens there: stop it, or choose another --listen'
          : errno === 'EACCES'
            ? 'permission is denied: choose a port from 1024 on'
            : `the system answers ${errno || error.message}`;
      reject(new TwinsealError('LISTEN_FAILED', `cannot listen on ${host}:${port}: ${why}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const { address, family, port: bound } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** No new connections; idle ones are closed, busy ones finish within the grace. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const hurry = setTimeout(() => server.closeAllConnections(), STOPPING - 1_000);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(hurry);
}

/** What the settings ask for and this service does not do is told, never passed over: a binding that nobody reads would be none. */
function served({ store, tls, metricsListen, bindings, callers, limits, retentionDays }: ServiceSettings): {
  readonly folder: string;
} {
  const unserved = [
    ...(tls === undefined ? [] : ['tls']),
    ...(metricsListen === undefined ? [] : ['metricsListen']),
    ...(bindings.length === 0 ? [] : ['bindings']),
    ...(JSON.stringify(limits) === JSON.stringify(DEFAULT_SERVICE.limits) ? [] : ['limits']),
    ...(retentionDays === DEFAULT_SERVICE.retentionDays ? [] : ['retentionDays']),
    ...(callers.some(({ rate }) => rate !== undefined) ? ['callers/rate'] : []),
    ...(callers.some(({ mtls }) => mtls !== undefined) ? ['callers/mtls'] : []),
  ];
  if (store.kind !== 'sqlite' || unserved.length > 0)
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `this version of the service does not do what the settings ask for at ${unserved[0] ?? 'store/kind'}: leave it out`,
    );
  return store;
}
