import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';

/** Bytes of a discovery document or key set. */
const MAX_BYTES = 512 * 1024;
const LIMITS = { maxBytes: MAX_BYTES, maxDepth: 8, maxValues: 10_000 };

/**
 * Gets one JSON document, from just this address: no redirect is followed, nothing but 200 counts.
 *
 * @param ca - PEM certificates that TLS may rest on, instead of the system's
 * @param milliseconds - for all of it
 * @throws Error with one clause: `it answered 404`
 * @example await downloadJson(new URL('https://gitlab.com/oauth/discovery/keys'), undefined, 5000)
 */
export async function downloadJson(url: URL, ca: string | undefined, milliseconds: number): Promise<JsonValue> {
  const signal = AbortSignal.timeout(milliseconds);
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    const options = { signal, agent: false, headers: { accept: 'application/json', 'accept-encoding': 'identity' } };
    const sent: ClientRequest =
      url.protocol === 'https:'
        ? tlsRequest(url, { ...options, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) })
        : plainRequest(url, options);
    const stop = (why: string): void => {
      sent.destroy();
      reject(new Error(why));
    };
    sent.on('error', (error) => reject(new Error(signal.aborted ? 'it took too long' : reasonOf(error))));
    sent.on('response', (response) => {
      if (response.statusCode !== 200) return stop(`it answered ${response.statusCode}`);
      const chunks: Uint8Array[] = [];
      let size = 0;
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MAX_BYTES) stop(`it sent more than ${MAX_BYTES} bytes`);
      });
      response.on('end', () => (response.complete ? resolve(Buffer.concat(chunks)) : stop('it broke off')));
      response.on('error', () => stop('it broke off'));
    });
    sent.end();
  });
  try {
    return parseJson(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new Error(`it sent something else than JSON: ${error.message}`, { cause: error });
  }
}

function reasonOf(error: Error): string {
  return `the connection failed (${'code' in error ? String(error.code) : error.name})`;
}
