import { decodeBase64, encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { parseSignedNote, type SignedNote, serialiseSignedNote } from '../signed-note.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type MerkleHash, parseHash } from './hash.ts';

/** That an entry is in a log, complete in itself: checked offline with the log's key and the entry. */
export interface TlogProof {
  /** Not covered by anything: whoever reads it must not trust it. */
  readonly extra?: Uint8Array;
  /** Place of the entry, from 0. */
  readonly index: number;
  /** From the leaf's neighbour upwards. */
  readonly hashes: readonly MerkleHash[];
  /** The signed checkpoint. */
  readonly note: SignedNote;
  /** What the note's text says; not verified yet. */
  readonly checkpoint: Checkpoint;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_LENGTH = 128 * 1024;
/** No tree below 2**53 leaves is higher. */
const MAX_HASHES = 53;

/**
 * Reads a proof, verifying nothing.
 * @throws FormatError (`tlog-proof`; `note`, `checkpoint` or `merkle` for its parts)
 * @example parseTlogProof(receipt.text).index // 41
 * @see C2SP tlog-proof, "Format"
 */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_LENGTH || !text.isWellFormed()) throw fail(`is no text of at most ${MAX_LENGTH} characters`);
  const end = text.indexOf('\n\n');
  if (end < 0) throw fail('has no blank line before the checkpoint');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) throw fail(`does not begin with the line ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const [indexLine = '', ...hashes] = lines;
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(index)) throw fail('has no line with the index of the entry');
  if (hashes.length > MAX_HASHES) throw fail(`has more than ${MAX_HASHES} hashes`);
  const note = parseSignedNote(encodeUtf8(text.slice(end + 2)));
  return {
    ...(extra !== undefined && { extra: decodeBase64(extra) }),
    index,
    hashes: hashes.map(parseHash),
    note,
    checkpoint: parseCheckpoint(note.text),
  };
}

/**
 * Writes a proof; the inverse of {@link parseTlogProof}.
 * @throws FormatError when a part can't stand in a proof
 * @example serialiseTlogProof({ index, hashes: tree.prove(index), note })
 * @see C2SP tlog-proof, "Format"
 */
export function serialiseTlogProof(proof: Omit<TlogProof, 'checkpoint'>): string {
  return tlogProofText(proof, decodeUtf8(serialiseSignedNote(proof.note)));
}

/**
 * Writes a proof around a checkpoint that is text already: the many receipts of one batch share it.
 * @param note - a signed note whose text is a checkpoint; it is not read
 * @throws FormatError (`tlog-proof`) for an index or a number of hashes that can't be
 * @example tlogProofText({ index: 0, hashes: [] }, checkpoint)
 */
export function tlogProofText(
  { extra, index, hashes }: Pick<TlogProof, 'extra' | 'index' | 'hashes'>,
  note: string,
): string {
  if (!Number.isSafeInteger(index) || index < 0) throw fail('needs a whole number as its index');
  if (hashes.length > MAX_HASHES) throw fail(`has more than ${MAX_HASHES} hashes`);
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(encodeBase64),
  ];
  return `${lines.join('\n')}\n\n${note}`;
}

function fail(problem: string): FormatError {
  return new FormatError('tlog-proof', `the proof ${problem}`);
}
