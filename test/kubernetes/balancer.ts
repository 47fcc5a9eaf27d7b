// The address of a service of a cluster: each connection goes to the next of its endpoints.
import { connect, createServer, type Socket } from 'node:net';

/** A balancer that runs. */
export interface Balancer {
  /** Ports on loopback; changing the list changes where new connections go. */
  readonly targets: number[];
  /** Ports that got a connection. */
  readonly sent: Set<number>;
  stop(): void;
}

/** Listens on an address of loopback's. */
export async function balance(host: string, port: number, targets: number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const sent = new Set<number>();
  let turn = 0;
  const server = createServer((from) => {
    const target = targets[turn++ % targets.length] ?? 0;
    sent.add(target);
    const to = connect({ host: '127.0.0.1', port: target });
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroySoon();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    targets,
    sent,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
