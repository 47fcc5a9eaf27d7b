// What an auditor who watches a service's log would notice: an acknowledged decision that is gone, one that is half there, a log
// that was rewritten. It reads the database beside the service, and the log through the service.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { wholeDocument } from '../../src/adapters/store/shared-text.ts';
import { parseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { GrowingTree } from '../../src/formats/merkle/growing-tree.ts';
import { EMPTY_ROOT, leafHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { parseTlogProof } from '../../src/formats/merkle/tlog-proof.ts';
import {
  parseSignedNote,
  parseVerifierKey,
  type VerifierKey,
  verifySignedNote,
} from '../../src/formats/signed-note.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

/** Receipts that are asked for one by one after each start. */
const RECEIPTS = 5;

/** Watches one data folder over many lives of its service. */
export class LedgerWatch {
  readonly #path: string;
  readonly #tree = new GrowingTree({ size: 0, root: EMPTY_ROOT }, []);
  #key: VerifierKey | undefined;

  constructor(data: string) {
    this.#path = join(data, 'decisions.sqlite');
  }

  /** Entries that were seen so far. */
  get size(): number {
    return this.#tree.size;
  }

  /**
   * Compares what the service has with what it had and with what it promised since.
   * @param url - of a service that nobody asks at the moment
   * @param acknowledged - ids of decisions that were answered
   */
  async check(url: string, acknowledged: readonly string[]): Promise<void> {
    const key = parseVerifierKey((await textOf(`${url}/log/key`)).trim());
    this.#key ??= key;
    assert.deepEqual(key, this.#key, 'the log has another key');
    const { size, root } = this.#open(await textOf(`${url}/log/checkpoint`));
    assert.ok(size >= this.#tree.size, `the log shrank from ${this.#tree.size} to ${size}`);
    const database = new DatabaseSync(this.#path, { readOnly: true });
    const before = this.#tree.size;
    const leaves = new Map<string, string>();
    try {
      for (const { place, id, leaf } of newEntries(database, before, size)) {
        assert.equal(place, this.#tree.append(leafHash(encodeUtf8(leaf))), 'a place of the log is empty');
        leaves.set(id, leaf);
      }
      assert.equal(this.#tree.size, size, 'entries that were signed are missing');
      // All that was seen ever since is in the root that is signed now: nothing of it was changed.
      assert.deepEqual(this.#tree.head().root, root, 'the log was rewritten');
      assert.equal(
        Number(database.prepare('SELECT count(*) AS n FROM entries').get()?.n),
        size,
        'entries are unsigned',
      );
      everythingOf(database, before);
      this.#tree.takeTiles();
    } finally {
      database.close();
    }
    for (const id of acknowledged) assert.ok(leaves.has(id), `the decision ${id} was acknowledged and is lost`);
    for (const id of acknowledged.slice(-RECEIPTS)) await this.#receipt(url, id, leaves.get(id) ?? '');
  }

  async #receipt(url: string, id: string, leaf: string): Promise<void> {
    const proof = parseTlogProof(await textOf(`${url}/decisions/${id}/receipt`));
    assert.equal(verifySignedNote(proof.note, this.#key === undefined ? [] : [this.#key], verifyEd25519).length, 1);
    const { size, root } = proof.checkpoint;
    const inclusion = { size, root, index: proof.index, leaf: leafHash(encodeUtf8(leaf)) };
    assert.ok(checkInclusion(inclusion, proof.hashes), `the receipt of ${id} does not hold`);
    const decision = await (await fetch(`${url}/decisions/${id}`)).json();
    assert.equal((decision as { id: string }).id, id);
  }

  #open(text: string) {
    const note = parseSignedNote(encodeUtf8(text));
    assert.equal(verifySignedNote(note, this.#key === undefined ? [] : [this.#key], verifyEd25519).length, 1);
    return parseCheckpoint(note.text);
  }
}

/** Whether a database that nobody uses is whole by its own account. */
export function assertWhole(data: string): void {
  const database = new DatabaseSync(join(data, 'decisions.sqlite'), { readOnly: true });
  try {
    assert.deepEqual(
      database
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => Object.values(row)[0]),
      ['ok'],
    );
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
  } finally {
    database.close();
  }
}

function newEntries(database: DatabaseSync, from: number, to: number) {
  return database
    .prepare(
      `SELECT place, kind, id, document, text, leaf FROM entries LEFT JOIN shared_texts ON number = shared
       WHERE place >= ? AND place < ? ORDER BY place`,
    )
    .all(from, to)
    .map((row) => {
      const entry = { place: Number(row.place), id: String(row.id), leaf: String(row.leaf) };
      const said = JSON.parse(entry.leaf) as { readonly id: string; readonly document: string };
      assert.equal(said.id, entry.id);
      assert.equal(
        said.document,
        sha256(wholeDocument(String(row.document), row.text === null ? undefined : String(row.text))),
        `the document of ${entry.id} is not the one in the log`,
      );
      return entry;
    });
}

/** What decisions are found by, moved or not. */
const ROWS = 'SELECT place, digests FROM decisions UNION ALL SELECT place, digests FROM recent_decisions';

/** Each decision has its row, and each document that it rests on is there with the bytes of its digest. */
function everythingOf(database: DatabaseSync, from: number): void {
  const alone = database
    .prepare(
      `SELECT e.id FROM entries e LEFT JOIN (${ROWS}) d ON d.place = e.place
       WHERE e.place >= ? AND e.kind = 'decision' GROUP BY e.id HAVING count(d.place) <> 1`,
    )
    .all(from);
  assert.deepEqual(alone, [], 'decisions that cannot be found, or twice');
  const named = database
    .prepare(
      `SELECT DISTINCT m.digest, o.bytes FROM (${ROWS}) d JOIN digest_members m ON m.digests = d.digests AND m.kept = 1
       LEFT JOIN documents o ON o.digest = m.digest WHERE d.place >= ?`,
    )
    .all(from);
  for (const { digest, bytes } of named) {
    assert.ok(bytes instanceof Uint8Array, `the document ${digest} is missing`);
    assert.equal(digest, sha256(bytes));
  }
}

function sha256(data: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}
