import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errnoOf } from '../../adapters/disk-error.ts';
import type { ListenAddress, ServiceLimits } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ServiceTls } from './tls.ts';

/** Bodies have bounds of their own ({@link guardBodies} and the pace of uploads); this one is for whatever those pass over. */
const TIMES: ServerOptions = {
  requestTimeout: 2 * 3_600_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};
/** Milliseconds without a byte either way, beyond the time of a verification, after which a connection is ended. */
const SILENCE = 60_000;

/**
 * The server of an application, with TLS where there is any and with bounds on connections.
 * @param told - of each connection that was closed because too many are open
 * @example serverOf(app, settings.limits, undefined, () => telemetry.count('shed', { why: 'connections' }))
 */
export function serverOf(
  app: RequestListener,
  { connections, verifySeconds }: Pick<ServiceLimits, 'connections' | 'verifySeconds'>,
  tls: ServiceTls | undefined,
  told: () => void,
): Server {
  const server = tls === undefined ? createServer(TIMES, app) : tls.server(app, TIMES);
  server.maxConnections = connections;
  server.on('drop', told);
  server.setTimeout(verifySeconds * 1000 + SILENCE);
  return server;
}

/**
 * Listens.
 * @returns the address as a URL
 * @throws TwinsealError `LISTEN_FAILED`
 * @example await listen(server, { host: '127.0.0.1', port: 8080 }) // 'http://127.0.0.1:8080'
 */
export async function listen(server: Server, { host, port }: ListenAddress): Promise<string> {
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
  const scheme = 'setSecureContext' in server ? 'https' : 'http';
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
}

/** Resolves when the process is told to stop. @example await stopped(session.call.signal) */
export function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
