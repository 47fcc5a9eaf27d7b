import { FormatError } from '../../formats/format-error.ts';
import { type Checkpoint, parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { checkConsistency } from '../../formats/merkle/consistency-proof.ts';
import { HASH_BYTES, type MerkleHash, sameHash } from '../../formats/merkle/hash.ts';
import { checkInclusion } from '../../formats/merkle/inclusion-proof.ts';
import { TILE_WIDTH, tileAt, tilePath } from '../../formats/merkle/tile.ts';
import { parseTlogProof } from '../../formats/merkle/tlog-proof.ts';
import {
  parseSignedNote,
  serialiseSignedNote,
  type VerifierKey,
  type VerifyEd25519,
  verifySignedNote,
} from '../../formats/signed-note.ts';
import type { Call } from '../../ports/call.ts';
import type { SetFiles } from '../../ports/set-files.ts';
import { AUDIT_FILES } from '../../records/audit-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ProblemList } from './problem-list.ts';
import { ProvenLog } from './proven-log.ts';

/** What an auditor held before: a checkpoint, and the set that it came in, where there is one. */
export interface HeldLog {
  /** As the auditor named it. */
  readonly name: string;
  /** Signed note. */
  readonly note: Uint8Array;
  readonly files?: SetFiles;
}

/** A receipt that came with an answer of the service. */
export interface HeldReceipt {
  readonly name: string;
  /** C2SP tlog-proof. */
  readonly text: string;
}

/** Whose signature counts. */
export interface LogTrust {
  readonly key: VerifierKey;
  readonly verify: VerifyEd25519;
}

const MAX_TILE = TILE_WIDTH * HASH_BYTES;

/** The log of a set: its head, and hashes that the head proves. */
export class SetLog {
  readonly head: Checkpoint;
  readonly note: Uint8Array;
  readonly #log: ProvenLog;
  readonly #files: SetFiles;
  readonly #call: Call;
  readonly #problems: ProblemList;
  #broken = false;

  constructor(head: Checkpoint, note: Uint8Array, files: SetFiles, problems: ProblemList, call: Call) {
    this.head = head;
    this.note = note;
    this.#files = files;
    this.#problems = problems;
    this.#call = call;
    this.#log = new ProvenLog(head, (path) => files.read(`${AUDIT_FILES.log}${path}`, MAX_TILE, call));
  }

  /**
   * The hash that the log has at a place. Where tiles do not prove it, that is noted once and the stored hash is given: it
   * still tells which rows changed with the tiles.
   * @returns undefined when there is none
   * @example await log.leaf(41)
   */
  async leaf(index: number): Promise<MerkleHash | undefined> {
    try {
      if (!this.#broken) return await this.#log.leaf(index);
    } catch (error) {
      this.#note(error);
    }
    return await storedLeaf(this.#files, this.head.size, index, this.#call);
  }

  /** Whether the log begins with an older one; undefined when its tiles prove nothing. @example await log.beginsWith(held) */
  async beginsWith(older: Checkpoint): Promise<boolean | undefined> {
    try {
      return checkConsistency(older, this.head, await this.#log.consistency(older.size));
    } catch (error) {
      this.#note(error);
      return undefined;
    }
  }

  #note(error: unknown): void {
    if (!(error instanceof FormatError)) throw error;
    if (!this.#broken)
      this.#problems.add(
        'LOG_HASHES_WRONG',
        error.at === '' ? `${AUDIT_FILES.log}tile` : `${AUDIT_FILES.log}${error.at.replace('tile/8/', 'tile/')}`,
        `the hashes of the log are not those that its head signs: ${error.message}`,
      );
    this.#broken = true;
  }
}

/**
 * Opens the log of a set: the head must be signed by the key.
 * @throws TwinsealError `INPUT_MALFORMED` for a set without a readable checkpoint
 * @example const log = await openSetLog(files, trust, problems, call)
 * @see C2SP tlog-checkpoint; signed-note
 */
export async function openSetLog(files: SetFiles, trust: LogTrust, problems: ProblemList, call: Call): Promise<SetLog> {
  const note = await files.read(AUDIT_FILES.checkpoint, 64 * 1024, call);
  if (note === undefined)
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `${files.name} has no ${AUDIT_FILES.checkpoint}: it is no set of audit export`,
    );
  return new SetLog(
    openNote(note, `${files.name}/${AUDIT_FILES.checkpoint}`, trust, problems),
    note,
    files,
    problems,
    call,
  );
}

/**
 * Compares the log with one that was held before: it must begin with it. A log that was rewritten is caught here and
 * nowhere else, since whoever has its key can sign it again.
 * @example await compareHeld(log, held, trust, problems, call)
 * @see RFC 6962 section 2.1.2
 */
export async function compareHeld(
  log: SetLog,
  held: HeldLog,
  trust: LogTrust,
  problems: ProblemList,
  call: Call,
): Promise<void> {
  await compareHead(log, openNote(held.note, held.name, trust, problems), held, 'checkpoint', problems, call);
}

async function compareHead(
  log: SetLog,
  older: Checkpoint,
  held: Pick<HeldLog, 'name' | 'files'>,
  what: 'checkpoint' | 'receipt',
  problems: ProblemList,
  call: Call,
): Promise<void> {
  const { size } = log.head;
  if (older.size > size)
    problems.add(
      'LOG_CUT',
      held.name,
      `the log had ${older.size} entries when this ${what} was signed and has ${size} in this set: entries ${size} to ${older.size - 1} were taken away, or the set is older than the ${what} (then export it anew)`,
    );
  else if ((await log.beginsWith(older)) === false) {
    const first = held.files && (await firstDifference(log, held.files, older.size, call));
    problems.add(
      'LOG_REWRITTEN',
      first === undefined ? held.name : `entry ${first}`,
      first === undefined
        ? `the log does not begin with the ${older.size} entries that this checkpoint stands for; with the set that it came in, instead of the checkpoint alone, the entry can be named`
        : `it is another one than in ${held.name}, whose ${older.size} entries the log has to begin with`,
    );
  }
}

/**
 * Compares the log with a receipt that was given with an answer: the log must begin with the one that the receipt is of, and
 * have the very entry that it proves at its place.
 * @throws TwinsealError `INPUT_MALFORMED` for what is no receipt
 * @example await compareReceipt(log, { name: 'answer.json', text }, trust, problems, call)
 * @see C2SP tlog-proof
 */
export async function compareReceipt(
  log: SetLog,
  { name, text }: HeldReceipt,
  trust: LogTrust,
  problems: ProblemList,
  call: Call,
): Promise<void> {
  const proof = receiptOf(name, text);
  const older = openNote(serialiseSignedNote(proof.note), name, trust, problems);
  await compareHead(log, older, { name }, 'receipt', problems, call);
  const { size, root } = older;
  const { index, hashes } = proof;
  const leaf = index < log.head.size && index < size ? await log.leaf(index) : undefined;
  if (leaf === undefined) problems.add('RECEIPT_WRONG', name, `the log has no entry ${index}`);
  else if (!checkInclusion({ size, root, index, leaf }, hashes))
    problems.add('RECEIPT_WRONG', name, `entry ${index} is not the one that this receipt was given for`);
}

function receiptOf(name: string, text: string) {
  try {
    return parseTlogProof(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${name} is no receipt: ${error.message}`, { cause: error });
  }
}

async function firstDifference(log: SetLog, files: SetFiles, size: number, call: Call): Promise<number | undefined> {
  for (let index = 0; index < size; index++) {
    const [then, now] = [await storedLeaf(files, size, index, call), await log.leaf(index)];
    if (then === undefined || now === undefined || !sameHash(then, now)) return index;
  }
  return undefined;
}

/** The last tile that was read: leaves are asked for in their order. */
const lastTile = new WeakMap<SetFiles, { readonly path: string; readonly bytes: Uint8Array | undefined }>();

async function storedLeaf(files: SetFiles, size: number, index: number, call: Call): Promise<MerkleHash | undefined> {
  const tile = tileAt(0, Math.floor(index / TILE_WIDTH), size);
  if (tile === undefined) return undefined;
  const path = `${AUDIT_FILES.log}${tilePath(tile, 'tlog-tiles')}`;
  let last = lastTile.get(files);
  if (last?.path !== path) {
    last = { path, bytes: await files.read(path, MAX_TILE, call) };
    lastTile.set(files, last);
  }
  const at = (index % TILE_WIDTH) * HASH_BYTES;
  const hash = last.bytes?.subarray(at, at + HASH_BYTES);
  return hash?.length === HASH_BYTES ? hash : undefined;
}

function openNote(bytes: Uint8Array, name: string, { key, verify }: LogTrust, problems: ProblemList): Checkpoint {
  try {
    const note = parseSignedNote(bytes);
    const head = parseCheckpoint(note.text);
    if (head.origin !== key.name)
      problems.add('CHECKPOINT_UNSIGNED', name, `it is of the log ${head.origin}, and the key is that of ${key.name}`);
    else if (!isSigned(note, { key, verify }))
      problems.add('CHECKPOINT_UNSIGNED', name, `it is not signed by the key of ${key.name} that was given`);
    return head;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${name} is no checkpoint: ${error.message}`, { cause: error });
  }
}

function isSigned(note: Parameters<typeof verifySignedNote>[0], { key, verify }: LogTrust): boolean {
  try {
    return verifySignedNote(note, [key], verify).length > 0;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}
