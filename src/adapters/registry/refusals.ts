import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject } from '../../formats/json/value.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readBounded } from './bodies.ts';
import { mediaTypeOf, type RegistryResponse } from './transport.ts';

const MAX_TEXT = 200;

/**
 * The error that a status other than the wanted ones stands for. The registry's own words are appended, bounded and
 * without control characters; they change nothing.
 *
 * @param response - its body is read (a little) or dropped
 * @param what - for the message: `the manifest sha256:... of registry.example.com/app`
 * @param maxBytes - read of the answer's body
 * @param writing - whether the request would have changed something
 * @returns the error to throw
 * @example throw await refusal(response, `the manifest ${digest} of ${session.name}`, 64 * 1024);
 * @see distribution-spec v1.1, "Error Codes"
 */
export async function refusal(
  response: RegistryResponse,
  what: string,
  maxBytes: number,
  writing = false,
): Promise<TwinsealError> {
  const { status } = response;
  const { host } = response.url;
  const html = isHtml(response);
  const said = await wordsOf(response, maxBytes);
  const words = said === '' ? '' : ` (${said})`;
  const retryAfter = /^[0-9]{1,6}$/.test(response.headers['retry-after'] ?? '')
    ? ` in ${response.headers['retry-after']} s`
    : ' later';
  const of = (code: ErrorCode, message: string) => new TwinsealError(code, message);
  if (status === 401 || status === 403)
    return of(
      'REGISTRY_UNAUTHORIZED',
      `${host} refuses access to ${what}, status ${status}${words}: sign in, or check your rights there`,
    );
  if (status === 429)
    return of('REGISTRY_THROTTLED', `${host} is too busy for us, status 429${words}: try again${retryAfter}`);
  if (status >= 500)
    return of('REGISTRY_FAILED', `${host} failed at ${what}, status ${status}${words}: try again later`);
  // A web server's error page proves nothing about what a registry has.
  if (html) return htmlAnswer(host, `${what} (status ${status})`);
  if (status === 404 && !writing) return of('CONTENT_NOT_FOUND', `${host} does not have ${what}${words}`);
  if (status >= 400 && writing) return of('REGISTRY_REFUSED', `${host} refuses ${what}, status ${status}${words}`);
  return of('REGISTRY_PROTOCOL', `${host} answered ${what} with the unexpected status ${status}${words}`);
}

/** Whether the answer is a web page, such as one that asks to sign in. @example isHtml(response) // false */
export function isHtml(response: RegistryResponse): boolean {
  return mediaTypeOf(response)?.endsWith('/html') === true;
}

/**
 * A web page in place of a registry's answer, whatever its status: it says nothing about what the registry has.
 * @returns a fault, `REGISTRY_PROTOCOL`
 * @example if (isHtml(response)) throw htmlAnswer(response.url.host, 'the referrers');
 */
export function htmlAnswer(host: string, what: string): TwinsealError {
  return new TwinsealError(
    'REGISTRY_PROTOCOL',
    `${host} answered with an HTML page when asked for ${what}: it is no registry, or a proxy stands before it`,
  );
}

/**
 * Text from outside for one line of ours: bounded, control and format characters dropped.
 * @example plain('denied:\n\u001b[31mno') // 'denied: [31mno'
 */
export function plain(text: string): string {
  const clean = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}...` : clean;
}

async function wordsOf(response: RegistryResponse, maxBytes: number): Promise<string> {
  const type = mediaTypeOf(response);
  if (type !== undefined && type !== 'application/json' && type !== 'text/plain') {
    response.discard();
    return '';
  }
  try {
    const document = parseJson(await readBounded(response, maxBytes, 'an error document'));
    const errors = isJsonObject(document) && isJsonArray(document.errors) ? document.errors : [];
    const [first] = errors;
    if (!isJsonObject(first)) return '';
    const { code, message } = first;
    return [code, message].flatMap((part) => (typeof part === 'string' && part !== '' ? [plain(part)] : [])).join(': ');
  } catch {
    // The status is what counts; the words were a courtesy.
    response.discard();
    return '';
  }
}
