import type { ClientRequest, Agent as HttpAgent, IncomingMessage, RequestOptions } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { Call } from '../../ports/call.ts';
import { callEnded, millisecondsLeft, NetworkFault, networkFault, stoppedBy } from './faults.ts';
import { bodyOf, discard, flat } from './http-answer.ts';
import type { AddressGuard, RegistryRequest, RegistryResponse, RequestBody, Transport } from './transport.ts';

const USER_AGENT = 'twinseal/0.1';

/**
 * HTTP by Node's own client: it starts fastest, honours NODE_EXTRA_CA_CERTS, follows no redirect by itself and tells the
 * address it connected to. Modules are loaded at the first request, `node:https` only for HTTPS.
 * @example await new HttpTransport(30_000).send(request, call)
 */
export class HttpTransport implements Transport {
  readonly #idle: number;
  // Guarded requests have agents of their own, so that others keep the pool that needs no second look.
  readonly #agents = new Map<string, readonly [Requester, HttpAgent]>();

  /**
   * @param idle - milliseconds without a byte after which the peer counts as gone
   * @example new HttpTransport(30_000)
   */
  constructor(idle: number) {
    this.#idle = idle;
  }

  /**
   * As {@link Transport.send}, in one attempt.
   * @throws TwinsealError `ABORTED`, `TIMEOUT`, `REGISTRY_UNREACHABLE`; `CONTENT_MISMATCH` for a body of another size
   */
  async send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    const { url, guard } = request;
    const stopped = stoppedBy(call, url.host);
    if (stopped !== undefined) throw stopped;
    // An address needs no lookup, so the lookup's check would never see it.
    if (guard !== undefined && isIP(bare(url.hostname)) !== 0) guard(bare(url.hostname));
    const [start, agent] = this.#agent(url.protocol, guard !== undefined);
    try {
      return await exchange(start, request, call, {
        method: request.method,
        agent,
        headers: {
          'user-agent': USER_AGENT,
          // A digest is of the bytes as stored; nothing on the way may re-encode them.
          'accept-encoding': 'identity',
          ...request.headers,
          ...(request.body !== undefined && { 'content-length': String(request.body.size) }),
          ...(request.body === undefined && request.method === 'POST' && { 'content-length': '0' }),
        },
        timeout: this.#idle,
        ...(guard !== undefined && { lookup: guardedLookup(guard) }),
      });
    } catch (error) {
      throw networkFault(error, url.host, call);
    }
  }

  /** Closes pooled connections. @example await transport.close() */
  async close(): Promise<void> {
    for (const [, agent] of this.#agents.values()) agent.destroy();
  }

  #agent(protocol: string, guarded: boolean): readonly [Requester, HttpAgent] {
    const key = `${protocol}${guarded}`;
    const known = this.#agents.get(key) ?? openAgent(protocol);
    this.#agents.set(key, known);
    return known;
  }
}

type Requester = (url: URL, options: RequestOptions) => ClientRequest;

// Required, not imported: the namespace of an import reads every export, and http's WebSocket is all of undici (55 ms of 100, measured).
function openAgent(protocol: string): readonly [Requester, HttpAgent] {
  const options = { keepAlive: true, maxFreeSockets: 16, timeout: 30_000 };
  const { request, Agent } = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https');
  return [request, new Agent(options)];
}

async function exchange(
  start: Requester,
  request: RegistryRequest,
  call: Call,
  options: RequestOptions,
): Promise<RegistryResponse> {
  const host = request.url.host;
  const client = start(request.url, options);
  let message: IncomingMessage | undefined;
  let reason: Error | undefined;
  // Every end of ours: whoever still reads the answer must learn of it.
  const cut = (error: Error): void => {
    if (message?.readableEnded !== true) reason ??= error;
    client.destroy(error);
  };
  const letGo = endsWith(client, call, cut);
  const { guard } = request;
  // A pooled connection was made for another request, whose guard may have allowed more: no lookup comes before its use.
  if (guard !== undefined)
    client.once('socket', (socket) => {
      try {
        if (!socket.connecting && socket.remoteAddress !== undefined) guard(socket.remoteAddress);
      } catch (refusal) {
        client.destroy(refusal instanceof Error ? refusal : new Error(String(refusal)));
      }
    });
  client.on('timeout', () => cut(new NetworkFault(`${host} sent nothing for too long: try again`, true)));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    client.once('response', resolve);
    client.on('error', reject);
  });
  if (request.body === undefined) client.end();
  else
    sendBody(client, request.body, call).catch((error: unknown) =>
      cut(error instanceof Error ? error : new Error(String(error))),
    );
  const answer = await answered;
  message = answer;
  // An answer may come before the whole body was sent (401, 413); the connection is of no more use then.
  answer.once('close', () => {
    if (!client.writableFinished) client.destroy();
  });
  // It has no body, whatever its headers say of one.
  if (request.method === 'HEAD') letGo();
  const { headers } = answer;
  return {
    status: answer.statusCode ?? 0,
    headers: flat(headers),
    url: request.url,
    remoteAddress: answer.socket.remoteAddress ?? '',
    framed: headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined,
    body: bodyOf(answer, () => reason, host, call),
    discard() {
      if (discard(answer, request.method === 'HEAD')) letGo();
    },
  };
}

/**
 * Ends a request with its call. An answer that nobody reads on is let go: whoever asked often ends the call at once, and the connection
 * has to outlive that to serve the next request. The deadline stays, since a small rest may come slowly.
 */
function endsWith(client: ClientRequest, call: Call, cut: (reason: Error) => void): () => void {
  const end = (): void => cut(callEnded());
  const timer = setTimeout(end, millisecondsLeft(call)).unref();
  call.signal.addEventListener('abort', end, { once: true });
  const letGo = (): void => call.signal.removeEventListener('abort', end);
  client.once('close', () => {
    clearTimeout(timer);
    letGo();
  });
  return letGo;
}

/** A gate sends no body, so it does not load what sends one. */
async function sendBody(client: ClientRequest, body: RequestBody, call: Call): Promise<void> {
  const { upload } = await import('./http-upload.ts');
  await upload(client, body, AbortSignal.any([call.signal, AbortSignal.timeout(millisecondsLeft(call))]));
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

// Checks the very addresses that are then connected to, so that a name can't change its mind in between.
function guardedLookup(guard: AddressGuard): LookupFunction {
  const { lookup } = process.getBuiltinModule('node:dns');
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      try {
        for (const { address } of addresses) guard(address);
      } catch (refusal) {
        return callback(refusal as NodeJS.ErrnoException, []);
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
