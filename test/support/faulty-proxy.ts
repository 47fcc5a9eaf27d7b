// Stands before a real registry and spoils some of its answers, as networks, proxies and other people's caches do.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can be done to an answer. `cut` in the middle of a body; `short` and `long` with lengths that lie or agree with the lie. */
export const FAULTS = [
  'refuse',
  'cut',
  'short',
  'long',
  'flipped',
  'storm',
  'busy',
  'slow',
  'html',
  'away',
  'packed',
] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface FaultyProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `GET /v2/...` of every request, in order. */
  readonly asked: readonly string[];
  /** Faults that were done, by kind. */
  readonly done: ReadonlyMap<FaultKind, number>;
  /** From now on: the fault for a request, or undefined for none. @example proxy.plan(() => undefined) */
  plan(choose: (request: IncomingMessage) => FaultKind | undefined): void;
  stop(): Promise<void>;
}

/** Starts a proxy before `registry`; what it redirects goes to `elsewhere`. */
export async function faultyProxy(registry: string, elsewhere: string): Promise<FaultyProxy> {
  const asked: string[] = [];
  const done = new Map<FaultKind, number>();
  const [hostname = '', port] = registry.split(':');
  let choose: (given: IncomingMessage) => FaultKind | undefined = () => undefined;
  const server = createServer((given, answer) => {
    asked.push(`${given.method} ${given.url}`);
    answer.on('error', () => {});
    const fault = choose(given);
    if (fault !== undefined) done.set(fault, (done.get(fault) ?? 0) + 1);
    const now = fault === undefined ? false : atOnce(fault, given, answer, elsewhere);
    if (now) return void given.resume();
    // The host stays as it was asked for, so that the registry writes the proxy into its own addresses.
    const onward = request(
      { hostname, port, path: given.url, method: given.method, headers: given.headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => spoil(fault, given, response, Buffer.concat(chunks), answer));
      },
    );
    onward.once('error', () => answer.destroy());
    given.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    done,
    plan(next) {
      choose = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// Faults that need no answer of the registry.
function atOnce(fault: FaultKind, given: IncomingMessage, answer: ServerResponse, elsewhere: string): boolean {
  if (fault === 'refuse') given.socket.destroy();
  else if (fault === 'storm') answer.writeHead(429, { 'retry-after': '0' }).end();
  else if (fault === 'busy') answer.writeHead(503).end('<html>busy</html>');
  else if (fault === 'html') answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>please sign in</html>');
  else if (fault === 'away') answer.writeHead(307, { location: `http://${elsewhere}${given.url}` }).end();
  else return false;
  return true;
}

function spoil(
  fault: FaultKind | undefined,
  given: IncomingMessage,
  { statusCode = 502, headers }: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
): void {
  const { 'content-length': length, 'transfer-encoding': _, ...rest } = headers;
  const send = (bytes: Buffer, more: Readonly<Record<string, string>> = {}) =>
    answer.writeHead(statusCode, { ...rest, 'content-length': bytes.length, ...more }).end(bytes);
  if (given.method === 'HEAD' || body.length === 0)
    return void answer
      .writeHead(statusCode, { ...rest, ...(length !== undefined && { 'content-length': length }) })
      .end();
  if (fault === 'cut') {
    answer.writeHead(statusCode, { ...rest, 'content-length': body.length });
    return void answer.write(body.subarray(0, body.length >> 1), () => answer.destroy());
  }
  if (fault === 'short') return void send(body.subarray(0, body.length - 1));
  if (fault === 'long') return void send(Buffer.concat([body, Buffer.from('x')]));
  if (fault === 'flipped') {
    const other = Buffer.from(body);
    other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 0x20;
    return void send(other);
  }
  if (fault === 'packed') return void send(body, { 'content-encoding': 'gzip' });
  if (fault === 'slow')
    return void drip(answer.writeHead(statusCode, { ...rest, 'content-length': body.length }), body);
  send(body);
}

function drip(answer: ServerResponse, body: Buffer): void {
  const step = Math.ceil(body.length / 4);
  let at = 0;
  const timer = setInterval(() => {
    answer.write(body.subarray(at, at + step));
    at += step;
    if (at < body.length) return;
    clearInterval(timer);
    answer.end();
  }, 2);
  answer.once('close', () => clearInterval(timer));
}
