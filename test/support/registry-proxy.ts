// Stands before a real registry: counts what is asked, and on demand stalls or answers for it, as networks do.
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `pass` hands on, `stall` never answers, a number is answered instead of asking. */
export type Mood = 'pass' | 'stall' | number;

export interface RegistryProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** How often each path was asked for with GET. */
  readonly asked: Map<string, number>;
  /** From now on; only for paths that match. @example proxy.set(503, /referrers/) */
  set(mood: Mood, paths?: RegExp): void;
  stop(): Promise<void>;
}

/** Starts a proxy before `127.0.0.1:PORT`. */
export async function proxyRegistry(registry: string): Promise<RegistryProxy> {
  const asked = new Map<string, number>();
  const [hostname = '', port] = registry.split(':');
  let mood: Mood = 'pass';
  let where = /^/;
  const stalled = new Set<ServerResponse>();
  const server = createServer((given, answer) => {
    const path = given.url ?? '';
    if (given.method === 'GET') asked.set(path, (asked.get(path) ?? 0) + 1);
    if (mood !== 'pass' && where.test(path)) {
      if (mood === 'stall') return void stalled.add(answer);
      answer.writeHead(mood, { 'retry-after': '0' });
      return void answer.end();
    }
    const headers = { ...given.headers, host: registry };
    const onward = request({ hostname, port, path, method: given.method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    given.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    set(next, paths = /^/) {
      mood = next;
      where = paths;
      for (const answer of stalled) answer.destroy();
      stalled.clear();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
