import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { parseChallenges } from './challenge.ts';
import { basicHeader, type CredentialSource } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { withinCall } from './faults.ts';
import { fetchToken } from './token.ts';
import type { RegistryRequest, RegistryResponse, Transport } from './transport.ts';

interface Ticket {
  /** Value of the Authorization header. */
  readonly header: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Answers a registry's demand for credentials: anonymous, basic or bearer tokens. Credentials are looked for only when
 * they are demanded; tokens are kept in memory, below their life, for the scopes they were given for.
 * @example new AuthorizingTransport(inner, tokens, endpointOf('registry.example.com', {}), ANONYMOUS)
 * @see distribution-spec v1.1; distribution/distribution, docs/content/spec/auth/token.md
 */
export class AuthorizingTransport implements Transport {
  readonly #inner: Transport;
  readonly #tokens: Transport;
  readonly #endpoint: Endpoint;
  readonly #source: CredentialSource;
  readonly #tickets = new Map<string, Promise<Ticket>>();

  /** @param inner - for requests to the registry @param tokens - for requests to the realm */
  constructor(inner: Transport, tokens: Transport, endpoint: Endpoint, source: CredentialSource) {
    this.#inner = inner;
    this.#tokens = tokens;
    this.#endpoint = endpoint;
    this.#source = source;
  }

  /**
   * As {@link Transport.send}, with credentials once the registry has asked for them.
   * @throws TwinsealError as {@link fetchToken} and {@link basicHeader}; `ABORTED` or `TIMEOUT` of this very call
   */
  async send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    // Whoever calls: nothing but the registry's own origin ever sees its credentials.
    if (request.url.origin !== this.#endpoint.base.origin) return this.#inner.send(request, call);
    const key = request.scopes.join(' ');
    const ticket = await this.#valid(key, call);
    const response = await this.#inner.send(withTicket(request, ticket), call);
    // Only the registry itself may ask: a host that it redirected to gets nothing.
    if (response.status !== 401 || response.url.origin !== request.url.origin) return response;
    const header = response.headers['www-authenticate'] ?? '';
    response.discard();
    const current = await this.#valid(key, call);
    const another =
      current !== undefined && current !== ticket ? current : await this.#acquire(key, request, response, header, call);
    return this.#inner.send(withTicket(request, another), call);
  }

  async #valid(key: string, call: Call): Promise<Ticket | undefined> {
    const held = this.#tickets.get(key);
    if (held === undefined) return undefined;
    // The one who is fetching it tells the error, which may be of its own call alone: whoever waits asks anew. That one
    // may have more time than this call, so the wait for it has an end of its own.
    const ticket = await withinCall(
      held.catch(() => undefined),
      call,
      this.#endpoint.base.host,
    );
    return ticket !== undefined && ticket.until > Date.now() ? ticket : undefined;
  }

  #acquire(
    key: string,
    request: RegistryRequest,
    response: RegistryResponse,
    header: string,
    call: Call,
  ): Promise<Ticket> {
    const ticket = this.#ticket(request, response, header, call);
    this.#tickets.set(key, ticket);
    ticket.catch(() => {
      if (this.#tickets.get(key) === ticket) this.#tickets.delete(key);
    });
    return ticket;
  }

  async #ticket(request: RegistryRequest, response: RegistryResponse, header: string, call: Call): Promise<Ticket> {
    const { registry } = this.#endpoint;
    const challenges = parseChallenges(header);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const basic = challenges.find(({ scheme }) => scheme === 'basic');
    if (bearer === undefined && basic === undefined)
      throw new TwinsealError(
        'REGISTRY_UNAUTHORIZED',
        `${registry} wants credentials of a kind that is not supported: basic and bearer are`,
      );
    const repository = request.scopes[0]?.split(':')[1] ?? '';
    const credential = await this.#source.find(registry, repository, call);
    if (bearer !== undefined) {
      if (credential?.kind === 'registry-token')
        return { header: `Bearer ${credential.token}`, until: Number.POSITIVE_INFINITY };
      const token = await fetchToken(
        this.#tokens,
        this.#endpoint,
        {
          parameters: bearer.parameters,
          scopes: request.scopes,
          from: response.remoteAddress,
          ...(credential !== undefined && { credential }),
        },
        call,
      );
      return { header: `Bearer ${token.token}`, until: token.until };
    }
    return { header: basicHeader(credential, registry), until: Number.POSITIVE_INFINITY };
  }
}

function withTicket(request: RegistryRequest, ticket: Ticket | undefined): RegistryRequest {
  if (ticket === undefined) return request;
  return { ...request, headers: { ...request.headers, authorization: ticket.header } };
}
