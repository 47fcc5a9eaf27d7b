import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ApiServerSetting } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readInputFile } from '../input-file.ts';

const MAX_FILE = 512 * 1024;
/** Connections to the API server at one time: a burst of pods must not become one of questions to it. */
const WIDTH = 8;

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
      const sent = secure
        ? tlsRequest(new URL(path, base), { ...options, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) })
        : plainRequest(new URL(path, base), options);
      return await answered(sent, maxBytes);
    },
    close: () => agent.destroy(),
  };
}

function answered(sent: ReturnType<typeof tlsRequest>, maxBytes: number): Promise<ApiServerAnswer> {
  return new Promise((resolve, reject) => {
    const stop = (why: string): void => {
      sent.destroy();
      reject(new Error(why));
    };
    sent.on('error', (error) => reject(new Error(reasonOf(error))));
    sent.on('response', (response) => {
      response.on('error', () => stop('it broke off'));
      const status = response.statusCode ?? 0;
      if (status !== 200) {
        // Its words are of no use to us, and what they quote is not known.
        response.resume();
        resolve({ status, bytes: new Uint8Array() });
        return;
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) stop(`it answered with more than ${maxBytes} bytes`);
      });
      response.on('end', () =>
        response.complete ? resolve({ status, bytes: Buffer.concat(chunks) }) : stop('it broke off'),
      );
    });
    sent.end();
  });
}

function reasonOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'it took too long';
  return `the connection failed (${'code' in error ? String(error.code) : error.name})`;
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
