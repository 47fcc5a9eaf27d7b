import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { mayLeadTo } from './addresses.ts';
import type { RegistryRequest, RegistryResponse, Transport } from './transport.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Follows redirects of reads by hand, a bounded number of times. Credentials go to the origin that asked for them and
 * no other; HTTPS never becomes HTTP; a registry on the internet can't lead into this network.
 * @example new RedirectingTransport(inner, 5)
 * @see RFC 9110 section 15.4; CVE-2020-15157
 */
export class RedirectingTransport implements Transport {
  readonly #inner: Transport;
  readonly #most: number;

  /** @param most - redirects that are followed for one request */
  constructor(inner: Transport, most: number) {
    this.#inner = inner;
    this.#most = most;
  }

  /**
   * As {@link Transport.send}, where the redirects lead.
   * @throws TwinsealError `REGISTRY_PROTOCOL`, `REGISTRY_HOST_FORBIDDEN`
   */
  async send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    let current = request;
    for (let hop = 0; ; hop++) {
      const response = await this.#inner.send(current, call);
      if (!REDIRECTS.has(response.status)) return response;
      response.discard();
      const { host } = current.url;
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new TwinsealError(
          'REGISTRY_PROTOCOL',
          `${host} redirected an upload, which the distribution API does not know`,
        );
      if (hop === this.#most)
        throw new TwinsealError('REGISTRY_PROTOCOL', `${host} redirected more than ${this.#most} times in a row`);
      current = next(current, request.url, response);
    }
  }
}

function next(current: RegistryRequest, first: URL, response: RegistryResponse): RegistryRequest {
  const location = response.headers.location ?? '';
  const { host } = current.url;
  if (location === '' || !URL.canParse(location, current.url.href))
    throw new TwinsealError('REGISTRY_PROTOCOL', `${host} redirected to nowhere: its Location is missing or malformed`);
  const url = new URL(location, current.url);
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && first.protocol === 'http:');
  if (!allowed || url.username !== '' || url.password !== '')
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      `${host} redirected to ${url.protocol}//${url.host}, which is refused: from HTTPS only plain HTTPS addresses are followed`,
    );
  if (url.origin === current.url.origin) return { ...current, url };
  const { accept, range } = current.headers;
  return {
    ...current,
    url,
    headers: { ...(accept !== undefined && { accept }), ...(range !== undefined && { range }) },
    guard: guardLed(current, url, response),
  };
}

/**
 * The guard of a request that another host was redirected to: from the internet none may lead into this network.
 * @throws TwinsealError `REGISTRY_HOST_FORBIDDEN`, when the guard is asked
 * @example { ...current, url, guard: guardLed(current, url, response) }
 */
export function guardLed(
  current: RegistryRequest,
  url: URL,
  { remoteAddress: from }: Pick<RegistryResponse, 'remoteAddress'>,
): (address: string) => void {
  return (address) => {
    current.guard?.(address);
    if (!mayLeadTo(from, address))
      throw new TwinsealError(
        'REGISTRY_HOST_FORBIDDEN',
        `${current.url.host} redirected to ${url.host}, an address inside this network (${address}) that it may not lead to`,
      );
  };
}
