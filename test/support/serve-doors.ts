// Some doors on loopback, with callers as the test has them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { type HttpDoors, httpApp } from '../../src/doors/http/app.ts';
import type { Authenticator } from '../../src/ports/authenticator.ts';

/** Doors that are open. */
export interface ServedDoors {
  readonly url: string;
  readonly port: number;
  /** Ends every connection. */
  stop(): void;
}

/**
 * Serves doors; whoever asks is what a service on loopback takes him for, unless there is an authenticator.
 * @param report - told of defects; fails the test unless given
 */
export async function serveDoors(
  authenticated: HttpDoors['authenticated'],
  authenticator: Authenticator = withoutCredentials(true),
  report: (error: unknown) => void = (error) => assert.fail(String(error)),
): Promise<ServedDoors> {
  const options = { loopback: true, now: () => Date.now(), report };
  const server = createServer(httpApp({ open: [], authenticated }, authenticator, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
