import type { Call } from '../../ports/call.ts';

/** Bytes to send. `open` may be called again when the request has to be repeated. */
export interface RequestBody {
  /** Bytes. */
  readonly size: number;
  /**
   * The bytes from the start, exactly `size` of them.
   * @example for await (const chunk of body.open(call.signal)) socket.write(chunk);
   */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/**
 * Refuses an address that a name resolved to, by throwing.
 * @example const guard: AddressGuard = (address) => { if (address === '127.0.0.1') throw new Error('refused'); };
 */
export type AddressGuard = (address: string) => void;

/** One HTTP request to a registry, or to where it sent us. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** What a token must allow: `repository:team/app:pull`. */
  readonly scopes: readonly string[];
  /** Whether asking twice does what asking once does. */
  readonly repeatable: boolean;
  /** Set for hosts that somebody else named. */
  readonly guard?: AddressGuard;
}

/** The answer. Its body is read, or `discard` is called. */
export interface RegistryResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Who answered: after redirects not the one that was asked. */
  readonly url: URL;
  /** IP address of the peer; empty when it is gone already. */
  readonly remoteAddress: string;
  /** Whether HTTP itself tells where the body ends, so that a cut can't look like an end. */
  readonly framed: boolean;
  /** Fails with `REGISTRY_UNREACHABLE` when the connection is cut. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops the body, and with it the connection where more was to come. @example response.discard() */
  discard(): void;
}

/** Sends requests. Redirects, credentials, retries and limits are wrappers, each in a file of its own. */
export interface Transport {
  /**
   * Sends one request and gives the answer as soon as its headers are there.
   * @throws TwinsealError when no answer came; any status is an answer
   * @example (await transport.send(request, call)).status
   */
  send(request: RegistryRequest, call: Call): Promise<RegistryResponse>;
}

/**
 * The media type of an answer, in lower case and without parameters.
 * @example mediaTypeOf(response) // 'application/json'
 * @see RFC 9110 section 8.3.1
 */
export function mediaTypeOf(response: RegistryResponse): string | undefined {
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}
