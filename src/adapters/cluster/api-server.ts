import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ApiServerSetting } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';
import { readInputFile } from '../input-file.ts';

const MAX_FILE = 512 * 1024;
/** Connections to the API server at one time: a burst of pods must not become one of questions to it. */
const WIDTH = 8;
/** What is read of an answer that says no. */
const REST = { bytes: 64 * 1024, milliseconds: 500 };

/** What the API server answered. */
export interface ApiServerAnswer {
  readonly status: number;
  /** Empty unless the status is 200. */
  readonly bytes: Uint8Array;
}

/** Reads objects of a cluster. */
export interface ApiServer {
  /**
   * Reads one object.
   * @param path - made of names that were checked
   * @param maxBytes - of the answer
   * @throws Error with one clause that has nothing of the answer in it: `it answered with more than 2097152 bytes`
   * @example (await server.get('/api/v1/namespaces/shop/secrets/regcred', 2 ** 21, call)).status // 200
   */
  get(path: string, maxBytes: number, call: Call): Promise<ApiServerAnswer>;
  /** Closes idle connections. @example server.close() */
  close(): void;
}

/**
 * The API server of a cluster, asked with a service account's token. Token and authorities are read for each request, as a kubelet
 * renews the token long before it ends; no redirect is followed, so nobody else is ever shown it.
 *
 * @example openApiServer({ url: 'https://10.96.0.1', tokenFile: 'token', caFile: 'ca.crt' }).get(path, 2 ** 21, call)
 * @see kubernetes/website, "Accessing the Kubernetes API from a Pod"
 */
export function openApiServer({ url, tokenFile, caFile }: ApiServerSetting): ApiServer {
  const base = new URL(url);
  const secure = base.protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: WIDTH, timeout: 30_000 };
  const agent = secure ? new TlsAgent(pool) : new PlainAgent(pool);
  const read = async (path: string, call: Call): Promise<string> =>
    decodeUtf8(await readInputFile(path, MAX_FILE, call));
  return {
    async get(path, maxBytes, call) {
      const token = (await read(tokenFile, call)).trim();
      // What could end a header is no token (RFC 6750 section 2.1), and would be told by Node's own message.
      if (!/^[\x21-\x7e]{1,65536}$/.test(token)) throw new Error('the token of the service account is malformed');
      const options = {
        agent,
        signal: AbortSignal.any([call.signal, AbortSignal.timeout(Math.max(1, call.deadline - Date.now()))]),
        headers: { accept: 'application/json', 'accept-encoding': 'identity', authorization: `Bearer ${token}` },
      };
      const ca = secure && caFile !== undefined ? await read(caFile, call) : undefined;
      // Node takes an empty text for none, and would believe whom the system believes.
      if (ca?.includes('-----BEGIN CERTIFICATE-----') === false) throw new Error('its CA file holds no certificate');
      const send = (): ClientRequest =>
        secure
          ? tlsRequest(new URL(path, base), { ...options, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) })
          : plainRequest(new URL(path, base), options);
      try {
        return await answered(send, maxBytes, options.signal);
      } catch (error) {
        throw error instanceof Unanswered ? error : new Error(reasonOf(error, options.signal));
      }
    },
    close: () => agent.destroy(),
  };
}

/** Its message is a clause of ours. */
class Unanswered extends Error {}

async function answered(send: () => ClientRequest, maxBytes: number, signal: AbortSignal): Promise<ApiServerAnswer> {
  const response = await responseOf(send, signal);
  const status = response.statusCode ?? 0;
  // Of another status its words are of no use to us, and what they quote is not known.
  if (status === 200) return { status, bytes: await bodyOf(response, maxBytes, signal) };
  await readRest(response);
  return { status, bytes: new Uint8Array() };
}

async function responseOf(send: () => ClientRequest, signal: AbortSignal): Promise<IncomingMessage> {
  for (let again = false; ; again = true) {
    const sent = send();
    try {
      return await new Promise((resolve, reject) => sent.on('error', reject).on('response', resolve).end());
    } catch (error) {
      // A kept connection that was cut meanwhile says nothing about the server, and reading twice changes nothing.
      const stale = sent.reusedSocket && errnoOf(error) === 'ECONNRESET' && !signal.aborted;
      if (!stale || again) throw error;
    }
  }
}

async function bodyOf(response: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw new Unanswered(`it answered with more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Unanswered || signal.aborted) throw error;
    throw new Unanswered('it broke off');
  }
  if (!response.complete) throw new Unanswered('it broke off');
  return Buffer.concat(chunks);
}

/**
 * Reads what nobody wants, for the connection's sake: whoever asked ends the call once the answer is known, and a connection with a rest
 * on it would go. A rest that is long or slow is worth less than the connection; however it ends, the status is known.
 */
function readRest(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => void response.destroy();
    const late = setTimeout(cut, REST.milliseconds);
    let left = REST.bytes;
    response.on('data', (chunk: Uint8Array) => {
      left -= chunk.length;
      if (left < 0) cut();
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      clearTimeout(late);
      resolve();
    });
  });
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'it took too long';
  return `the connection failed (${errnoOf(error) || (error instanceof Error ? error.name : 'unknown')})`;
}

/** Where a pod finds its API server, token and authorities. @see kubernetes/website, "Directly accessing the REST API" */
const MOUNTED = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The API server that the settings name, else the one of the cluster that this process runs in.
 * @param environment - of this process
 * @throws TwinsealError `SETTINGS_INVALID` outside of a cluster
 * @example apiServerSetting(undefined, process.env).url // 'https://10.96.0.1:443'
 */
export function apiServerSetting(
  named: ApiServerSetting | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ApiServerSetting {
  if (named !== undefined) return named;
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '' } = environment;
  const url = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (host === '' || port === '' || !URL.canParse(url))
    throw new TwinsealError(
      'SETTINGS_INVALID',
      'admission.pullSecrets needs an API server: run in a pod with a token of its service account, or name apiServer',
    );
  return { url, tokenFile: `${MOUNTED}/token`, caFile: `${MOUNTED}/ca.crt` };
}
