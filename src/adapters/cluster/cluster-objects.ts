import { FormatError } from '../../formats/format-error.ts';
import { isObjectName, MAX_CLUSTER_OBJECT } from '../../formats/kubernetes/pull-secret.ts';
import { BoundedMap } from '../../ports/bounded-map.ts';
import type { Call } from '../../ports/call.ts';
import { SharedCalls } from '../../ports/shared-calls.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ApiServer, ApiServerAnswer } from './api-server.ts';

/** Bytes of what is remembered of one kind in all namespaces together, and milliseconds for one question to the API server. */
const MEMORY = 4 * 2 ** 20;
const ASKING = 3_000;
/** Milliseconds for which it is remembered that there is no such object, or that it is malformed: somebody may be about to put that right. */
const ABSENT = 5_000;

/** What reading an object came to; a problem is a clause that names the object, and has nothing of what is in it. */
export type ObjectRead<T> = { readonly value: T } | { readonly problem: string };

/** One kind of objects. */
export interface ObjectKind<T> {
  /** For messages: `pull secret`. */
  readonly what: string;
  /** In paths: `secrets`. */
  readonly plural: string;
  /** @throws FormatError @example kind.parse(bytes).length */
  parse(bytes: Uint8Array): T;
}

/**
 * Objects of one kind as the API server gives them, each remembered for a while under its namespace and name. However many ask for one at
 * one time, it is read once; what kept it from being read is told to those who waited and remembered for nobody.
 *
 * @param life - milliseconds for which an object is taken for the present
 * @param now - milliseconds since 1970
 * @returns reads one; throws the reason of the call's signal alone
 * @example await clusterObjects(server, { what: 'pull secret', plural: 'secrets', parse: parsePullSecret }, 30_000, now)('shop', 'regcred', call)
 */
export function clusterObjects<T>(server: ApiServer, kind: ObjectKind<T>, life: number, now: () => number) {
  const known = new BoundedMap<ObjectRead<T>>(MEMORY, now);
  const reading = new SharedCalls<ObjectRead<T>>(ASKING, now);

  const read = async (namespace: string, name: string, call: Call): Promise<ObjectRead<T>> => {
    const called = `the ${kind.what} ${namespace}/${name}`;
    const path = `/api/v1/namespaces/${namespace}/${kind.plural}/${name}`;
    const { status, bytes } = await server.get(path, MAX_CLUSTER_OBJECT, call);
    const found = readingOf({ status, bytes }, called, kind);
    const lasts = 'value' in found ? life : status === 200 || status === 404 ? Math.min(ABSENT, life) : 0;
    if (lasts > 0) known.set(`${namespace}/${name}`, found, bytes.length, lasts);
    return found;
  };

  return async (namespace: string, name: string, call: Call): Promise<ObjectRead<T>> => {
    // It becomes a step of a path.
    if (!isObjectName(namespace) || !isObjectName(name)) return { problem: `no ${kind.what} can have that name` };
    const key = `${namespace}/${name}`;
    try {
      return known.get(key) ?? (await reading.run(key, (shared) => read(namespace, name, shared), call));
    } catch (error) {
      call.signal.throwIfAborted();
      return { problem: `the ${kind.what} ${key} could not be read of the API server: ${reasonOf(error)}` };
    }
  };
}

function readingOf<T>({ status, bytes }: ApiServerAnswer, called: string, kind: ObjectKind<T>): ObjectRead<T> {
  if (status === 404) return { problem: `${called} is not there` };
  if (status === 401 || status === 403)
    return { problem: `${called} may not be read by Twinseal's service account (status ${status})` };
  if (status !== 200) return { problem: `${called} could not be read: the API server answered ${status}` };
  try {
    return { value: kind.parse(bytes) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    // Only the place is told, if any: a parser's message could quote a password.
    const at = /^\/[\w./~-]{1,80}$/.test(error.at) ? ` at ${error.at}` : '';
    return { problem: `${called} is malformed${at}, or of another type` };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TwinsealError)
    return error.code === 'TIMEOUT' ? 'it took too long' : 'the token or the CA file of the service cannot be read';
  return error instanceof Error ? error.message : 'for a reason that is not known';
}
