// A registry in an attacker's hands: a real HTTP server on loopback that answers as the test tells it, and remembers
// what it was asked. It is the attacker, not a stand-in for a peer.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface HostileRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly url: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Starts the server. `address` may be another loopback address, which is then another host. */
export async function startHostile(answer: Answer, address = '127.0.0.1'): Promise<HostileRegistry> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    response.on('error', () => {});
    Promise.resolve(answer(request, response)).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const host = `${address}:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that speaks no HTTP of its own: each connection is handed over as it is. */
export async function startRaw(serve: (socket: Socket) => void): Promise<HostileRegistry> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    asked: [],
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a status, headers and a body. */
export function reply(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** Asserts an error of that code, a message that matches, and that none of the secrets shows anywhere in it. */
export async function refused(
  promise: Promise<unknown>,
  code: string,
  message: RegExp = /./,
  secrets: readonly string[] = [],
): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof TwinsealError, inspect(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    assert.ok(!/[\u0000-\u001f\u007f-\u009f]/.test(error.message), 'a message is one plain line');
    assert.ok(error.message.length < 1000, 'a message is short');
    const whole = inspect(error, { depth: 10 });
    for (const secret of secrets) assert.ok(!whole.includes(secret), `the error shows ${secret}`);
    return true;
  });
}

/** Reads a stream to its end. */
export async function drain(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of source) parts.push(chunk);
  return Buffer.concat(parts);
}
