import { Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { FormatError } from '../../formats/format-error.ts';
import { isLoopbackRegistry } from '../../formats/reference.ts';
import { isTimeout } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';

/** Where a service is and how one shows there who asks. */
export interface ServerOptions {
  /** `https://twinseal.example.com`, perhaps with a path before the service's own. Plain `http` on loopback only. */
  readonly url: string;
  /** An API key or OIDC token, or what gives one: it is asked before each request. */
  readonly token?: string | (() => string | Promise<string>);
  /** PEM certificates that the service's TLS may rest on, instead of those that Node trusts. */
  readonly ca?: string;
  /** PEM of a client certificate, and of its key. */
  readonly certificate?: string;
  readonly key?: string;
}

/** One request. */
export interface ServerRequest {
  readonly method: 'GET' | 'POST';
  /** With its query: `/decisions?limit=10`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | AsyncIterable<Uint8Array>;
  /** Whether it may be sent twice: it changes nothing, or has an `Idempotency-Key`. */
  readonly repeatable?: boolean;
}

/** One answer; its body has to be read or cancelled. */
export interface ServerReply {
  readonly status: number;
  /** The header of that name, in small letters. @example reply.header('content-type') */
  header(name: string): string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Reads nothing more. @example reply.cancel() */
  cancel(): void;
}

/** Sends requests to one service. */
export interface ServerTransport {
  /** `https://twinseal.example.com` */
  readonly origin: string;
  /**
   * Sends a request. A redirect is an answer like any other and never followed: whoever answers decides what a gate lets
   * through, and the token is for this service alone.
   * @throws TwinsealError `SERVICE_UNREACHABLE`, `ABORTED`, `TIMEOUT`, and so does reading the body; `USAGE` for a token that is none
   * @example await transport.send({ method: 'GET', path: '/decisions' }, signal)
   */
  send(request: ServerRequest, signal: AbortSignal): Promise<ServerReply>;
  /** Closes idle connections. @example transport.close() */
  close(): void;
}

/** RFC 6750 section 2.1. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;
const MAX_TOKEN = 16 * 1024;

/**
 * Opens a way to a service, by HTTP with kept connections.
 *
 * @throws TwinsealError `USAGE` for a URL, certificate or key that is none, and for plain HTTP to another machine
 * @example serverTransport({ url: 'https://twinseal.example.com', token: 'tsk_...' })
 * @see RFC 6750 section 5.3 (tokens only over TLS)
 */
export function serverTransport(options: ServerOptions): ServerTransport {
  const url = baseOf(options.url);
  const { ca, certificate: cert, key } = options;
  if ((cert === undefined) !== (key === undefined))
    throw new TwinsealError('USAGE', 'a client certificate and its key go together: give both or none');
  if (url.protocol === 'http:' && (ca !== undefined || cert !== undefined))
    throw new TwinsealError('USAGE', `${url.origin} is plain http, where certificates mean nothing: write https`);
  const secure = url.protocol === 'https:' ? tlsAgent({ ca, cert, key }) : undefined;
  const agent = secure ?? new Agent({ keepAlive: true });
  return {
    origin: url.origin,
    async send(request, signal) {
      const { method, path, body } = request;
      const headers: Record<string, string> = {
        accept: 'application/json, application/problem+json',
        ...request.headers,
        ...(await authorization(options.token)),
      };
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      if (bytes instanceof Uint8Array) headers['content-length'] = String(bytes.length);
      const target = new URL(`${url.pathname}${path}`.replace(/^\/\//, '/'), url.origin);
      for (let again = false; ; again = true) {
        const sent = secure
          ? tlsRequest(target, { method, headers, agent: secure, signal })
          : plainRequest(target, { method, headers, agent, signal });
        try {
          return replyOf(await answered(sent, bytes), signal, url.origin);
        } catch (error) {
          // A kept connection that the other side closed meanwhile says nothing about the service.
          const stale = sent.reusedSocket && errnoOf(error) === 'ECONNRESET' && !signal.aborted;
          if (!stale || again || request.repeatable !== true) throw asTwinsealError(error, signal, url.origin);
        }
      }
    },
    close: () => agent.destroy(),
  };
}

function baseOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new TwinsealError(
      'USAGE',
      `the server is a URL such as https://twinseal.example.com, not ${text.slice(0, 200)}`,
    );
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new TwinsealError('USAGE', 'the URL of the server takes no user, password, query or fragment');
  if (url.protocol === 'http:' && !isLoopbackRegistry(url.host))
    throw new TwinsealError(
      'USAGE',
      `${url.origin} is plain http on another machine, where anybody on the way could answer: write https`,
    );
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function tlsAgent(pems: Readonly<Record<'ca' | 'cert' | 'key', string | undefined>>): TlsAgent {
  const given = Object.fromEntries(Object.entries(pems).filter(([, text]) => text !== undefined));
  try {
    // For its complaint: an agent would make a context with the first request.
    createSecureContext(given);
    return new TlsAgent({ keepAlive: true, minVersion: 'TLSv1.2', ...given });
  } catch (error) {
    throw new TwinsealError('USAGE', 'the certificates or the key are not PEM, or do not belong together', {
      cause: error,
    });
  }
}

async function authorization(token: ServerOptions['token']): Promise<Readonly<Record<string, string>>> {
  if (token === undefined) return {};
  const text = typeof token === 'string' ? token : await token();
  // Never shown: not even how it begins.
  if (text.length > MAX_TOKEN || !TOKEN.test(text))
    throw new TwinsealError('USAGE', 'the token is empty or holds what no token may: give the API key or token alone');
  return { authorization: `Bearer ${text}` };
}

function answered(sent: ClientRequest, body: Uint8Array | AsyncIterable<Uint8Array> | undefined) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      // After an answer before the end of the body nobody sends the rest, and the connection would be held, by us and by the peer.
      response.once('close', () => {
        if (!sent.writableFinished) sent.destroy();
      });
      resolve(response);
    });
    if (body === undefined || body instanceof Uint8Array) sent.end(body);
    else {
      const stream = Readable.from(body);
      stream.on('error', (error) => sent.destroy(error));
      // An answer before the end of the body, such as a refusal, ends the sending.
      sent.on('response', () => stream.unpipe(sent).destroy());
      stream.pipe(sent);
    }
  });
}

function replyOf(response: IncomingMessage, signal: AbortSignal, origin: string): ServerReply {
  return {
    status: response.statusCode ?? 0,
    header: (name) => [response.headers[name] ?? []].flat()[0],
    body: chunksOf(response, signal, origin),
    cancel: () => void response.destroy(),
  };
}

async function* chunksOf(response: IncomingMessage, signal: AbortSignal, origin: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response) yield chunk as Uint8Array;
  } catch (error) {
    // It was us who broke off.
    if (signal.aborted) throw asTwinsealError(error, signal, origin);
    throw new TwinsealError('SERVICE_UNREACHABLE', `${origin} broke off in the middle of its answer`, { cause: error });
  }
}

function asTwinsealError(error: unknown, signal: AbortSignal, origin: string): TwinsealError {
  if (error instanceof TwinsealError) return error;
  const late = isTimeout(signal.reason);
  if (signal.aborted)
    return new TwinsealError(
      late ? 'TIMEOUT' : 'ABORTED',
      `${late ? 'time ran out' : 'cancelled'} while asking ${origin}`,
      {
        cause: error,
      },
    );
  return new TwinsealError('SERVICE_UNREACHABLE', `${origin} ${whyNot(error)}`, { cause: error });
}

function whyNot(error: unknown): string {
  if (error instanceof FormatError) return `answered with something that is no JSON: ${error.message}`;
  const errno = errnoOf(error);
  if (errno === 'ECONNREFUSED') return 'refuses connections: start it with twinseal serve, or check host and port';
  if (errno === 'ENOTFOUND' || errno === 'EAI_AGAIN') return 'has a name that cannot be resolved: check its spelling';
  if (/CERT|SELF_SIGNED|ISSUER|ALTNAME|VERIFY/.test(errno))
    return `shows a certificate that is not trusted (${errno}): name its authority with a CA file`;
  return `could not be asked: ${errno || (error instanceof Error ? error.message : String(error))}`;
}
