import type { ClientRequest } from 'node:http';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { RequestBody } from './transport.ts';

/**
 * Writes the body of a request and ends it. An answer may come before all is sent (401, 413): the rest is of no use
 * then, and whoever makes it is told at once by its signal, since it may hold a file or wait long for its next chunk.
 *
 * @param signal - ends the source with the call
 * @throws TwinsealError `CONTENT_MISMATCH` for a body of another size; whatever the source fails with
 * @example await upload(client, request.body, call.signal)
 */
export async function upload(client: ClientRequest, body: RequestBody, signal: AbortSignal): Promise<void> {
  if (client.destroyed) return;
  const unwanted = new AbortController();
  let answered = false;
  let sent = 0;
  client.once('response', () => {
    answered = true;
    // Once all is sent, the source is at its end by itself: what is left of it is its own check.
    if (sent < body.size) unwanted.abort();
  });
  client.once('close', () => unwanted.abort());
  try {
    for await (const chunk of body.open(AbortSignal.any([signal, unwanted.signal]))) {
      if (answered || client.destroyed) return;
      sent += chunk.length;
      if (sent > body.size) break;
      if (!client.write(chunk)) await drained(client);
    }
  } catch (error) {
    // The answer counts, not that the source was stopped because of it.
    if (unwanted.signal.aborted) return;
    throw error;
  }
  if (unwanted.signal.aborted) return;
  if (sent !== body.size)
    throw new TwinsealError('CONTENT_MISMATCH', `content to upload has ${sent} bytes instead of ${body.size}`);
  client.end();
}

function drained(client: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      client.off('drain', done);
      client.off('close', done);
      client.off('response', done);
      resolve();
    };
    client.on('drain', done);
    client.on('close', done);
    client.on('response', done);
  });
}
