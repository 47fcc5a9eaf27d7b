import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { sendLast } from '../../doors/http/problem.ts';
import { LinkedList } from '../../ports/linked-list.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Milliseconds between looks. */
const LOOKING = 500;
/** Milliseconds for the answer to a request that was given up. */
const ANSWERING = 1_000;

/** A request whose body has not come yet. */
interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly since: number;
}

/** Ends requests whose bodies do not come. */
export interface SlowBodies {
  /** Lets a request take its time: whoever reads its body watches its pace. @example bodies.unhurried(request) */
  unhurried(request: object): void;
}

/**
 * Gives each request so long for its body, answered or not: a body that nobody reads any more must not hold a connection
 * either. One look at all of them now and then, instead of a timer for each, since almost none is ever late.
 *
 * @param within - milliseconds from the end of the headers to the end of the body
 * @example const bodies = guardBodies(server, 30_000)
 * @see RFC 9110 section 15.5.9 (408)
 */
export function guardBodies(server: Server, within: number): SlowBodies {
  // In the order in which they came: the first one is the oldest.
  const waiting = new LinkedList<Waiting>();
  server.prependListener('request', (request, response) => {
    const { 'content-length': length = '0', 'transfer-encoding': coding } = request.headers;
    if (coding === undefined && length === '0') return;
    const done = waiting.append({ request, response, since: performance.now() });
    request.once('end', done).once('close', done);
  });
  const looking = setInterval(() => {
    const now = performance.now();
    for (const { request, response, since } of waiting) {
      if (now - since < within) break;
      waiting.remove((one) => one.request === request);
      if (!request.complete) giveUp(request, response);
    }
  }, LOOKING).unref();
  server.once('close', () => clearInterval(looking));
  return { unhurried: (request) => void waiting.remove((one) => one.request === request) };
}

function giveUp(request: IncomingMessage, response: ServerResponse): void {
  const end = (): void => void request.socket.destroy();
  if (response.headersSent) end();
  else {
    response.once('finish', () => setTimeout(end, ANSWERING).unref());
    sendLast(response, new TwinsealError('REQUEST_TOO_SLOW', 'the body did not come in time'));
  }
}
