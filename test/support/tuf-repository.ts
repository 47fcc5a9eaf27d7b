// A TUF repository with keys of its own, served by HTTP on loopback. It is written after the specification and shares no
// code with what reads it; every file can be bent before it is signed, as whoever holds its keys could have it signed.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Role = 'root' | 'timestamp' | 'snapshot' | 'targets';
export type KeyKind = 'p256' | 'p256-hex' | 'p384' | 'ed25519' | 'rsa';
type Json = Record<string, unknown>;

export interface RepositoryKey {
  readonly id: string;
  readonly document: Json;
  readonly privateKey: KeyObject;
  readonly kind: KeyKind;
}

const sha = (algorithm: string, bytes: Uint8Array | string): string =>
  createHash(algorithm).update(bytes).digest('hex');

/** Canonical JSON of OLPC. */
export function olpc(value: unknown): string {
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (Array.isArray(value)) return `[${value.map(olpc).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, member]) => `${olpc(name)}:${olpc(member)}`).join(',')}}`;
}

export function newKey(kind: KeyKind = 'p256'): RepositoryKey {
  const pair =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: kind === 'p384' ? 'P-384' : 'P-256' });
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  const [keytype, scheme, value] =
    kind === 'ed25519'
      ? ['ed25519', 'ed25519', spki.subarray(-32).toString('hex')]
      : kind === 'rsa'
        ? ['rsa', 'rsassa-pss-sha256', pem]
        : kind === 'p384'
          ? ['ecdsa', 'ecdsa-sha2-nistp384', pem]
          : ['ecdsa', 'ecdsa-sha2-nistp256', kind === 'p256-hex' ? spki.subarray(-65).toString('hex') : pem];
  const document = { keytype, scheme, keyval: { public: value } };
  return { id: sha('sha256', olpc(document)), document, privateKey: pair.privateKey, kind };
}

function signatureOf({ kind, privateKey }: RepositoryKey, message: Buffer): string {
  if (kind === 'ed25519') return sign(undefined, message, privateKey).toString('hex');
  if (kind === 'rsa') return sign('sha256', message, { key: privateKey, padding: 6, saltLength: 32 }).toString('hex');
  return sign(kind === 'p384' ? 'sha384' : 'sha256', message, privateKey).toString('hex');
}

/** A signed metadata file. */
export function signed(document: Json, keys: readonly RepositoryKey[]): Buffer {
  const message = Buffer.from(olpc(document));
  const signatures = keys.map((key) => ({ keyid: key.id, sig: signatureOf(key, message) }));
  return Buffer.from(JSON.stringify({ signatures, signed: document }, undefined, 1));
}

const LATER = '2126-01-01T00:00:00Z';
export const PAST = '2026-01-01T00:00:00Z';

export interface RootBend {
  readonly version?: number;
  readonly expires?: string;
  readonly thresholds?: Partial<Record<Role, number>>;
  /** Who signs it, in place of the keys of this root and the one before. */
  readonly signers?: readonly RepositoryKey[];
  readonly keys?: Partial<Record<Role, readonly RepositoryKey[]>>;
  readonly change?: (document: Json) => Json;
}

export interface PublishBend {
  readonly versions?: Partial<Record<Exclude<Role, 'root'>, number>>;
  readonly expires?: Partial<Record<Exclude<Role, 'root'>, string>>;
  readonly signers?: Partial<Record<Exclude<Role, 'root'>, readonly RepositoryKey[]>>;
  readonly change?: Partial<Record<Exclude<Role, 'root'>, (document: Json) => Json>>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A repository; `files` is what the server has, by path below its address. */
export class TufRepository {
  readonly files = new Map<string, Buffer | Answer>();
  readonly roots: Buffer[] = [];
  readonly consistent: boolean;
  keys: Record<Role, readonly RepositoryKey[]>;
  #versions = { timestamp: 0, snapshot: 0, targets: 0 };

  constructor(kinds: Partial<Record<Role, readonly KeyKind[]>> = {}, consistent = true) {
    const make = (role: Role, usual: readonly KeyKind[]) => (kinds[role] ?? usual).map((kind) => newKey(kind));
    this.keys = {
      root: make('root', ['p256', 'p256', 'p256']),
      timestamp: make('timestamp', ['p256']),
      snapshot: make('snapshot', ['p256']),
      targets: make('targets', ['p256', 'p256']),
    };
    this.consistent = consistent;
    this.addRoot();
  }

  /** The next root: signed by its own root keys and those of the one before. */
  addRoot({ version = this.roots.length + 1, expires = LATER, thresholds = {}, ...bend }: RootBend = {}): Buffer {
    const before = this.keys;
    const keys = { ...before, ...bend.keys };
    const of = (role: Role, usual: number) => ({
      keyids: keys[role].map(({ id }) => id),
      threshold: thresholds[role] ?? usual,
    });
    const document: Json = {
      _type: 'root',
      spec_version: '1.0.31',
      version,
      expires,
      consistent_snapshot: this.consistent,
      keys: Object.fromEntries(
        Object.values(keys)
          .flat()
          .map(({ id, document: one }) => [id, one]),
      ),
      roles: {
        root: of('root', 2),
        timestamp: of('timestamp', 1),
        snapshot: of('snapshot', 1),
        targets: of('targets', 2),
      },
    };
    const signers = bend.signers ?? [...new Set([...keys.root, ...before.root])];
    const bytes = signed(bend.change?.(document) ?? document, signers);
    this.keys = keys;
    this.roots.push(bytes);
    this.files.set(`${version}.root.json`, bytes);
    return bytes;
  }

  /** Signs targets, snapshot and timestamp anew. */
  publish(targets: Readonly<Record<string, Buffer>>, bend: PublishBend = {}): void {
    const version = (role: 'timestamp' | 'snapshot' | 'targets'): number => {
      this.#versions[role] = bend.versions?.[role] ?? this.#versions[role] + 1;
      return this.#versions[role];
    };
    const write = (role: 'timestamp' | 'snapshot' | 'targets', document: Json): Buffer => {
      const whole: Json = {
        _type: role,
        spec_version: '1.0.31',
        version: version(role),
        expires: bend.expires?.[role] ?? LATER,
        ...document,
      };
      const bytes = signed(bend.change?.[role]?.(whole) ?? whole, bend.signers?.[role] ?? this.keys[role]);
      const prefix = this.consistent && role !== 'timestamp' ? `${this.#versions[role]}.` : '';
      this.files.set(`${prefix}${role}.json`, bytes);
      return bytes;
    };
    const noted = (role: 'snapshot' | 'targets', bytes: Buffer) => ({
      meta: {
        [`${role}.json`]: {
          version: this.#versions[role],
          length: bytes.length,
          hashes: { sha256: sha('sha256', bytes) },
        },
      },
    });
    const all = write('targets', {
      targets: Object.fromEntries(
        Object.entries(targets).map(([name, bytes]) => [
          name,
          { length: bytes.length, hashes: { sha256: sha('sha256', bytes), sha512: sha('sha512', bytes) } },
        ]),
      ),
    });
    for (const [name, bytes] of Object.entries(targets))
      this.files.set(`targets/${this.consistent ? `${sha('sha256', bytes)}.` : ''}${name}`, bytes);
    write('timestamp', noted('snapshot', write('snapshot', noted('targets', all))));
  }

  /** Goes back to what another moment had, as a mirror can that was taken over. */
  restore(files: ReadonlyMap<string, Buffer | Answer>): void {
    this.files.clear();
    for (const [path, file] of files) this.files.set(path, file);
  }
}

/** Serves what a repository has at each moment; `asked` are the paths, in order. */
export async function serveRepository(repository: TufRepository) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    asked.push(path);
    const file = repository.files.get(path);
    if (typeof file === 'function') return file(request, response);
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file ?? 'no such file');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    mirror: `http://127.0.0.1:${port}`,
    asked,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
