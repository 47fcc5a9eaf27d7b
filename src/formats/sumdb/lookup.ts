import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';

/** What a checksum database answers for a module version. Nothing of it is proved. */
export interface LookupAnswer {
  /** Place of the record in the tree, from 0. */
  readonly id: number;
  /** The record: lines as in go.sum. Its bytes are what the tree's leaf is the hash of. */
  readonly record: string;
  /** A signed tree head, as a signed note. */
  readonly note: Uint8Array;
}

/** The sums in a record. */
export interface RecordSums {
  /** `h1:` of the module's zip. */
  readonly h1: string;
  /** `h1:` of its go.mod. */
  readonly goModH1: string;
}

const MAX_BYTES = 64 * 1024;
const H1 = /^h1:[A-Za-z0-9+/]{43}=$/;

/**
 * Reads the answer to `/lookup/<module>@<version>`: the record's number, its lines, a blank line, a signed tree head.
 * @throws FormatError (`sumdb-lookup`)
 * @example parseLookup(bytes).record // 'golang.org/x/mod v0.30.0 h1:...\ngolang.org/x/mod v0.30.0/go.mod h1:...\n'
 * @see golang.org/x/mod/sumdb/tlog.ParseRecord
 */
export function parseLookup(bytes: Uint8Array): LookupAnswer {
  if (bytes.length > MAX_BYTES) throw fail(`has more than ${MAX_BYTES} bytes`);
  const text = decodeUtf8(bytes);
  const [first = ''] = text.split('\n', 1);
  const end = text.indexOf('\n\n');
  if (!/^(?:0|[1-9]\d{0,15})$/.test(first) || !Number.isSafeInteger(Number(first)) || end <= first.length)
    throw fail('does not begin with the number of a record and the record');
  const record = text.slice(first.length + 1, end + 1);
  requireRecord(record);
  return { id: Number(first), record, note: encodeUtf8(text.slice(end + 2)) };
}

/**
 * Writes an answer; the inverse of {@link parseLookup}.
 * @throws FormatError (`sumdb-lookup`) when the record can't stand in one
 * @example serialiseLookup({ id: 0, record: 'a.b/c v1.0.0 h1:...\n', note })
 */
export function serialiseLookup({ id, record, note }: LookupAnswer): Uint8Array<ArrayBuffer> {
  requireRecord(record);
  return concatBytes([encodeUtf8(`${id}\n${record}\n`), note]);
}

/**
 * Refuses what is no record: lines of printable text, none of them blank, each ended.
 * @throws FormatError (`sumdb-lookup`)
 * @example requireRecord('a.b/c v1.0.0 h1:...\n')
 * @see golang.org/x/mod/sumdb/tlog.FormatRecord
 */
export function requireRecord(record: string): void {
  const lines = record.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.includes('') || /[\u0000-\u0009\u000b-\u001f]/.test(record))
    throw fail('has a record that is not made of lines');
}

/**
 * The sums that a record gives for a module version: exactly one of each kind.
 * @returns undefined when the record is of another module or version, or gives no h1, or two
 * @example sumsOfRecord(answer.record, 'golang.org/x/mod', 'v0.30.0')?.h1
 * @see Go modules reference, "go.sum files"
 */
export function sumsOfRecord(record: string, path: string, version: string): RecordSums | undefined {
  const lines = record.split('\n').map((line) => line.split(' '));
  const of = (wanted: string): readonly string[] =>
    lines.flatMap(([p, v, hash = '', ...rest]) =>
      p === path && v === wanted && rest.length === 0 && H1.test(hash) ? [hash] : [],
    );
  const [[h1, ...more], [goModH1, ...moreGoMod]] = [of(version), of(`${version}/go.mod`)];
  if (h1 === undefined || goModH1 === undefined || more.length > 0 || moreGoMod.length > 0) return undefined;
  return { h1, goModH1 };
}

function fail(problem: string): FormatError {
  return new FormatError('sumdb-lookup', `the answer of the checksum database ${problem}`);
}
