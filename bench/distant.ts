import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Something on loopback that is reached as if it were far away. */
export interface Distant {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/**
 * Stands before a server on loopback and passes bytes on, each way half of `roundTrip` later. It delays and does not throttle.
 * @param host - `127.0.0.1:PORT`
 * @param roundTrip - milliseconds
 * @example const far = await atDistance(registry.host, 20)
 */
export async function atDistance(host: string, roundTrip: number): Promise<Distant> {
  const [hostname = '', port] = host.split(':');
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      open.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => setTimeout(() => to.write(chunk), roundTrip / 2));
      from.on('end', () => setTimeout(() => to.end(), roundTrip / 2));
      from.on('error', () => to.destroy());
      from.on('close', () => open.delete(from));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
