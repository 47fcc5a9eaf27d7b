import { setTimeout as sleep } from 'node:timers/promises';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import type { ServerReply, ServerRequest, ServerTransport } from './server-transport.ts';
import { ServiceError, serviceError } from './service-error.ts';

/** A batch of 50 with its checks. */
const LIMITS = { maxBytes: 32 * 1024 * 1024, maxDepth: 64, maxValues: 2_000_000 };
const MAX_PROBLEM = 4 * 1024 * 1024;

/** How often a request that the service turned away is sent again. */
export interface Patience {
  readonly retries: number;
  /** The longest wait that is obeyed, in milliseconds. */
  readonly wait: number;
}

/** Asks one service and reads its answers. */
export interface ServerClient {
  /**
   * Sends a request whose answer has one of the statuses.
   * @param statuses - that are answers; anything else is a problem
   * @throws ServiceError what the service said instead; TwinsealError `SERVICE_UNREACHABLE`, `ABORTED`, `TIMEOUT`, `USAGE`
   * @example const { body } = await client.json({ method: 'GET', path: '/decisions' }, [200], call)
   */
  json(
    request: ServerRequest,
    statuses: readonly number[],
    call: Call,
  ): Promise<{ readonly status: number; readonly body: JsonValue }>;
  /** The same, with the answer's bytes as they come. @throws as `json` @example (await client.bytes(request, [200], call)).body */
  bytes(request: ServerRequest, statuses: readonly number[], call: Call): Promise<ServerReply>;
}

/**
 * Asks over a transport. Only what the service turned away before it did anything (429, or a retryable 503 without a
 * decision) is sent again, as often and after as long as `patience` says and the call leaves time for.
 *
 * @example serverClient(serverTransport({ url }), { retries: 2, wait: 15_000 })
 */
export function serverClient(transport: ServerTransport, patience: Patience): ServerClient {
  const { origin } = transport;
  const once = async (request: ServerRequest, statuses: readonly number[], call: Call): Promise<ServerReply> => {
    checkCall(call, `asking ${origin}`);
    const left = Math.min(Math.max(1, call.deadline - Date.now()), 2 ** 31 - 1);
    const reply = await transport.send(request, AbortSignal.any([call.signal, AbortSignal.timeout(left)]));
    if (statuses.includes(reply.status)) return reply;
    const body = await parsed(reply, origin, MAX_PROBLEM);
    throw understood(() => serviceError(body, reply.status, origin, reply.header('retry-after')), reply.status, origin);
  };
  const bytes: ServerClient['bytes'] = async (request, statuses, call) => {
    for (let again = 0; ; again++)
      try {
        return await once(request, statuses, call);
      } catch (error) {
        const pause = pauseOf(error, patience, call);
        // A body that comes as a stream is gone.
        if (pause === undefined || again >= patience.retries || isStream(request)) throw error;
        await sleep(pause, undefined, { signal: call.signal }).catch(() => undefined);
      }
  };
  return {
    bytes,
    async json(request, statuses, call) {
      const reply = await bytes(request, statuses, call);
      return { status: reply.status, body: await parsed(reply, origin, LIMITS.maxBytes) };
    },
  };
}

/**
 * Reads a document of the service by `read`, whose complaint about its form becomes "could not be asked".
 * @throws TwinsealError `SERVICE_UNREACHABLE`
 * @example understood(() => readAnswer(body), 200, origin)
 */
export function understood<T>(read: () => T, status: number, origin: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError(
      'SERVICE_UNREACHABLE',
      `${origin} answered with something that is no answer of Twinseal (status ${status}): ${error.message}`,
      { cause: error },
    );
  }
}

/**
 * The whole body of a reply, of so many bytes at most.
 * @throws TwinsealError `SERVICE_UNREACHABLE`, `ABORTED`, `TIMEOUT`
 * @example await boundedBytes(reply, 64 * 1024, origin)
 */
export async function boundedBytes(reply: ServerReply, maxBytes: number, origin: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of reply.body) {
    size += chunk.length;
    if (size > maxBytes) {
      reply.cancel();
      throw new TwinsealError('SERVICE_UNREACHABLE', `${origin} answered with more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

async function parsed(reply: ServerReply, origin: string, maxBytes: number): Promise<JsonValue> {
  const bytes = await boundedBytes(reply, maxBytes, origin);
  return understood(() => parseJson(bytes, { ...LIMITS, maxBytes }), reply.status, origin);
}

function pauseOf(error: unknown, { wait }: Patience, call: Call): number | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  const { status, retryable, retryAfter = 1, decision } = error;
  if (!retryable || decision !== undefined || (status !== 503 && status !== 429)) return undefined;
  const pause = retryAfter * 1000;
  return pause <= wait && Date.now() + pause < call.deadline ? pause : undefined;
}

function isStream({ body }: ServerRequest): boolean {
  return body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
}
