import type { Call } from '../../ports/call.ts';
import { announcedLength, refuseEncoding } from './bodies.ts';
import { NetworkFault } from './faults.ts';
import type { RegistryLimits } from './limits.ts';
import { sleep } from './retrying-transport.ts';
import type { RegistryResponse } from './transport.ts';

/** Connections that one blob may take, however much each of them brings: a host that cuts on purpose is left at some time. */
const MOST_CONNECTIONS = 64;

/** What is read and how it may be asked for again. */
export interface ResumableBody {
  /** The answer that holds the whole. */
  readonly first: RegistryResponse;
  /** Bytes of the whole. */
  readonly size: number;
  /**
   * Asks for what comes from a byte on.
   * @throws TwinsealError when no answer came; any status is an answer
   * @example await body.from(1024)
   */
  from(offset: number): Promise<RegistryResponse>;
}

/**
 * The bytes of a body, over as many connections as it takes: where one is cut, the next goes on from the byte that was
 * missing, as long as each brings something or the attempts are not used up. A host that can't do ranges sends all of it
 * again, and what is known is dropped. Nothing is checked here: whoever reads compares the whole with its digest.
 *
 * @throws NetworkFault the cut that could not be mended; TwinsealError what asking again throws
 * @example for await (const chunk of resumedBody({ first, size, from }, limits, call)) hash.update(chunk);
 * @see RFC 9110 section 14, "Range Requests"; distribution-spec v1.1, "Pulling blobs"
 */
export async function* resumedBody(
  body: ResumableBody,
  limits: Pick<RegistryLimits, 'retries' | 'backoff'>,
  call: Call,
): AsyncGenerator<Uint8Array, void> {
  let response = body.first;
  let read = 0;
  let known = 0;
  let fruitless = 0;
  for (let connection = 1; ; connection++) {
    const before = read;
    let cut: NetworkFault | undefined;
    try {
      for await (const chunk of response.body) {
        const fresh = known === 0 ? chunk : chunk.subarray(Math.min(known, chunk.length));
        known = Math.max(0, known - chunk.length);
        read += fresh.length;
        if (fresh.length > 0) yield fresh;
      }
      // Without a length, HTTP cannot tell a cut from an end.
      if (read >= body.size || response.framed) return;
      cut = new NetworkFault(`${response.url.host} cut the connection in the middle of a blob: try again`, true);
    } catch (error) {
      if (!(error instanceof NetworkFault) || !error.transient) throw error;
      cut = error;
    }
    fruitless = read > before ? 0 : fruitless + 1;
    const wait = limits.backoff * 2 ** fruitless;
    const given = fruitless >= limits.retries || connection >= MOST_CONNECTIONS || limits.retries === 0;
    if (given || call.signal.aborted || Date.now() + wait >= call.deadline) throw cut;
    await sleep(wait, call.signal);
    response = await body.from(read);
    known = skipped(response, read, body.size, cut);
  }
}

/** How many bytes at the start of an answer are known already; anything but the rest or the whole ends the attempt. */
function skipped(response: RegistryResponse, offset: number, size: number, cut: NetworkFault): number {
  refuseEncoding(response);
  const { status, headers } = response;
  if (status === 206 && headers['content-range'] === `bytes ${offset}-${size - 1}/${size}`) return 0;
  if (status === 200 && (announcedLength(response) ?? size) === size) return offset;
  response.discard();
  throw cut;
}
