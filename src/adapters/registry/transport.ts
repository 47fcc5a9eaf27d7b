import type { Call } from '../../ports/call.ts';

/** Bytes to send. `open` may be called again when the request has to be repeated. */
export interface RequestBody {
  /** Bytes. */
  readonly size: number;
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Refuses an address that a name resolved to, by throwing. */
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
  discard(): void;
}

/** Sends requests. Redirects, credentials, retries and limits are wrappers, each in a file of its own. */
export interface Transport {
  /** @throws TwinsealError when no answer came; any status is an answer */
  send(request: RegistryRequest, call: Call): Promise<RegistryResponse>;
}

/** The media type of an answer, in lower case and without parameters. */
export function mediaTypeOf(response: RegistryResponse): string | undefined {
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}
