import { hash } from 'node:crypto';

/** Text that many entries have in common, such as the verdict of an image that is asked for over and over. */
export interface SharedText {
  /** SHA-256 of the text, hexadecimal. */
  readonly key: string;
  readonly text: string;
}

/** Stands, with a number behind it, where a part was taken out. JSON writes no control character as it is (RFC 8259 section 7). */
const MARK = '\u001a';
const MARKED = /\u001a([0-9]+)/g;

/**
 * What stands in a document in the place of a part.
 * @example partMark(0)
 */
export function partMark(part: number): string {
  return `${MARK}${part}`;
}

const remembered = new WeakMap<object, SharedText>();

/**
 * Records as one text. That of one that stands alone is remembered for as long as the record is in use, so that it is written once
 * however many entries it is in.
 * @param records - in the order of their marks; never changed
 * @param write - a record as JSON
 * @example sharedText([verdict], canonicalVerdict).key
 */
export function sharedText<T extends object>(records: readonly T[], write: (record: T) => string): SharedText {
  const [first] = records;
  const only = records.length === 1 ? first : undefined;
  const known = only && remembered.get(only);
  if (known !== undefined) return known;
  const text = records.map(write).join(MARK);
  const shared = { key: hash('sha256', text), text };
  if (only !== undefined) remembered.set(only, shared);
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
  const parts = shared.split(MARK);
  return document.replace(MARKED, (mark, number: string) => parts[Number(number)] ?? mark);
}

/** Bytes that stay set aside for {@link wholeHash}; a document that is longer is given some of its own. */
const SCRATCH = 128 * 1024;

const scratch = Buffer.allocUnsafeSlow(SCRATCH);
const encoded = new WeakMap<SharedText, readonly Buffer[]>();

/**
 * SHA-256 of the {@link wholeDocument}, hexadecimal, without making its text: what is shared is most of it, and is encoded once.
 * @param document - JSON with marks, each for a part that is there
 * @example wholeHash(document, shared) === hash('sha256', wholeDocument(document, shared.text))
 */
export function wholeHash(document: string, shared: SharedText): string {
  const parts = encoded.get(shared) ?? shared.text.split(MARK).map((part) => Buffer.from(part));
  encoded.set(shared, parts);
  // Text and the number of a part in turn.
  const pieces = document
    .split(MARKED)
    .map((piece, at) => (at % 2 === 0 ? piece : (parts[Number(piece)] ?? `${MARK}${piece}`)));
  const most = pieces.reduce((sum, { length }) => sum + length * 3, 0);
  const bytes = most > SCRATCH ? Buffer.allocUnsafe(most) : scratch;
  let end = 0;
  for (const piece of pieces) end += typeof piece === 'string' ? bytes.write(piece, end) : piece.copy(bytes, end);
  return hash('sha256', bytes.subarray(0, end));
}
