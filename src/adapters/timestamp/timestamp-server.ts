import { randomBytes } from 'node:crypto';
import type { Call } from '../../ports/call.ts';
import type { TimestampAuthority } from '../../ports/timestamp-authority.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { boundedPost } from '../bounded-post.ts';
import { checkCall } from '../call-guard.ts';

const MAX_ANSWER = 64 * 1024;
const MAX_TIME = 30_000;
const NONCE = 16;

/**
 * A timestamp authority at an address. Plain HTTP is taken, as many authorities speak it: what they answer is signed, and the nonce
 * ties it to the request.
 *
 * @param text - its address
 * @param roots - certificates, DER, that it must lead to
 * @throws TwinsealError `USAGE` for what is no address
 * @example timestampServer('https://freetsa.org/tsr', roots)
 * @see RFC 3161 section 3.4
 */
export function timestampServer(text: string, roots?: readonly Uint8Array[]): TimestampAuthority {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol) || url.username + url.password !== '')
    throw new TwinsealError(
      'USAGE',
      `${text.slice(0, 200)} is no address of a timestamp authority, such as https://tsa.example.com/`,
    );
  return {
    url: url.href,
    ...(roots !== undefined && { roots }),
    nonce() {
      const bytes = new Uint8Array(randomBytes(NONCE));
      // Neither zero nor negative, and never shorter than it looks.
      bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
      return bytes;
    },
    async ask(request, call) {
      checkCall(call, 'asking for a timestamp');
      try {
        return await post(url, request, call);
      } catch (cause) {
        checkCall(call, 'asking for a timestamp');
        const why = cause instanceof Error ? cause.message : 'it failed';
        throw new TwinsealError('TIMESTAMP_FAILED', `${url.href} gave no timestamp: ${why}`, { cause });
      }
    },
  };
}

/** Nothing but 200 counts, and 201, as Sigstore's server says. */
async function post(url: URL, body: Uint8Array, call: Call): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
  const sent = { url, headers, body, maxBytes: MAX_ANSWER, maxTime: MAX_TIME };
  const { status, type, bytes } = await boundedPost(sent, call);
  if (status !== 200 && status !== 201) throw new Error(`it answered ${status}`);
  if (type !== 'application/timestamp-reply')
    throw new Error('its answer is no timestamp (Content-Type is not application/timestamp-reply)');
  return bytes;
}
