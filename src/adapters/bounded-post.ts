import type { ClientRequest } from 'node:http';
import type { Call } from '../ports/call.ts';

/** A request to one address. */
export interface BoundedPost {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes of the answer, and milliseconds for all of it. */
  readonly maxBytes: number;
  readonly maxTime: number;
}

/** What came back. */
export interface PostAnswer {
  readonly status: number;
  /** `content-type` without parameters. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Sends a request to just this address, and reads its answer within bounds. No redirect is followed: what is sent may be a token, and
 * is for this host alone.
 *
 * @returns any status is an answer
 * @throws Error with one clause: `it took too long`
 * @example (await boundedPost({ url, headers, body, maxBytes: 65_536, maxTime: 30_000 }, call)).status
 */
export async function boundedPost(post: BoundedPost, call: Call): Promise<PostAnswer> {
  const { url, method = 'POST', headers, body, maxBytes, maxTime } = post;
  // As in registry/http-transport.ts: an import would load undici.
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const timeout = AbortSignal.timeout(Math.max(1, Math.min(maxTime, call.deadline - Date.now())));
  const signal = AbortSignal.any([call.signal, timeout]);
  const all = {
    ...headers,
    'accept-encoding': 'identity',
    ...(body !== undefined && { 'content-length': String(body.length) }),
  };
  return await new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, { method, agent: false, signal, headers: all });
    const stop = (why: string): void => {
      sent.destroy();
      reject(new Error(why));
    };
    sent.on('error', (error) => reject(new Error(timeout.aborted ? 'it took too long' : reasonOf(error))));
    sent.on('response', (response) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) stop(`it sent more than ${maxBytes} bytes`);
      });
      response.on('end', () => {
        if (!response.complete) return stop('it broke off');
        const type = (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        resolve({ status: response.statusCode ?? 0, type, bytes: new Uint8Array(Buffer.concat(chunks)) });
      });
      response.on('error', () => stop('it broke off'));
    });
    sent.end(body);
  });
}

function reasonOf(error: Error): string {
  return `the connection failed (${'code' in error ? String(error.code) : error.name})`;
}
