import { checkConsistency, consistencyRanges, type Tree } from '../../formats/merkle/consistency-proof.ts';
import { EMPTY_ROOT, sameHash } from '../../formats/merkle/hash.ts';
import { hashOfRange, nodesOfRange } from '../../formats/merkle/leaf-range.ts';
import { ProvenTiles } from '../../formats/merkle/proven-tiles.ts';
import type { VerifiedTreeHead } from '../../formats/sumdb/tree-head.ts';
import type { Call } from '../../ports/call.ts';
import type { HeadStore } from './head-store.ts';
import { SumdbFault } from './sumdb-fault.ts';
import type { TileStore } from './tile-store.ts';

/** The newest head, and the tiles of its tree that are proved so far. */
export interface CurrentTree {
  readonly head: VerifiedTreeHead;
  readonly tiles: ProvenTiles;
}

/** More trees than this are proved again rather than remembered. */
const MAX_REMEMBERED = 10_000;

/**
 * The one history that a checksum database has shown: every head that is taken begins with, or is the beginning of, all that
 * were taken before, by this process or by another that shares the folder. The newest is kept; an older one never replaces it.
 * @example const heads = new TreeHeads(store, tiles); await heads.take(head, call); heads.current?.head.size
 * @see RFC 6962 section 2.1.2; Go design 25530, "Checksum Database" (detecting forks)
 */
export class TreeHeads {
  readonly #store: HeadStore;
  readonly #tiles: TileStore;
  /** Roots by size, of trees that are the beginning of the current one. */
  readonly #known = new Map<number, Tree>();
  #current: CurrentTree | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: HeadStore, tiles: TileStore) {
    this.#store = store;
    this.#tiles = tiles;
  }

  /** The newest head; undefined before the first was taken or loaded. */
  get current(): CurrentTree | undefined {
    return this.#current;
  }

  /**
   * Takes over what the folder holds when nothing was taken yet.
   * @throws SumdbFault `unreachable` when the head that is kept is damaged: going on without it would lose what it guards;
   *   `contradicted` when heads of two histories are kept; TwinsealError `ABORTED`, `TIMEOUT`
   * @example await heads.load(call)
   */
  load(call: Call): Promise<void> {
    return this.#oneByOne(async () => {
      if (this.#current === undefined) await this.#settle(undefined, call);
    });
  }

  /**
   * Takes a head whose signature was checked: proves that it is of the same history, and keeps it when it is the newest.
   * @throws SumdbFault `contradicted` when it is of another history; `unreachable` when the proof can't be had, or the head
   *   can't be kept; TwinsealError `ABORTED`, `TIMEOUT`
   * @example await heads.take(openTreeHead(answer.note, key, verify), call)
   */
  async take(head: VerifiedTreeHead, call: Call): Promise<void> {
    const current = this.#current;
    if (current !== undefined && head.size <= current.head.size)
      return await this.#requireBeginning(head, current, call);
    await this.#oneByOne(() => this.#advance(head, call));
  }

  /**
   * Tells whether a tree is the beginning of the current one.
   * @throws SumdbFault `unreachable`, or `contradicted` when the database breaks its own proofs
   * @example await heads.holds(record.tree, call)
   */
  async holds(tree: Tree, call: Call): Promise<boolean> {
    // Another process may have gone ahead.
    if (tree.size > (this.#current?.head.size ?? 0)) await this.#oneByOne(() => this.#settle(this.#current, call));
    const current = this.#current;
    return current !== undefined && tree.size <= current.head.size && (await this.#begins(tree, current, call));
  }

  async #advance(head: VerifiedTreeHead, call: Call): Promise<void> {
    const before = this.#current;
    if (before !== undefined && head.size <= before.head.size) return await this.#requireBeginning(head, before, call);
    const next = { head, tiles: new ProvenTiles(head) };
    if (before !== undefined) await this.#requireBeginning(before.head, next, call, true);
    const created = await this.#store.add(head);
    const stored = created ? head : await this.#store.read(head.size);
    if (stored !== undefined && !sameHash(stored.root, head.root)) throw twoHistories(stored, head);
    try {
      await this.#settle(next, call);
    } catch (error) {
      // Nothing rests on it yet, and what another process kept at the same moment may tell another history.
      if (created) await this.#store.remove(head.size);
      throw error;
    }
  }

  /**
   * Holds a head, already kept, against those that other processes keep, follows the newest, and drops those that are
   * outgrown. Each process writes before it looks, so of two that write at the same moment one at least sees the other's.
   * Nothing rests on the head before that.
   */
  async #settle(candidate: CurrentTree | undefined, call: Call): Promise<void> {
    let current = candidate;
    const settled = new Set(candidate === undefined ? [] : [candidate.head.size]);
    for (;;) {
      const sizes = await this.#store.list();
      const strange = sizes.filter((size) => !settled.has(size));
      if (strange.length === 0) {
        if (current !== undefined) this.#adopt(current);
        for (const size of sizes) if (current !== undefined && size < current.head.size) await this.#store.remove(size);
        return await this.#tiles.prune(current?.tiles.edge ?? []);
      }
      // The newest first: what another process proved leads to it.
      for (const size of strange.toReversed()) {
        const head = await this.#store.read(size);
        // It was outgrown and dropped since.
        if (head === undefined) continue;
        const found: CurrentTree = { head, tiles: new ProvenTiles(head) };
        if (current !== undefined && size <= current.head.size) await this.#requireBeginning(head, current, call, true);
        else {
          if (current !== undefined) await this.#requireBeginning(current.head, found, call, true);
          current = found;
        }
        settled.add(size);
      }
    }
  }

  async #requireBeginning(tree: Tree, current: CurrentTree, call: Call, keep = false): Promise<void> {
    if (!(await this.#begins(tree, current, call, keep))) throw twoHistories(tree, current.head);
  }

  /** Whether a tree is the beginning of another, by what is known, by steps that were kept, or by tiles. */
  async #begins(tree: Tree, { head, tiles }: CurrentTree, call: Call, keep = false): Promise<boolean> {
    if (tree.size === 0) return sameHash(tree.root, EMPTY_ROOT);
    if (tree.size === head.size) return sameHash(tree.root, head.root);
    const known = (other: Tree): Tree | undefined =>
      other.size === head.size ? head : head === this.#current?.head ? this.#known.get(other.size) : undefined;
    const passed: Tree[] = [];
    for (let at: Tree | undefined = tree; at !== undefined; ) {
      const same = known(at);
      if (same !== undefined && sameHash(same.root, at.root)) {
        if (head === this.#current?.head) for (const each of passed) this.#remember(each);
        return true;
      }
      // Only the tree itself can be of another history: a step that leads astray is just of no use.
      if (same !== undefined && at === tree) return false;
      passed.push(at);
      at = same === undefined ? await this.#store.stepFrom(at) : undefined;
    }
    const ranges = consistencyRanges(tree.size, head.size);
    const nodes = ranges.flatMap(nodesOfRange);
    const hashes = await this.#tiles.hashes(tiles, nodes, call);
    const byNode = new Map(nodes.map(({ level, index }, place) => [`${level}/${index}`, hashes[place] ?? EMPTY_ROOT]));
    const proof = ranges.map((range) =>
      hashOfRange(range, ({ level, index }) => byNode.get(`${level}/${index}`) ?? EMPTY_ROOT),
    );
    if (!checkConsistency(tree, head, proof)) return false;
    if (keep) await this.#store.keepStep({ older: tree, newer: head, proof });
    if (head === this.#current?.head) this.#remember(tree);
    return true;
  }

  #adopt(current: CurrentTree): void {
    this.#current = current;
    this.#remember(current.head);
  }

  #remember({ size, root }: Tree): void {
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(size, { size, root });
  }

  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const own = this.#turn.then(work, work);
    this.#turn = own.catch(() => undefined);
    return own;
  }
}

function twoHistories(a: Tree, b: Tree): SumdbFault {
  const [older, newer] = a.size <= b.size ? [a, b] : [b, a];
  return new SumdbFault(
    'contradicted',
    `the database signed two histories: its tree of ${older.size} records is not the beginning of its tree of ${newer.size}`,
  );
}
