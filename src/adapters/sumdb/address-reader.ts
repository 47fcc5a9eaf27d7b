import { fileURLToPath } from 'node:url';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { errnoOf } from '../disk-error.ts';
import { readInputFile } from '../input-file.ts';
import { readBounded } from '../registry/bodies.ts';
import { HttpTransport } from '../registry/http-transport.ts';
import { LimitedTransport } from '../registry/limited-transport.ts';
import { guardLed } from '../registry/redirects.ts';
import { RetryingTransport } from '../registry/retrying-transport.ts';
import { mediaTypeOf, type RegistryRequest, type RegistryResponse } from '../registry/transport.ts';
import { SumdbFault } from './sumdb-fault.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Bounds of what a proxy may make us wait or do. */
export interface ReaderLimits {
  /** Milliseconds for one question, with its repeats and redirects. */
  readonly question: number;
  /** Milliseconds without a byte. */
  readonly idle: number;
  readonly redirects: number;
  readonly parallel: number;
  readonly retries: number;
  /** Milliseconds before the first repeat; doubled each time. */
  readonly backoff: number;
}

/** What holds unless said otherwise. */
export const DEFAULT_READER_LIMITS: ReaderLimits = {
  question: 30_000,
  idle: 15_000,
  redirects: 3,
  parallel: 12,
  retries: 2,
  backoff: 250,
};

/**
 * Reads small answers from module proxies by HTTP, HTTPS or from files, as Go's GOPROXY protocol has them: no credentials, no
 * queries. HTTP proxies (HTTPS_PROXY) are not used.
 * @example await new AddressReader(DEFAULT_READER_LIMITS).read('https://proxy.example.com/x', 8192, call)
 * @see Go modules reference, "GOPROXY protocol"
 */
export class AddressReader {
  readonly #limits: ReaderLimits;
  readonly #http: HttpTransport;
  readonly #transport: RetryingTransport;

  /** @example new AddressReader({ ...DEFAULT_READER_LIMITS, parallel: 4 }) */
  constructor(limits: ReaderLimits) {
    this.#limits = limits;
    this.#http = new HttpTransport(limits.idle);
    this.#transport = new RetryingTransport(new LimitedTransport(this.#http, limits.parallel), limits);
  }

  /**
   * What stands at an address.
   * @returns undefined for "not found" or "gone"
   * @throws SumdbFault `unreachable`, with the cause; TwinsealError `ABORTED`, `TIMEOUT` when the call itself is over
   * @example await reader.read(`${address}/latest`, 64 * 1024, call)
   */
  async read(address: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined> {
    checkCall(call, 'asking the checksum database');
    const bounded = { ...call, deadline: Math.min(call.deadline, Date.now() + this.#limits.question) };
    try {
      if (address.startsWith('file:')) return await readFileAddress(address, maxBytes, call);
      return await this.#get(new URL(address), maxBytes, bounded);
    } catch (error) {
      if (error instanceof SumdbFault) throw error;
      const code = error instanceof TwinsealError ? error.code : undefined;
      // One slow answer is a fault of the database; the end of the caller's own time is not.
      const callIsOver = call.signal.aborted || bounded.deadline === call.deadline;
      if (code === 'ABORTED' || (code === 'TIMEOUT' && callIsOver)) throw error;
      throw new SumdbFault('unreachable', sentenceOf(error), error);
    }
  }

  /** Closes idle connections. @example await reader.close() */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #get(first: URL, maxBytes: number, call: Call): Promise<Uint8Array | undefined> {
    let request: RegistryRequest = { method: 'GET', url: first, headers: {}, scopes: [], repeatable: true };
    for (let hop = 0; ; hop++) {
      const response = await this.#transport.send(request, call);
      const { host } = response.url;
      if (REDIRECTS.has(response.status)) {
        response.discard();
        if (hop === this.#limits.redirects)
          throw new SumdbFault('unreachable', `${host} redirected more than ${this.#limits.redirects} times in a row`);
        request = next(request, response);
        continue;
      }
      if (response.status !== 200) {
        response.discard();
        if (response.status === 404 || response.status === 410) return undefined;
        throw new SumdbFault('unreachable', `${host} answered with status ${response.status}`);
      }
      if (mediaTypeOf(response) === 'text/html') {
        response.discard();
        throw new SumdbFault(
          'unreachable',
          `${host} answered with an HTML page: a sign-in page or a filter stands before it`,
        );
      }
      return await readBounded(response, maxBytes, 'an answer');
    }
  }
}

/** The next request, when the redirect leads to the same host, or to another one by HTTPS. */
function next(current: RegistryRequest, response: RegistryResponse): RegistryRequest {
  const location = response.headers.location ?? '';
  const { host } = current.url;
  const url = URL.canParse(location, current.url.href) ? new URL(location, current.url) : undefined;
  if (location === '' || url === undefined) throw new SumdbFault('unreachable', `${host} redirected to nowhere`);
  if (url.username !== '' || url.password !== '' || (url.origin !== current.url.origin && url.protocol !== 'https:'))
    throw new SumdbFault(
      'unreachable',
      `${host} redirected to ${url.protocol}//${url.host}, which is refused: only HTTPS may lead to another host`,
    );
  if (url.origin === current.url.origin) return { ...current, url };
  return { ...current, url, guard: guardLed(current, url, response) };
}

async function readFileAddress(address: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined> {
  try {
    return await readInputFile(fileURLToPath(address), maxBytes, call);
  } catch (error) {
    if (error instanceof TwinsealError && ['ENOENT', 'ENOTDIR'].includes(errnoOf(error.cause))) return undefined;
    throw error;
  }
}

// The transport speaks of registries in its advice, which is what follows the first colon and space.
function sentenceOf(error: unknown): string {
  if (!(error instanceof TwinsealError)) return 'the connection failed';
  return error.code === 'REGISTRY_UNREACHABLE' ? error.message.replace(': start the registry, or', ':') : error.message;
}
