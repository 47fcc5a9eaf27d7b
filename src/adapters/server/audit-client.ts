import type { Digest } from '../../formats/digest.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { Members } from '../../formats/json/members.ts';
import { type JsonLimits, parseJson } from '../../formats/json/parse.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { AuditSource } from '../../ports/audit-source.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionFilter, KeptDecision } from '../../ports/decision-ledger.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { boundedBytes, type Patience, type ServerClient, understood } from './server-client.ts';
import type { ServerReply } from './server-transport.ts';
import { serviceError } from './service-error.ts';

const LIMITS: JsonLimits = { maxBytes: 32 * 2 ** 20, maxDepth: 64, maxValues: 2_000_000 };
/** Bytes of one document. */
const MAX_DOCUMENT = 128 * 2 ** 20;
const WIDTH = 8;
const GONE = [404, 410];
/** What a server says of bytes that it does not keep. */
const NO_TILE: readonly ErrorCode[] = ['LOG_TILE_UNKNOWN'];
const NO_DOCUMENT: readonly ErrorCode[] = ['DOCUMENT_UNKNOWN', 'EVIDENCE_NOT_KEPT'];

/** Of an export, which may well take the rate of its caller: nobody waits at a terminal. */
export const AUDIT_PATIENCE: Patience = { retries: 20, wait: 120_000 };

/**
 * A server as a source for sets: its lists, its log, its documents, by HTTP with the role `audit`. One that is busy is asked
 * again when it says.
 *
 * @param origin - for messages
 * @throws TwinsealError what the server says, and `SERVICE_UNREACHABLE`; its methods too
 * @example await auditClient(serverClient(transport, AUDIT_PATIENCE), transport.origin, call)
 */
export async function auditClient(client: ServerClient, origin: string, call: Call): Promise<AuditSource> {
  const http = new AuditHttp(client, origin);
  const key = decodeUtf8(await http.must('/log/key', 4096, call)).trim();
  return {
    ledger: {
      list: (filter, before, limit, within) => listDecisions(http, filter, before, limit, within),
      async changes(kind, before, limit, within) {
        const query = pageQuery({ ...(kind !== undefined && { kind }) }, before, limit);
        return (await http.list(`/changes?${query}`, 'changes', within)).map((change) => {
          const { index, ...document } = change.object;
          return { index: placeOf(change, index), document: canonicalJson(document) };
        });
      },
    },
    log: {
      verifierKey: key,
      checkpoint: (within) => http.must('/log/checkpoint', 64 * 1024, within),
      tile: (path, within) => http.get(`/log/${path}`, 64 * 1024 * 256, NO_TILE, within),
    },
    archive: {
      async get(digest: Digest, within: Call) {
        const bytes = await http.get(`/documents/${digest}`, MAX_DOCUMENT, NO_DOCUMENT, within);
        return bytes && { digest, mediaType: 'application/octet-stream', bytes };
      },
    },
  };
}

async function listDecisions(
  http: AuditHttp,
  filter: DecisionFilter,
  before: number | undefined,
  limit: number,
  call: Call,
): Promise<readonly KeptDecision[]> {
  const texts = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  const lines = await http.list(`/decisions?${pageQuery(texts, before, limit)}`, 'decisions', call);
  const found: KeptDecision[] = [];
  for (let at = 0; at < lines.length; at += WIDTH)
    found.push(
      ...(await Promise.all(
        lines.slice(at, at + WIDTH).map(async (line) => {
          const bytes = await http.must(
            `/decisions/${encodeURIComponent(line.text('id', 200))}`,
            LIMITS.maxBytes,
            call,
          );
          // The ledger keeps canonical JSON; on its way it was written as JSON again.
          return { index: placeOf(line, line.object.index), document: canonicalJson(parseJson(bytes, LIMITS)) };
        }),
      )),
    );
  return found;
}

function pageQuery(filter: Readonly<Record<string, string>>, before: number | undefined, limit: number): string {
  const query = new URLSearchParams({ ...filter, limit: String(Math.min(limit, 200)) });
  if (before !== undefined) query.set('cursor', Buffer.from(String(before)).toString('base64url'));
  return query.toString();
}

function placeOf(members: Members, index: unknown): number {
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0)
    return members.fail('index', 'must be a place in the log');
  return index;
}

/** What auditors ask of one server. */
class AuditHttp {
  readonly #client: ServerClient;
  readonly #origin: string;

  constructor(client: ServerClient, origin: string) {
    this.#client = client;
    this.#origin = origin;
  }

  /**
   * The bytes at a path; undefined when the server says that it does not keep them. Whoever else answers 404, such as a proxy before it,
   * knows nothing of that: what is there would go into the set as not kept.
   * @param absent - codes that say so
   */
  async get(path: string, maxBytes: number, absent: readonly ErrorCode[], call: Call): Promise<Uint8Array | undefined> {
    const request = { method: 'GET' as const, path, headers: { accept: '*/*' }, repeatable: true };
    const reply = await this.#client.bytes(request, [200, ...GONE], call);
    const bytes = await boundedBytes(reply, maxBytes, this.#origin);
    if (reply.status === 200) return bytes;
    if (absent.some((code) => code === this.#codeOf(reply, bytes))) return undefined;
    throw this.#hasNo(path);
  }

  /** The bytes at a path that a server of Twinseal has. */
  async must(path: string, maxBytes: number, call: Call): Promise<Uint8Array> {
    const bytes = await this.get(path, maxBytes, [], call);
    if (bytes === undefined) throw this.#hasNo(path);
    return bytes;
  }

  #hasNo(path: string): TwinsealError {
    return new TwinsealError('SERVICE_UNREACHABLE', `${this.#origin} has no ${path}: is it a Twinseal server?`);
  }

  #codeOf({ status, header }: ServerReply, bytes: Uint8Array): ErrorCode | undefined {
    const type = header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/problem+json') return undefined;
    return understood(
      () => serviceError(parseJson(bytes, LIMITS), status, this.#origin, undefined).code,
      status,
      this.#origin,
    );
  }

  /** One page of a listing. */
  async list(path: string, name: string, call: Call): Promise<readonly Members[]> {
    const bytes = await this.must(path, LIMITS.maxBytes, call);
    return understood(
      () =>
        new Members('answer', parseJson(bytes, LIMITS))
          .array(name, 1000)
          .map((value, at) => new Members('answer', value, `/${name}/${at}`)),
      200,
      this.#origin,
    );
  }
}
