import type { RepositoryName } from '../../formats/reference.ts';
import { formatRepositoryName } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';
import type { Endpoint } from './endpoint.ts';
import type { RegistryLimits } from './limits.ts';
import { refusal } from './refusals.ts';
import type { RegistryRequest, RegistryResponse, RequestBody, Transport } from './transport.ts';

/** What differs between requests of one repository. */
export interface Ask {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** Further scopes, such as pulling from the repository that a blob is mounted from. */
  readonly scopes?: readonly string[];
  readonly repeatable?: boolean;
}

/**
 * One repository of one registry, with the transport that carries credentials, retries and limits.
 * @example new RepositorySession(parseRepositoryName('registry.example.com/app'), endpoint, transport, limits).name
 */
export class RepositorySession {
  /** `registry.example.com/team/app`. */
  readonly name: string;
  readonly registry: string;
  readonly limits: RegistryLimits;
  readonly #repository: string;
  readonly #endpoint: Endpoint;
  readonly #transport: Transport;

  /** @param endpoint - where the registry is */
  constructor(name: RepositoryName, endpoint: Endpoint, transport: Transport, limits: RegistryLimits) {
    this.name = formatRepositoryName(name);
    this.registry = name.registry;
    this.limits = limits;
    this.#repository = name.repository;
    this.#endpoint = endpoint;
    this.#transport = transport;
  }

  /**
   * `/v2/<repository>/<path>`; `path` is made of digests, tags and fixed words only.
   * @example session.url(`blobs/${digest}`)
   */
  url(path: string): URL {
    return new URL(`/v2/${this.#repository}/${path}`, this.#endpoint.base);
  }

  /**
   * Asks without changing anything.
   * @throws TwinsealError when no answer came; any status is an answer
   * @example await session.read('HEAD', { url: session.url(`blobs/${digest}`) }, call)
   */
  read(method: 'GET' | 'HEAD', ask: Ask, call: Call): Promise<RegistryResponse> {
    return this.#send(method, ask, ['pull'], call);
  }

  /**
   * Changes the repository.
   * @throws TwinsealError when no answer came; any status is an answer
   * @example await session.write('POST', { url: session.url('blobs/uploads/') }, call)
   */
  write(method: 'POST' | 'PUT', ask: Ask, call: Call): Promise<RegistryResponse> {
    return this.#send(method, ask, ['pull,push'], call);
  }

  /**
   * The error for an answer that was not wanted.
   * @example throw await session.refusal(response, `the blob ${digest}`);
   */
  refusal(response: RegistryResponse, what: string, writing = false): Promise<TwinsealError> {
    return refusal(response, `${what} of ${this.name}`, this.limits.documentBytes, writing);
  }

  #send(
    method: RegistryRequest['method'],
    ask: Ask,
    actions: readonly string[],
    call: Call,
  ): Promise<RegistryResponse> {
    return this.#transport.send(
      {
        method,
        url: ask.url,
        headers: ask.headers ?? {},
        scopes: [...actions.map((action) => `repository:${this.#repository}:${action}`), ...(ask.scopes ?? [])],
        repeatable: ask.repeatable ?? true,
        ...(ask.body !== undefined && { body: ask.body }),
      },
      call,
    );
  }
}
