// A process of its own: asks a service over and over on connections that stay open, one request at a time on each, and prints what
// it saw as one line of JSON. Its HTTP is just enough for that, so that it costs less than what it measures.
//   node bench/load.ts '{"url": "http://127.0.0.1:8080/verify", "bodies": ["{...}"], "connections": 32, "requests": 10000}'
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is asked, and how fast. */
export interface Load {
  readonly url: string;
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  /** How many altogether. */
  readonly requests: number;
  /**
   * Requests a second, each with a moment of its own at which it is due; without it, the next one follows each answer. Times are
   * counted from when a request was due, not from when it was sent: a service that stands still is charged for those who wait.
   */
  readonly rate?: number;
}

/** What was seen. */
export interface LoadSeen {
  /** Seconds from the first request to the last answer. */
  readonly seconds: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds: the middle one of all, and those that 95, 99 and all of 100 stayed under. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly highest: number;
}

async function run(load: Load): Promise<LoadSeen> {
  const { hostname, port, pathname, host } = new URL(load.url);
  const requests = load.bodies.map((body) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const times = new Float64Array(load.requests);
  const statuses: Record<string, number> = {};
  const clients = await Promise.all(
    Array.from({ length: load.connections }, () => Client.open(hostname, Number(port))),
  );
  let next = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let n = next++; n < load.requests; n = next++) {
        const due = load.rate === undefined ? performance.now() : began + (n * 1000) / load.rate;
        const early = due - performance.now();
        if (early > 0) await sleep(early);
        const status = await client.ask(requests[n % requests.length] as Buffer);
        // A timer that rang late is not the service's doing, and one that rang early must not flatter it.
        times[n] = performance.now() - due;
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const client of clients) client.close();
  times.sort();
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { seconds, statuses, p50: at(0.5), p95: at(0.95), p99: at(0.99), highest: at(1) };
}

/** One connection. */
class Client {
  readonly #socket: Socket;
  #text = '';
  #answered: { resolve(status: number): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('error', (error) => this.#answered?.reject(error));
    socket.on('close', () => this.#answered?.reject(new Error('the service closed the connection')));
  }

  static open(host: string, port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve(new Client(socket)));
      socket.once('error', reject);
    });
  }

  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#answered = undefined;
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#text += chunk;
    const head = this.#text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#text.slice(0, head))?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return void this.#socket.destroy(new Error('an answer has no Content-Length'));
    if (this.#text.length < head + 4 + length) return;
    const status = Number(this.#text.slice(9, 12));
    this.#text = '';
    this.#answered?.resolve(status);
  }
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as Load)));
