import { Members } from '../../formats/json/members.ts';
import { isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import { type Call, uncancelled } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { CallOptions, ListOptions } from './client-types.ts';
import { boundedBytes, type ServerClient, understood } from './server-client.ts';
import type { ServerRequest } from './server-transport.ts';

const PAGE = 200;
/** Milliseconds for what takes long by its nature. */
const LONG = 3_600_000;

/** The calls of a client's methods: requests made, answers read. */
export interface ClientCalls {
  /** JSON that the contract describes. @example await calls.get('/jobs/1', options) */
  get<T>(path: string, options: CallOptions | undefined): Promise<T>;
  /** @example await calls.post('/seals', request, { 'idempotency-key': key }, [202], options) */
  post<T>(
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string | undefined>>,
    status: number,
    options: CallOptions | undefined,
  ): Promise<T>;
  /** The entries of a listing, page by page. @example calls.list('/jobs', 'jobs', {}, options) */
  list<T>(
    path: string,
    name: string,
    query: Readonly<Record<string, string | undefined>>,
    options: ListOptions | undefined,
  ): AsyncGenerator<T, void, void>;
  /** Whole bytes. @example (await calls.bytes('/log/checkpoint', 1024 * 1024, options)).bytes */
  bytes(
    path: string,
    most: number,
    options: CallOptions | undefined,
  ): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }>;
  /** The call of a stream or an upload, and of anything else. @example calls.call(options, true) */
  call(options: CallOptions | undefined, long?: boolean): Call;
}

/** @param timeout - milliseconds of a call that says nothing else @example clientCalls(client, origin, 120_000) */
export function clientCalls(client: ServerClient, origin: string, timeout: number): ClientCalls {
  const call = ({ signal, timeout: own }: CallOptions = {}, long = false): Call => ({
    ...uncancelled(Date.now() + (own ?? (long ? LONG : timeout))),
    ...(signal !== undefined && { signal }),
  });
  const json = async <T>(request: ServerRequest, status: number, options: CallOptions | undefined): Promise<T> =>
    plain<T>((await client.json(request, [status], call(options))).body);
  return {
    call,
    get: (path, options) => json({ method: 'GET', path, repeatable: true }, 200, options),
    post(path, body, headers, status, options) {
      const given = Object.entries({ 'content-type': body && 'application/json', ...headers });
      return json(
        {
          method: 'POST',
          path,
          headers: Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined)),
          ...(body !== undefined && { body: JSON.stringify(body) }),
          repeatable: headers['idempotency-key'] !== undefined,
        },
        status,
        options,
      );
    },
    async *list<T>(
      path: string,
      name: string,
      query: Readonly<Record<string, string | undefined>>,
      options: ListOptions = {},
    ) {
      const seen = new Set<string>();
      for (let cursor: string | undefined; ; ) {
        const asked = { ...query, limit: String(options.pageSize ?? PAGE), cursor };
        const { status, body } = await client.json(
          { method: 'GET', path: withQuery(path, asked), repeatable: true },
          [200],
          call(options),
        );
        const page = understood(() => pageOf(body, name), status, origin);
        for (const item of page.items) yield plain<T>(item);
        if (page.next === undefined) return;
        // A service that leads in circles would be listed for ever.
        if (seen.has(page.next))
          throw new TwinsealError('SERVICE_UNREACHABLE', `${origin} answered with a page that it gave before`);
        seen.add(page.next);
        cursor = page.next;
      }
    },
    async bytes(path, most, options) {
      const request = { method: 'GET' as const, path, headers: { accept: '*/*' }, repeatable: true };
      const reply = await client.bytes(request, [200], call(options));
      const bytes = await boundedBytes(reply, most, origin);
      return { mediaType: (reply.header('content-type') ?? '').split(';')[0]?.trim() ?? '', bytes };
    },
  };
}

/** A path with those parameters that are given. @example withQuery('/decisions', { outcome: 'deny' }) // '/decisions?outcome=deny' */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** One step of a path: what comes from elsewhere leads nowhere else. @example step('sha256:00') // 'sha256%3A00' */
export function step(text: string): string {
  if (text === '' || text === '.' || text === '..')
    throw new TwinsealError('USAGE', 'an id or digest is empty, or names a folder');
  return encodeURIComponent(text);
}

function pageOf(body: JsonValue, name: string) {
  const members = new Members('page', body);
  const items = members.array(name, PAGE);
  if (!items.every(isJsonObject)) members.fail(name, 'must hold objects');
  return { items, next: members.optionalString('next') };
}

/** Objects as everybody knows them: those of the strict parser have no prototype. The contract says that they are just this. */
function plain<T>(value: JsonValue): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
