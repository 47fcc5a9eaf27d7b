import { hash } from 'node:crypto';

/** Text that many entries have in common, such as the verdict of an image that is asked for over and over. */
export interface SharedText {
  /** SHA-256 of the text, hexadecimal. */
  readonly key: string;
  readonly text: string;
}

/** Stands, with a number behind it, where a part was taken out, and between parts. JSON writes no control character as it is (RFC 8259 section 7). */
const MARK = '\u001a';
const MARKED = /\u001a([0-9]+)/g;
/** Stands likewise in a part, where another part belongs that has no such mark itself. */
const INNER = '\u001c';
const INNER_MARKED = /\u001c([0-9]+)/g;

/**
 * What stands in a document in the place of a part.
 * @example partMark(0)
 */
export function partMark(part: number): string {
  return `${MARK}${part}`;
}

/** What stands in a part in the place of another. @example innerMark(0) */
export function innerMark(part: number): string {
  return `${INNER}${part}`;
}

const remembered = new WeakMap<object, { readonly records: readonly object[]; readonly shared: SharedText }>();

/**
 * Records as one text. It is remembered for as long as the last of them is in use, so that it is written once however many entries have
 * these records.
 * @param records - in the order of their marks; never changed
 * @param write - a record as JSON
 * @example sharedText([verdict, inputs], canonical).key
 */
export function sharedText<T extends object>(records: readonly T[], write: (record: T) => string): SharedText {
  const last = records.at(-1);
  const known = last && remembered.get(last);
  if (known?.records.length === records.length && known.records.every((one, at) => one === records[at]))
    return known.shared;
  const text = records.map(write).join(MARK);
  const shared = { key: hash('sha256', text), text };
  if (last !== undefined) remembered.set(last, { records, shared });
  return shared;
}

/**
 * The whole document again. A part that is not there leaves its mark, which nobody takes for JSON: an auditor is told which entry it
 * is, as of any other that was altered.
 * @param document - JSON with marks
 * @param shared - the text of its parts; undefined for none
 * @example wholeDocument(row.document, row.shared?.text)
 */
export function wholeDocument(document: string, shared: string | undefined): string {
  if (shared === undefined) return document;
  const parts = partsOf(shared);
  return document.replace(MARKED, (mark, number: string) => parts[Number(number)] ?? mark);
}

function partsOf(text: string): readonly string[] {
  const parts = text.split(MARK);
  return parts.map((part) => part.replace(INNER_MARKED, (mark, number: string) => parts[Number(number)] ?? mark));
}

/** Bytes that stay set aside for {@link wholeHash}; a document that is longer is given some of its own. */
const SCRATCH = 128 * 1024;

const scratch = Buffer.allocUnsafeSlow(SCRATCH);
const encoded = new WeakMap<SharedText, readonly Uint8Array[]>();

/** The parts as bytes, made once for a text. @example wholeHash(document, encodedParts(shared)) */
export function encodedParts(shared: SharedText): readonly Uint8Array[] {
  const parts = encoded.get(shared) ?? partsOf(shared.text).map((part) => Buffer.from(part));
  encoded.set(shared, parts);
  return parts;
}

/**
 * SHA-256 of the {@link wholeDocument}, hexadecimal, without making its text: what is shared is most of it, and is encoded once.
 * @param document - JSON with marks, each for a part that is there
 * @param parts - as {@link encodedParts} gives them
 * @example wholeHash(document, encodedParts(shared)) === hash('sha256', wholeDocument(document, shared.text))
 */
export function wholeHash(document: string, parts: readonly Uint8Array[]): string {
  // Text and the number of a part in turn.
  const pieces = document
    .split(MARKED)
    .map((piece, at) => (at % 2 === 0 ? piece : (parts[Number(piece)] ?? `${MARK}${piece}`)));
  const most = pieces.reduce((sum, { length }) => sum + length * 3, 0);
  const bytes = most > SCRATCH ? Buffer.allocUnsafe(most) : scratch;
  let end = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') end += bytes.write(piece, end);
    else {
      bytes.set(piece, end);
      end += piece.length;
    }
  }
  return hash('sha256', bytes.subarray(0, end));
}
