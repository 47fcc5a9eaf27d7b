import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isLoopbackRegistry } from '../../formats/reference.ts';
import { TUF_LIMITS } from '../../formats/tuf/metadata.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readBounded } from '../registry/bodies.ts';
import { HttpTransport } from '../registry/http-transport.ts';
import { RetryingTransport } from '../registry/retrying-transport.ts';

/** Milliseconds without a byte; for one question with its repeats; before the first repeat. */
const IDLE = 10_000;
const QUESTION = 20_000;
const BACKOFF = 250;

/** What a mirror said that it does not have. */
export class NotAtMirror extends Error {
  override readonly name = 'NotAtMirror';
  readonly status: number;

  constructor(address: string, status: number) {
    super(`${address} answers with status ${status}`);
    this.status = status;
  }
}

/**
 * The address of a TUF repository: HTTPS, or HTTP on loopback; without user, query and fragment.
 * @throws TwinsealError `USAGE`
 * @example mirrorAddress('https://tuf-repo-cdn.sigstore.dev').href // 'https://tuf-repo-cdn.sigstore.dev/'
 */
export function mirrorAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol) || url.username + url.password !== '')
    throw new TwinsealError(
      'USAGE',
      `${text.slice(0, 200)} is no address of a mirror, such as https://tuf.example.com`,
    );
  if (url.search + url.hash !== '')
    throw new TwinsealError('USAGE', `the mirror ${text.slice(0, 200)} has a query or fragment: leave it out`);
  if (url.protocol === 'http:' && !isLoopbackRegistry(url.host))
    throw new TwinsealError('USAGE', `the mirror ${text.slice(0, 200)} must be https; http is for loopback only`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * Asks one mirror for files below its address, never elsewhere: no redirect is followed, so nobody can make us ask
 * another host. Answers are bounded in size and time, and are never decompressed.
 *
 * @example await new Mirror(mirrorAddress('https://tuf.example.com'), call).get('timestamp.json', 16384)
 */
export class Mirror {
  readonly #address: URL;
  readonly #call: Call;
  readonly #http = new HttpTransport(IDLE);
  readonly #transport = new RetryingTransport(this.#http, { retries: 2, backoff: BACKOFF });

  constructor(address: URL, call: Call) {
    this.#address = address;
    this.#call = call;
  }

  /** Of the mirror, as text. @example mirror.address // 'https://tuf.example.com/' */
  get address(): string {
    return this.#address.href;
  }

  /**
   * The bytes of one file.
   * @param path - below the address, or an address below it
   * @throws NotAtMirror for status 403 and 404; TwinsealError `TRUST_REFUSED` for more bytes than may be, `TRUST_UNREACHABLE` for any
   *   other answer, `ABORTED`
   * @example await mirror.get('17.root.json', 512 * 1024)
   */
  async get(path: string, maxBytes: number): Promise<Uint8Array> {
    const { origin, pathname } = this.#address;
    const url = new URL(path, this.#address);
    if (url.origin !== origin || !url.pathname.startsWith(pathname) || url.search + url.hash !== '')
      throw unreachable(`${url.href.slice(0, 200)} does not lie below the mirror`);
    const call = { ...this.#call, deadline: Math.min(this.#call.deadline, Date.now() + QUESTION) };
    try {
      const headers = { 'accept-encoding': 'identity' };
      const request = { method: 'GET', url, headers, scopes: [], repeatable: true } as const;
      const response = await this.#transport.send(request, call);
      if (response.status === 200 && response.headers['content-encoding'] === undefined)
        return await readBounded(response, maxBytes, url.href);
      response.discard();
      if (response.status === 404 || response.status === 403) throw new NotAtMirror(url.href, response.status);
      if (response.status >= 300 && response.status < 400)
        throw unreachable(
          `${url.href} redirects, which is not followed: name the address that it leads to as the mirror`,
        );
      throw unreachable(
        response.status === 200 ? `${url.href} comes encoded` : `${url.href} answers with status ${response.status}`,
      );
    } catch (error) {
      if (error instanceof NotAtMirror) throw error;
      if (!(error instanceof TwinsealError)) throw error;
      if (error.code === 'TRUST_UNREACHABLE' || this.#call.signal.aborted) throw error;
      if (error.code === 'CONTENT_TOO_LARGE')
        throw new TwinsealError('TRUST_REFUSED', `${error.message}; what was kept stays in use`, { cause: error });
      throw unreachable(`${url.href} can't be had: ${error.message}`, error);
    }
  }

  /** As {@link get}, for a document of JSON without two members of one name. @example await mirror.json('timestamp.json', 16384) */
  async json(path: string, maxBytes: number): Promise<Uint8Array> {
    const bytes = await this.get(path, maxBytes);
    try {
      parseJson(bytes, TUF_LIMITS);
      return bytes;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new TwinsealError('TRUST_REFUSED', `${path} of the mirror is malformed: ${error.message}`, {
        cause: error,
      });
    }
  }

  /** Closes idle connections. @example await mirror.close() */
  close(): Promise<void> {
    return this.#http.close();
  }
}

function unreachable(message: string, cause?: unknown): TwinsealError {
  return new TwinsealError('TRUST_UNREACHABLE', message, { cause });
}
