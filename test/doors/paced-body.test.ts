// The body of a large upload, as it comes off the wire.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from 'express';
import { pacedBody } from '../../src/doors/http/paced-body.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const PACE = { bytes: 1, window: 60_000 };

/** Sends what `send` writes as one request, and gives what `take` made of its body. */
async function received<T>(
  send: (socket: ReturnType<typeof connect>) => void,
  take: (request: Request) => Promise<T>,
): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  try {
    const coming = once(server, 'request') as Promise<[IncomingMessage]>;
    send(socket);
    const [request] = await coming;
    return await take(request as Request);
  } finally {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  }
}

test('a body comes whole, and the memory of each chunk is given back when the next one is asked for', async () => {
  const body = randomBytes(3_000_000);
  const { digest, left } = await received(
    (socket) => {
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    },
    async (request) => {
      const hash = createHash('sha256');
      const chunks: Uint8Array[] = [];
      for await (const chunk of pacedBody(request, PACE)) {
        hash.update(chunk);
        chunks.push(chunk);
        // More is waiting than one chunk.
        if (chunks.length % 8 === 0) await sleep(5);
      }
      return { digest: hash.digest('hex'), left: chunks.map((chunk) => chunk.length).filter((length) => length > 0) };
    },
  );
  assert.equal(digest, createHash('sha256').update(body).digest('hex'));
  assert.deepEqual(left, []);
});

test('a body in many small pieces comes whole', async () => {
  const body = randomBytes(5000);
  const text = [...body].map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`).join('');
  const got = await received(
    (socket) => {
      socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
      socket.write(Buffer.from(`${text}0\r\n\r\n`, 'latin1'));
    },
    async (request) => {
      const hash = createHash('sha256');
      for await (const chunk of pacedBody(request, PACE)) hash.update(chunk);
      return hash.digest('hex');
    },
  );
  assert.equal(got, createHash('sha256').update(body).digest('hex'));
});

test('what is left of a body that nobody reads on stays with the sender', async () => {
  const waiting = await received(
    (socket) => {
      socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n');
      socket.write(Buffer.alloc(20_000_000));
    },
    async (request) => {
      for await (const chunk of pacedBody(request, PACE)) {
        assert.ok(chunk.length > 0);
        break;
      }
      await sleep(300);
      return request.readableLength;
    },
  );
  assert.ok(waiting < 500_000, `${waiting} bytes`);
});

test('a body that breaks off, before or after reading begins, is malformed', async () => {
  const begun = (socket: ReturnType<typeof connect>): void => {
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc');
    setTimeout(() => socket.destroy(), 50);
  };
  const read = async (request: Request): Promise<string> => {
    let text = '';
    try {
      for await (const chunk of pacedBody(request, PACE)) text += Buffer.from(chunk).toString();
    } catch (error) {
      return `${text} ${error instanceof TwinsealError ? error.code : error}`;
    }
    return `${text} whole`;
  };
  assert.equal(await received(begun, read), 'abc INPUT_MALFORMED');
  const late = await received(begun, async (request) => {
    request.on('error', () => undefined);
    await new Promise((resolve) => request.once('close', resolve));
    return await read(request);
  });
  assert.equal(late, ' INPUT_MALFORMED');
});
