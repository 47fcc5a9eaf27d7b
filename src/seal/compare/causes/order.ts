import type { ExecutableSection } from '../../../formats/executable/executable.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { bytesOf, type Program, sectionNamed } from '../program.ts';
import { quoted, sameWords } from '../words.ts';

const MAX_WORDS = 500_000;
const DATA: readonly string[] = ['.data', '.noptrdata', '.rodata', '__DATA,__data', '__DATA,__noptrdata'];

/**
 * The same pieces in another order: declarations of a file, words of a text, or values of a table. A generator that ranges
 * over a map gives another order each time it runs.
 * @example orderCauses(comparison)[0]?.name // 'map-order'
 * @see Go specification, "For statements with range clause": the iteration order over maps is not specified
 */
export function orderCauses(comparison: Comparison): readonly RankedCause[] {
  const evidence = [...declarations(comparison), ...tables(comparison), ...texts(comparison)];
  if (evidence.length === 0) return [];
  const where = comparison.functions?.reordered[0]?.file;
  return [
    cause('map-order', STRENGTH.order - 1, false, {
      reason: `the same pieces stand in another order on each side${where === undefined ? '' : `, in ${quoted(where)}`}, as a generator gives them that ranges over a map`,
      fix: 'sort the keys in whatever writes this code or data before it is written',
      evidence,
    }),
  ];
}

function declarations({ functions }: Comparison): readonly string[] {
  return (functions?.reordered ?? []).map(({ file, a, b }) => {
    const at = a.findIndex((name, index) => name !== b[index]);
    const some = (names: readonly string[]): string =>
      names
        .slice(at, at + 3)
        .map(quoted)
        .join(', ');
    return `the functions of ${quoted(file)} are the same in another order: ${some(a)} ... on A, ${some(b)} ... on B`;
  });
}

/** Constant texts: one text whose words changed places, or all texts of a place together. */
function texts({ functions, texts: differing }: Comparison): readonly string[] {
  const code = functions?.changes.some(({ kind }) => kind === 'onlyInA' || kind === 'onlyInB') === true;
  const found = differing();
  if (code || found.length === 0) return [];
  const [x, y] = [found.map(({ a }) => a).join(' '), found.map(({ b }) => b).join(' ')];
  if (!found.every(({ a, b }) => sameWords(a, b)) && !sameWords(x, y)) return [];
  const [first] = found;
  return [
    `a constant text has the same words in another order: ${quoted(first?.a ?? '')} on A, ${quoted(first?.b ?? '')} on B`,
  ];
}

/** Values of data sections that lie at the same places of both sides: the same words of memory, elsewhere. */
function tables({ a, b }: Comparison): readonly string[] {
  const found: string[] = [];
  for (const name of DATA) {
    const [x, y] = [sectionNamed(a, name), sectionNamed(b, name)];
    if (x === undefined || y === undefined || x.size !== y.size || x.address !== y.address) continue;
    const moved = movedWords(bytesOf(a, x), bytesOf(b, y));
    if (moved === undefined) continue;
    const symbol = symbolAt(a, x, moved.first);
    found.push(
      `${moved.count} ${moved.width === 1 ? 'bytes' : `values of ${moved.width} bytes`} of ${name} are the same in another order, from offset 0x${moved.first.toString(16)} on${symbol === undefined ? '' : ` (${symbol})`}`,
    );
  }
  return found;
}

function movedWords(
  a: Uint8Array,
  b: Uint8Array,
): { readonly count: number; readonly width: number; readonly first: number } | undefined {
  if (Buffer.compare(a, b) === 0) return undefined;
  const [x, y] = [viewOf(a), viewOf(b)];
  // Pointers and lengths are words of 8 bytes; numbers of a table may be shorter.
  for (const width of [8, 4, 1] as const) {
    const read = (view: DataView, at: number): bigint =>
      width === 8 ? view.getBigUint64(at) : BigInt(width === 4 ? view.getUint32(at) : view.getUint8(at));
    const [own, other]: [bigint[], bigint[]] = [[], []];
    let first = -1;
    for (let at = 0; at + width <= a.length && own.length <= MAX_WORDS; at += width) {
      const [left, right] = [read(x, at), read(y, at)];
      if (left === right) continue;
      if (first === -1) first = at;
      own.push(left);
      other.push(right);
    }
    // A few bytes are the same in another order by chance; a few words are not.
    if (own.length < (width === 1 ? 8 : 2) || own.length > MAX_WORDS) continue;
    const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);
    const [sorted, others] = [own.toSorted(compare), other.toSorted(compare)];
    if (sorted.every((value, index) => value === others[index])) return { count: own.length, width, first };
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function symbolAt(program: Program, section: ExecutableSection, offset: number): string | undefined {
  const address = section.address + offset;
  return program.symbols.find((each) => address >= each.address && address < each.address + each.size)?.name;
}
