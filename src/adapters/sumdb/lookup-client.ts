import { encodeBase64 } from '../../formats/base64.ts';
import { FormatError } from '../../formats/format-error.ts';
import { leafHash } from '../../formats/merkle/hash.ts';
import { checkInclusion, inclusionRanges } from '../../formats/merkle/inclusion-proof.ts';
import { hashOfRange, nodesOfRange } from '../../formats/merkle/leaf-range.ts';
import type { VerifierKey } from '../../formats/signed-note.ts';
import { type LookupAnswer, parseLookup, type RecordSums, sumsOfRecord } from '../../formats/sumdb/lookup.ts';
import type { ProvenRecord } from '../../formats/sumdb/proven-record.ts';
import { openTreeHead, type VerifiedTreeHead } from '../../formats/sumdb/tree-head.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { SumdbAnswer } from '../../ports/checksum-database.ts';
import type { CacheFolder } from '../cache-folder.ts';
import { verifyEd25519 } from './ed25519.ts';
import { HeadStore } from './head-store.ts';
import { RecordStore } from './record-store.ts';
import { SingleFlight } from './single-flight.ts';
import { SumdbFault } from './sumdb-fault.ts';
import { type AskDatabase, TileStore } from './tile-store.ts';
import { TreeHeads } from './tree-heads.ts';

const MAX_LOOKUP = 64 * 1024;

/** A module version as it is asked for. */
export interface Wanted {
  readonly path: string;
  readonly version: string;
  /** Escaped `module@version`. */
  readonly name: string;
}

/**
 * One checksum database, known by its key: asks, proves, and keeps what is proved.
 * @example await new LookupClient(key, cache, ask).lookup({ path, version, name: escapedName(path, version) }, call)
 * @see golang.org/x/mod/sumdb.Client
 */
export class LookupClient {
  readonly #key: VerifierKey;
  readonly #ask: AskDatabase;
  readonly #records: RecordStore;
  readonly #tiles: TileStore;
  readonly #heads: TreeHeads;
  readonly #flights = new SingleFlight<SumdbAnswer>();
  readonly #first = new SingleFlight<void>();
  #startedAsking = false;

  /** @param ask - throws SumdbFault when there is no way to the database, as there is none for `--offline` */
  constructor(key: VerifierKey, cache: CacheFolder, ask: AskDatabase) {
    this.#key = key;
    this.#ask = ask;
    this.#records = new RecordStore(cache);
    this.#tiles = new TileStore(cache, ask);
    this.#heads = new TreeHeads(new HeadStore(cache, key, verifyEd25519), this.#tiles);
  }

  /**
   * The sums of a module version, from what is kept, else from the database.
   * @throws SumdbFault for every other outcome; TwinsealError `ABORTED`, `TIMEOUT`
   * @example (await client.lookup(wanted, call)).outcome // 'known'
   */
  lookup(wanted: Wanted, call: Call): Promise<SumdbAnswer> {
    return this.#flights.run(
      wanted.name,
      async () => (await this.#fromDisk(wanted, call)) ?? (await this.#fromDatabase(wanted, call)),
      call,
    );
  }

  async #fromDisk({ path, version, name }: Wanted, call: Call): Promise<SumdbAnswer | undefined> {
    await this.#heads.load(call);
    const kept = await this.#records.read(name);
    const sums = kept === undefined ? undefined : sumsOfRecord(kept.record, path, version);
    if (kept === undefined || sums === undefined || !(await this.#heads.holds(kept.tree, call))) return undefined;
    return this.#known(sums);
  }

  async #fromDatabase(wanted: Wanted, call: Call): Promise<SumdbAnswer> {
    await this.#takeLatest(call);
    const bytes = await this.#ask(`/lookup/${wanted.name}`, MAX_LOOKUP, call);
    if (bytes === undefined) {
      throw new SumdbFault('unknown', `${this.#key.name} has no record of ${wanted.path}@${wanted.version}`);
    }
    const { answer, head } = this.#open(bytes);
    const sums = sumsOfRecord(answer.record, wanted.path, wanted.version);
    if (sums === undefined)
      throw new SumdbFault(
        'contradicted',
        `the answer for ${wanted.path}@${wanted.version} is a record of something else`,
      );
    if (answer.id >= head.size)
      throw new SumdbFault('contradicted', `the answer names record ${answer.id} in a tree of ${head.size} records`);
    await this.#heads.take(head, call);
    await this.#records.keep(wanted.name, await this.#prove(answer, call));
    return this.#known(sums);
  }

  // Lookups come with heads of the time when the proxy first saw them. With the newest one known, all the others are older.
  async #takeLatest(call: Call): Promise<void> {
    if (this.#startedAsking) return;
    await this.#first.run(
      'latest',
      async () => {
        if (this.#startedAsking) return;
        try {
          const note = await this.#ask('/latest', MAX_LOOKUP, call);
          if (note !== undefined) await this.#heads.take(openTreeHead(note, this.#key, verifyEd25519), call);
        } catch (error) {
          // A proxy need not have it: each answer brings a head of its own. A second history is another matter.
          const absent =
            error instanceof FormatError || (error instanceof SumdbFault && error.outcome === 'unreachable');
          if (!absent) throw error;
        }
        this.#startedAsking = true;
      },
      call,
    );
  }

  #open(bytes: Uint8Array): { readonly answer: LookupAnswer; readonly head: VerifiedTreeHead } {
    try {
      const answer = parseLookup(bytes);
      return { answer, head: openTreeHead(answer.note, this.#key, verifyEd25519) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      if (error.rule === 'signature') throw new SumdbFault('contradicted', error.message, error);
      throw new SumdbFault('unreachable', `what was sent is no answer of a checksum database: ${error.message}`, error);
    }
  }

  async #prove({ id, record }: LookupAnswer, call: Call): Promise<ProvenRecord> {
    const current = this.#heads.current;
    if (current === undefined) throw new SumdbFault('unreachable', 'no tree head is known');
    const { size, root } = current.head;
    const [ranges, own] = [inclusionRanges(id, size), { level: 0, index: id }];
    const nodes = [own, ...ranges.flatMap(nodesOfRange)];
    const hashes = await this.#tiles.hashes(current.tiles, nodes, call);
    const at = new Map(
      nodes.map(({ level, index }, place) => [`${level}/${index}`, hashes[place] ?? new Uint8Array()]),
    );
    const proof = ranges.map((range) =>
      hashOfRange(range, ({ level, index }) => at.get(`${level}/${index}`) ?? new Uint8Array()),
    );
    if (!checkInclusion({ size, root, index: id, leaf: leafHash(encodeUtf8(record)) }, proof))
      throw new SumdbFault('contradicted', `the record that was sent is not the one in the tree of ${size} records`);
    return { id, record, tree: { size, root }, proof };
  }

  #known(sums: RecordSums): SumdbAnswer {
    const head = this.#heads.current?.head;
    if (head === undefined) throw new SumdbFault('unreachable', 'no tree head is known');
    return {
      outcome: 'known',
      ...sums,
      head: { name: this.#key.name, size: head.size, root: encodeBase64(head.root) },
    };
  }
}
