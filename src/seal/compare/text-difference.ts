/** Texts that stand at the same place of two programs, or on one side only. */
export interface TextDifference {
  readonly a: string;
  readonly b: string;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_TEXTS = 24;
const MAX_TEXT = 4096;
const SHORTEST = 3;
const BUILD_INFO = /(?:^|\n)(?:path|mod|dep|build|=>)\t/;
// A chunk ends where the upper bits of a rolling hash are zero: every 64 bytes on average, and never after so few or so many.
const BOUNDARY = 26;
const MIN_CHUNK = 16;
const MAX_CHUNK = 512;

const GEAR = gearTable();

interface Chunks {
  /** Where each chunk ends. */
  readonly ends: Uint32Array;
  readonly hashes: Uint32Array;
  readonly count: number;
}

/**
 * Finds texts that differ between two ranges of bytes, wherever they moved to: both are cut where their own content says so,
 * and only pieces that the other side does not have are looked at. Linear in time; what is longer than 64 MiB is not read.
 * @param a - constants of program A, say its `.rodata`
 * @returns pairs in the order of their places; a text that only one side has is paired with ''
 * @example textDifferences(rodataA, rodataB) // [{ a: 'built 10:00', b: 'built 10:01' }]
 */
export function textDifferences(a: Uint8Array, b: Uint8Array): readonly TextDifference[] {
  if (a.length > MAX_BYTES || b.length > MAX_BYTES) return [];
  const [left, right] = [cut(a), cut(b)];
  const runsA = unmatched(a, left, counted(right));
  const runsB = unmatched(b, right, counted(left));
  const found: TextDifference[] = [];
  // Runs are paired in order; where their numbers differ, those without a partner stand alone.
  const pairs = Math.max(runsA.length, runsB.length);
  for (let index = 0; index < pairs && found.length < MAX_TEXTS; index += 1)
    found.push(...pairTexts(runsA[index] ?? new Uint8Array(0), runsB[index] ?? new Uint8Array(0)));
  // The build info, which stands among the constants too, is compared by itself.
  return partnered(found.filter(({ a: x, b: y }) => !BUILD_INFO.test(x) && !BUILD_INFO.test(y))).slice(0, MAX_TEXTS);
}

function pairTexts(a: Uint8Array, b: Uint8Array): readonly TextDifference[] {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  // What only one side has is shown alone: constants stand side by side, and a neighbour would only confuse.
  if (endA === from || endB === from)
    return [
      ...printableStretches(a.subarray(from, endA)).map((text) => ({ a: text, b: '' })),
      ...printableStretches(b.subarray(from, endB)).map((text) => ({ a: '', b: text })),
    ];
  // Some of what stands around it makes a text that differs in one letter readable.
  const start = widened(a, from, -1);
  const textsA = printableStretches(a.subarray(start, widened(a, endA, 1)));
  const textsB = printableStretches(b.subarray(Math.min(start, b.length), widened(b, endB, 1)));
  const common = new Set(textsA.filter((text) => textsB.includes(text)));
  const onlyA = textsA.filter((text) => !common.has(text));
  const onlyB = textsB.filter((text) => !common.has(text));
  const count = Math.max(onlyA.length, onlyB.length);
  return Array.from({ length: Math.min(count, MAX_TEXTS) }, (_, index) => ({
    a: onlyA[index] ?? '',
    b: onlyB[index] ?? '',
  }));
}

/** Moves an edge outwards over printable bytes: 24 to the left, where a text begins, 8 to the right. */
function widened(bytes: Uint8Array, at: number, step: 1 | -1): number {
  let edge = at;
  for (let moved = 0; moved < (step === 1 ? 8 : 24); moved += 1) {
    const next = step === 1 ? edge : edge - 1;
    if (next < 0 || next >= bytes.length || !isPrintable(bytes[next])) break;
    edge += step;
  }
  return edge;
}

/** Two texts that stand alone, one on each side, are one text that moved when they begin or end alike. */
function partnered(found: readonly TextDifference[]): readonly TextDifference[] {
  const aloneA = found.filter((each) => each.b === '');
  const aloneB = found.filter((each) => each.a === '');
  if (aloneA.length === 0 || aloneB.length === 0) return found;
  const [onlyA, onlyB] = [aloneA[0], aloneB[0]];
  if (aloneA.length === 1 && aloneB.length === 1 && onlyA !== undefined && onlyB !== undefined)
    return [{ a: onlyA.a, b: onlyB.b }, ...found.filter((each) => each !== onlyA && each !== onlyB)];
  const taken = new Set<TextDifference>();
  const joined: TextDifference[] = [];
  for (const left of aloneA) {
    const right = aloneB.find((each) => !taken.has(each) && alike(left.a, each.b));
    if (right === undefined) continue;
    taken.add(left).add(right);
    joined.push({ a: left.a, b: right.b });
  }
  return [...joined, ...found.filter((each) => !taken.has(each))];
}

function alike(x: string, y: string): boolean {
  let same = 0;
  while (same < x.length && same < y.length && x[same] === y[same]) same += 1;
  let tail = 0;
  while (tail < x.length - same && tail < y.length - same && x.at(-1 - tail) === y.at(-1 - tail)) tail += 1;
  return (same + tail) * 2 >= Math.max(x.length, y.length);
}

function printableStretches(bytes: Uint8Array): readonly string[] {
  const texts: string[] = [];
  let from = 0;
  for (let at = 0; at <= bytes.length && texts.length < MAX_TEXTS; at += 1) {
    if (at < bytes.length && isPrintable(bytes[at])) continue;
    const text = at - from < SHORTEST ? undefined : readable(bytes.subarray(from, Math.min(at, from + MAX_TEXT)));
    if (text !== undefined) texts.push(text);
    from = at + 1;
  }
  return texts;
}

/** Bytes as a text, or undefined when they only look like one: pointers and tables have printable bytes too. */
function readable(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\u{fffd}')) return undefined;
  const letters = text.match(/[\p{L}\p{N} ]/gu)?.length ?? 0;
  return /[\p{L}\p{N}]{3}/u.test(text) && new Set(text).size > 1 && letters * 2 > text.length ? text : undefined;
}

/** ASCII that shows, line breaks and tabs, and whatever may be part of a letter in UTF-8. */
function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x20 && byte !== 0x7f) || byte === 0x0a || byte === 0x09);
}

function cut(bytes: Uint8Array): Chunks {
  const ends = new Uint32Array(Math.ceil(bytes.length / MIN_CHUNK) + 1);
  const hashes = new Uint32Array(ends.length);
  let count = 0;
  let start = 0;
  let rolling = 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    rolling = ((rolling << 1) + (GEAR[byte] ?? 0)) | 0;
    hash = Math.imul(hash ^ byte, 16777619);
    const size = at + 1 - start;
    if ((size < MIN_CHUNK || rolling >>> BOUNDARY !== 0) && size < MAX_CHUNK && at + 1 < bytes.length) continue;
    ends[count] = at + 1;
    hashes[count] = hash;
    count += 1;
    start = at + 1;
    hash = 0x811c9dc5;
  }
  return { ends, hashes, count };
}

function counted(chunks: Chunks): Map<number, number> {
  const counts = new Map<number, number>();
  for (let index = 0; index < chunks.count; index += 1) {
    const hash = chunks.hashes[index] ?? 0;
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

/** Runs of chunks that the other side does not have as often; each is some bytes. */
function unmatched(bytes: Uint8Array, chunks: Chunks, others: Map<number, number>): readonly Uint8Array[] {
  const runs: Uint8Array[] = [];
  let open = -1;
  let start = 0;
  for (let index = 0; index < chunks.count; index += 1) {
    const hash = chunks.hashes[index] ?? 0;
    const left = others.get(hash) ?? 0;
    if (left > 0) {
      others.set(hash, left - 1);
      if (open !== -1) runs.push(bytes.subarray(open, start));
      open = -1;
    } else if (open === -1) open = start;
    start = chunks.ends[index] ?? start;
  }
  if (open !== -1) runs.push(bytes.subarray(open, start));
  return runs;
}

/** Any fixed numbers without a pattern do; these come from a small generator (Numerical Recipes' constants). */
function gearTable(): Int32Array {
  let state = 0x2545f491;
  return Int32Array.from({ length: 256 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state ^ (state >>> 15);
  });
}
