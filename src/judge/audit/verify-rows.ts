import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { type MerkleHash, sameHash } from '../../formats/merkle/hash.ts';
import { checkInclusion } from '../../formats/merkle/inclusion-proof.ts';
import { parseTlogProof } from '../../formats/merkle/tlog-proof.ts';
import { serialiseSignedNote } from '../../formats/signed-note.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { SetFiles } from '../../ports/set-files.ts';
import type { AuditEntry } from '../../records/audit-set.ts';
import { logLeaf } from './log-leaf.ts';
import type { ProblemList } from './problem-list.ts';
import type { SetLog } from './set-log.ts';

/** Bounds of one decision or change: what the ledger takes. */
const ENTRY_LIMITS = { maxBytes: 16 * 2 ** 20, maxDepth: 64, maxValues: 1_000_000 };
const MAX_RECEIPT = 128 * 1024;
/** Missing rows in one place that are named one by one. */
const MOST_MISSING = 1_000;

/** A row whose leaf the log has elsewhere or nowhere. */
interface Stray {
  readonly entry: AuditEntry;
  readonly leaf: MerkleHash;
}

/** Names a row for people. @example rowName(entry) // 'entry 41 (decision 0d1f...)' */
export function rowName({ index, kind, id }: AuditEntry): string {
  return `entry ${index} (${kind} ${id.replace(/[^A-Za-z0-9._-]/g, '?').slice(0, 80)})`;
}

/**
 * Holds each row of a set against the log: its leaf must stand at its place, its receipt must prove it, and in a whole set
 * no place may be empty.
 *
 * @param whole - whether the set has every entry of the log
 * @param each - given the bytes of each row that the log has at its place
 * @example await verifyRows(files, manifest.entries, log, true, problems, call, (entry, bytes) => undefined)
 */
export async function verifyRows(
  files: SetFiles,
  entries: readonly AuditEntry[],
  log: SetLog,
  whole: boolean,
  problems: ProblemList,
  call: Call,
  each: (entry: AuditEntry, bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const strays: Stray[] = [];
  const empty: number[] = [];
  let next = 0;
  let before: AuditEntry | undefined;
  const passOver = (until: number): void => {
    const end = Math.min(until, log.head.size);
    if (!whole || next >= end) return;
    const neighbour = before === undefined ? '' : `; behind ${rowName(before)}`;
    // A head may say any size: a gap that nobody reads line by line is one problem.
    if (end - next > MOST_MISSING)
      problems.add(
        'ROW_MISSING',
        `entries ${next} to ${end - 1}`,
        `the log has them, and the ledger has not${neighbour}`,
      );
    else
      for (let index = next; index < end; index++) {
        empty.push(index);
        problems.add('ROW_MISSING', `entry ${index}`, `the log has it, and the ledger has not${neighbour}`);
      }
    next = end;
  };
  for (const entry of entries) {
    passOver(entry.index);
    next = Math.max(next, entry.index + 1);
    const bytes = await files.read(entry.file, ENTRY_LIMITS.maxBytes, call);
    if (bytes === undefined)
      problems.add('DOCUMENT_MISSING', entry.file, `the manifest names it for ${rowName(entry)}, and it is not there`);
    else if (entry.index >= log.head.size)
      problems.add('ROW_BEHIND_END', rowName(entry), `the signed head of the log ends after ${log.head.size} entries`);
    else if (entry.index === before?.index)
      problems.add('ROW_ALTERED', rowName(entry), `${rowName(before)} stands at the same place`);
    else {
      const leaf = leafOf(entry, bytes, problems);
      const expected = await log.leaf(entry.index);
      if (leaf !== undefined && expected !== undefined && sameHash(leaf, expected)) await each(entry, bytes);
      else if (leaf !== undefined) strays.push({ entry, leaf });
      if (expected !== undefined) await checkReceipt(files, entry, expected, log, problems, call);
    }
    before = entry;
  }
  passOver(log.head.size);
  await tellStrays(strays, empty, log, problems);
}

/** The leaf of a row by its own document; undefined, and noted, for what is no document of the ledger. */
function leafOf(entry: AuditEntry, bytes: Uint8Array, problems: ProblemList): MerkleHash | undefined {
  try {
    const members = new Members('audit-entry', parseJson(bytes, ENTRY_LIMITS));
    const kind = entry.kind === 'decision' ? 'decision' : members.text('kind', 20);
    const id = members.text('id', 200);
    if (kind !== entry.kind || id !== entry.id)
      problems.add('ROW_ALTERED', rowName(entry), `its document says that it is the ${kind} ${id}`);
    return logLeaf({ kind: entry.kind, id, time: members.text('time', 40) }, bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problems.add('ROW_ALTERED', rowName(entry), `its document can't be read any more: ${error.message}`);
    return undefined;
  }
}

/** A row that moved is some other place's; one that was altered is none's. */
async function tellStrays(
  strays: readonly Stray[],
  empty: readonly number[],
  log: SetLog,
  problems: ProblemList,
): Promise<void> {
  const places = new Map<string, number>();
  for (const index of [...strays.map(({ entry }) => entry.index), ...empty]) {
    const hash = await log.leaf(index);
    if (hash !== undefined) places.set(hash.join(), index);
  }
  for (const { entry, leaf } of strays) {
    const place = places.get(leaf.join());
    if (place === undefined)
      problems.add('ROW_ALTERED', rowName(entry), 'its document is not the one that the log has at this place');
    else problems.add('ROW_MOVED', rowName(entry), `the log has it as entry ${place}`);
  }
}

async function checkReceipt(
  files: SetFiles,
  { index, receipt }: AuditEntry,
  leaf: MerkleHash,
  log: SetLog,
  problems: ProblemList,
  call: Call,
): Promise<void> {
  if (receipt === undefined) return;
  const bytes = await files.read(receipt, MAX_RECEIPT, call);
  if (bytes === undefined) return problems.add('RECEIPT_WRONG', receipt, 'the manifest names it, and it is not there');
  try {
    const proof = parseTlogProof(decodeUtf8(bytes));
    const { size, root } = proof.checkpoint;
    if (proof.index !== index) problems.add('RECEIPT_WRONG', receipt, `it is for entry ${proof.index}`);
    else if (decodeUtf8(serialiseSignedNote(proof.note)) !== decodeUtf8(log.note))
      problems.add('RECEIPT_WRONG', receipt, 'it proves against another head than that of the set');
    else if (!checkInclusion({ size, root, index, leaf }, proof.hashes))
      problems.add('RECEIPT_WRONG', receipt, `it does not prove that entry ${index} is in the log`);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problems.add('RECEIPT_WRONG', receipt, `it is no receipt: ${error.message}`);
  }
}
