// Ports for the programs that want to be told one.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux gives to those who ask for any port, and to connections that go out: none of them can take one before it is used. */
const [FIRST, BEYOND] = [10_000, 32_768];

/**
 * A port of loopback that nobody listens on.
 * @example const port = await freePort();
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(FIRST, BEYOND);
    if (await isFree(port)) return port;
  }
  assert.fail('no port is free');
}

/** So many of them, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
