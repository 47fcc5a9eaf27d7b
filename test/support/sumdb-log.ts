// A checksum database in memory with a key of its own, and the proxy in front of it. What it serves can be changed at will:
// it is the database in an attacker's hands. That it serves as Go's own does is shown by test/interop/checksum-database.test.ts.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { concatBytes } from '../../src/formats/concat-bytes.ts';
import { serialiseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { hashOfRange, type TreeNode } from '../../src/formats/merkle/leaf-range.ts';
import { parseTilePath } from '../../src/formats/merkle/tile.ts';
import {
  serialiseSignedNote,
  serialiseVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../src/formats/signed-note.ts';
import { parseEscapedName } from '../../src/formats/sumdb/escaped-name.ts';
import { serialiseLookup } from '../../src/formats/sumdb/lookup.ts';
import { SUMDB_ORIGIN } from '../../src/formats/sumdb/tree-head.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { type HostileRegistry, reply, startHostile } from './hostile-registry.ts';
import { reader } from './merkle-tree.ts';

/** The sums that every log of this kind has for a module version. */
export function sumsOf(path: string, version: string): { readonly h1: string; readonly goModH1: string } {
  const h1 = (text: string): string => `h1:${createHash('sha256').update(text).digest('base64')}`;
  return { h1: h1(`${path}@${version}`), goModH1: h1(`${path}@${version}/go.mod`) };
}

/** The record of a module version. */
export function recordOf(path: string, version: string, sums = sumsOf(path, version)): string {
  return `${path} ${version} ${sums.h1}\n${path} ${version}/go.mod ${sums.goModH1}\n`;
}

export interface LogKey {
  readonly key: VerifierKey;
  readonly secret: KeyObject;
}

/** A key pair for a log. */
export function newLogKey(name = 'sumdb.test'): LogKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  return { key: verifierKey(name, raw), secret: privateKey };
}

export class SumdbLog {
  readonly signer: LogKey;
  readonly records: string[] = [];
  readonly #read = reader((index) => leafHash(encodeUtf8(this.records[index] ?? '')));

  /** @param filler - records of other modules to begin with; logs that differ in `story` have other ones from record 100 on */
  constructor(signer: LogKey, filler = 600, story = '') {
    this.signer = signer;
    for (let i = 0; i < filler; i++) this.add('example.com/filler', `v1.0.${i}${i < 100 ? '' : story}`);
  }

  /** What GOSUMDB is for this log. */
  get gosumdb(): string {
    return serialiseVerifierKey(this.signer.key);
  }

  /** Adds a record and gives its number. */
  add(path: string, version: string, record = recordOf(path, version)): number {
    return this.records.push(record) - 1;
  }

  /** The signed head of the first `size` records. */
  head(size = this.records.length, signer = this.signer): Uint8Array {
    const root = hashOfRange({ from: 0, to: size }, this.#read);
    const text = serialiseCheckpoint({ origin: SUMDB_ORIGIN, size, root, extension: '' });
    const signature = new Uint8Array(sign(null, encodeUtf8(text), signer.secret));
    const { name, keyHash } = signer.key;
    return serialiseSignedNote({ text, signatures: [{ name, keyHash, signature }] });
  }

  /** The answer to a lookup, with the head of the first `size` records. */
  lookup(path: string, version: string, size = this.records.length): Uint8Array | undefined {
    const id = this.records.findIndex((record) => record.startsWith(`${path} ${version} `));
    const record = this.records[id];
    return record === undefined ? undefined : serialiseLookup({ id, record, note: this.head(size) });
  }

  /** A node of the tree. */
  hash(node: TreeNode): Uint8Array {
    return this.#read(node);
  }

  /** What the log serves at a path below its address. */
  get(path: string): Uint8Array | undefined {
    if (path === '/supported') return new Uint8Array();
    if (path === '/latest') return this.head();
    if (path.startsWith('/lookup/')) {
      const wanted = parseEscapedName(path.slice('/lookup/'.length));
      return this.lookup(wanted.path, wanted.version);
    }
    const { level, index, width } = parseTilePath(path.slice(1), 'sumdb');
    if ((index * 256 + width) * 256 ** level > this.records.length) return undefined;
    return concatBytes(
      Array.from({ length: width }, (_, at) => this.#read({ level: level * 8, index: index * 256 + at })),
    );
  }
}

/** Answers in place of the log when it gives true. */
export type Interfere = (path: string, response: ServerResponse) => boolean | Promise<boolean>;

/** Serves what `log.current` holds as a module proxy does, on loopback; its requests are in `asked`. */
export function serveSumdb(log: { current: SumdbLog }, interfere: Interfere = () => false): Promise<HostileRegistry> {
  return startHostile(async (request, response) => {
    const prefix = `/sumdb/${log.current.signer.key.name}`;
    const path = (request.url ?? '').slice(prefix.length);
    if (!(request.url ?? '').startsWith(`${prefix}/`)) return reply(response, 404);
    if (await interfere(path, response)) return;
    const body = log.current.get(path);
    if (body === undefined) reply(response, 404);
    else reply(response, 200, { 'content-type': 'text/plain' }, body);
  });
}
