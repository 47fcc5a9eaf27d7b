import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JsonObject, JsonValue } from '../../formats/json/value.ts';
import { isLoopbackRegistry } from '../../formats/reference.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { boundedPost, type PostAnswer } from '../bounded-post.ts';
import { checkCall } from '../call-guard.ts';

const LIMITS = { maxBytes: 4 * 1024 * 1024, maxDepth: 16, maxValues: 16_384 };
const MAX_TIME = 60_000;

/**
 * The address of a service of a Sigstore instance: https, and http on loopback alone, since a token is sent there.
 * @param path - below its own
 * @throws TwinsealError `KEYLESS_REFUSED`
 * @example serviceAddress('https://fulcio.sigstore.dev', 'api/v2/signingCert').href
 */
export function serviceAddress(text: string, path: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'http:' && isLoopbackRegistry(url.host);
  if (url === undefined || (url.protocol !== 'https:' && !plain) || url.username + url.password + url.search !== '')
    throw new TwinsealError(
      'KEYLESS_REFUSED',
      `the signing configuration names ${text.slice(0, 200)}, which is no https address`,
    );
  const base = url.pathname.endsWith('/') ? url : new URL(`${url.pathname}/`, url);
  return new URL(path, base);
}

/**
 * Sends JSON to a service and reads the JSON that it answers.
 * @throws TwinsealError `KEYLESS_FAILED` when it did not answer or may do so later, `KEYLESS_REFUSED` when it said no
 * @example await askService(serviceAddress(url, 'api/v2/signingCert'), request, call)
 */
export async function askService(url: URL, request: JsonObject, call: Call): Promise<JsonValue> {
  checkCall(call, `asking ${url.host}`);
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const body = encodeUtf8(JSON.stringify(request));
  let answer: PostAnswer;
  try {
    answer = await boundedPost({ url, headers, body, maxBytes: LIMITS.maxBytes, maxTime: MAX_TIME }, call);
  } catch (cause) {
    checkCall(call, `asking ${url.host}`);
    throw failed(url, cause instanceof Error ? cause.message : 'it failed', cause);
  }
  const { status, bytes } = answer;
  if (status !== 200 && status !== 201) {
    const said = `it answered ${status}${saidBy(bytes)}`;
    if (status === 408 || status === 429 || status >= 500) throw failed(url, said);
    throw new TwinsealError('KEYLESS_REFUSED', `${url.href} refused: ${said}`);
  }
  try {
    return parseJson(bytes, LIMITS);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw failed(url, `its answer is no JSON: ${cause.message}`, cause);
  }
}

/** The error for a service that could not be used now. @example throw failed(url, 'it gave no certificate') */
export function failed(url: URL, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('KEYLESS_FAILED', `${url.href} could not be used: ${why}`, { cause });
}

/** The sentence of an error in gRPC's JSON, without anything that steers a terminal. */
function saidBy(bytes: Uint8Array): string {
  try {
    const document = parseJson(bytes, LIMITS) as { readonly message?: unknown };
    return typeof document?.message === 'string'
      ? ` (${document.message.slice(0, 300).replace(/[^\x20-\x7e]/g, '?')})`
      : '';
  } catch {
    return '';
  }
}
