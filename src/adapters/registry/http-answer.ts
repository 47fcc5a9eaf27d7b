import type { IncomingMessage } from 'node:http';
import type { Call } from '../../ports/call.ts';
import { NetworkFault, networkFault } from './faults.ts';

const KEPT_BODY = 64 * 1024;
// RFC 9110 section 6.4.1: never a body, whatever the headers say of one.
const BODILESS = new Set([204, 304]);

/**
 * The bytes of an answer. When we ended the request ourselves, Node drops what came already and calls that an end: the
 * reason tells it from one.
 * @param cut - why we ended the request before the answer was read to its end
 * @throws TwinsealError `REGISTRY_UNREACHABLE`, `ABORTED` or `TIMEOUT`
 * @example for await (const chunk of bodyOf(message, () => undefined, host, call)) hash.update(chunk);
 */
export async function* bodyOf(
  message: IncomingMessage,
  cut: () => Error | undefined,
  host: string,
  call: Call,
): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of message) yield chunk as Uint8Array;
  } catch (error) {
    throw networkFault(cut() ?? error, host, call);
  }
  const reason = cut();
  if (reason !== undefined) throw networkFault(reason, host, call);
  if (!message.complete) throw new NetworkFault(`${host} cut the connection in the middle of an answer`, true);
}

/**
 * Drops an answer that nobody reads on. A small rest is read so that the connection can serve the next request; a large
 * one is cut, and so is one that ends with its connection only.
 * @param head - whether HEAD was asked: the answer has no body then
 * @returns whether the connection is kept
 * @example discard(message, request.method === 'HEAD')
 */
export function discard(message: IncomingMessage, head: boolean): boolean {
  message.on('error', () => {});
  const kept = head || message.complete || BODILESS.has(message.statusCode ?? 0) || mayBeSmall(message.headers);
  if (!kept) message.destroy();
  else drain(message);
  return kept;
}

function mayBeSmall(headers: IncomingMessage['headers']): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) <= KEPT_BODY;
}

// A chunked body does not say how long it is: it shows.
function drain(message: IncomingMessage): void {
  let left = KEPT_BODY;
  message.on('data', (chunk: Uint8Array) => {
    left -= chunk.length;
    // What is complete costs nothing any more.
    if (left < 0 && !message.complete) message.destroy();
  });
  message.resume();
}

/** Headers with one text each. @example flat({ 'set-cookie': ['a', 'b'] }) // { 'set-cookie': 'a, b' } */
export function flat(headers: IncomingMessage['headers']): Readonly<Record<string, string | undefined>> {
  const all: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) all[name] = Array.isArray(value) ? value.join(', ') : value;
  return all;
}
