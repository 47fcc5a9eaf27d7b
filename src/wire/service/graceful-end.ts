import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendLast } from '../../doors/http/problem.ts';
import { LinkedList } from '../../ports/linked-list.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Milliseconds from the word to end. The process itself ends 10 s after it. */
export interface EndTimes {
  /** For clients to hear, with an answer, that their connections end; new connections are still taken. */
  readonly leaving: number;
  /** When what is still under way is answered with 503. */
  readonly answer: number;
  /** When whatever is left is cut. */
  readonly cut: number;
}

const TIMES: EndTimes = { leaving: 1_000, answer: 7_500, cut: 9_000 };

/**
 * Lets a server end without dropping a request. Each answer from then on says that its connection ends; only when the clients
 * had time to hear so are idle connections closed and no more taken. What takes too long gets a retryable 503 instead of a
 * connection that breaks; streams of events are broken at once, since their readers come back.
 *
 * @returns what ends the server, and resolves when every connection is closed
 * @example const end = gracefulEnd(server); await end()
 * @see RFC 9112 section 9.6 (Connection: close)
 */
export function gracefulEnd(server: Server, { leaving, answer, cut }: EndTimes = TIMES): () => Promise<void> {
  const open = new LinkedList<ServerResponse>();
  const unused = new Set<Socket>();
  let ending = false;
  // To Node a connection that nothing was ever asked on is none that is idle; clients in Go open some in advance.
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.prependListener('request', (request, response) => {
    if (ending) response.setHeader('Connection', 'close');
    const close = open.append(response);
    unused.delete(request.socket);
    response.once('close', close);
  });
  return async () => {
    ending = true;
    const started = Date.now();
    for (const response of open)
      if (!response.headersSent) response.setHeader('Connection', 'close');
      else if (/^text\/event-stream/.test(String(response.getHeader('content-type')))) response.destroy();
    while (Date.now() - started < leaving && (await connectionsOf(server)) > 0) await sleep(20);
    // Right after new connections were taken: one that waits in the system's queue while it closes would be reset.
    await new Promise((resolve) => setImmediate(resolve));
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => {
      server.closeIdleConnections();
      // One on which a first request is arriving is not unused any more.
      for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
    }, 50);
    const late = setTimeout(() => {
      for (const response of open)
        if (!response.headersSent)
          sendLast(response, new TwinsealError('NOT_READY', 'the service is stopping before there was an answer'));
    }, answer);
    const hurry = setTimeout(() => server.closeAllConnections(), cut);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
    clearTimeout(hurry);
  };
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error === null ? count : 0)));
}
