import type { EmbeddedFile } from '../../../formats/gobuild/embedded-files.ts';
import { findDifference } from '../byte-difference.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import type { Program } from '../program.ts';
import { textDifferences } from '../text-difference.ts';
import { looksLike, quoted, sameWords } from '../words.ts';

const MAX_NAMED = 8;
// Of so many files, and so many bytes of each, the content is looked into.
const MAX_SHOWN = 12;
const MAX_ORDER = 256 * 1024;

/**
 * Files of an `embed.FS` that differ, by name: they are found without symbols, so in stripped programs too.
 * @example embeddedFileCauses(comparison)[0]?.reason // 'the embedded file "static/version.txt" differs'
 */
export function embeddedFileCauses({ a, b }: Comparison): readonly RankedCause[] {
  const [left, right] = [byPlace(a.embedded), byPlace(b.embedded)];
  const onlyA = [...left.keys()].filter((key) => !right.has(key));
  const onlyB = [...right.keys()].filter((key) => !left.has(key));
  const changed = [...left].flatMap(([key, x]) => {
    const y = right.get(key);
    return y === undefined || Buffer.compare(x.bytes, y.bytes) === 0 ? [] : [{ x, y }];
  });
  if (changed.length + onlyA.length + onlyB.length === 0) return [];
  const evidence = [
    ...changed.slice(0, MAX_SHOWN).map(({ x, y }) => changedFile(a, x, y)),
    ...changed.slice(MAX_SHOWN).map(({ x }) => quoted(x.name)),
    ...onlyA.map((key) => `${quoted(left.get(key)?.name ?? key)} is embedded in A only`),
    ...onlyB.map((key) => `${quoted(right.get(key)?.name ?? key)} is embedded in B only`),
  ];
  const names = [
    ...changed.map(({ x }) => x.name),
    ...onlyA.map((key) => left.get(key)?.name ?? key),
    ...onlyB.map((key) => right.get(key)?.name ?? key),
  ].map(quoted);
  const few = `${names.slice(0, MAX_NAMED).join(', ')}${names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ''}`;
  const kind = changed
    .slice(0, MAX_SHOWN)
    .map(({ x, y }) => textKind(x, y))
    .find((each) => each !== undefined);
  const what =
    names.length === 1 ? `the embedded file ${few} differs` : `${names.length} embedded files differ: ${few}`;
  const causes: RankedCause[] = [
    cause('embedded-file', STRENGTH.embedded, false, {
      reason: `${what}${kind === undefined ? '' : `, in what looks like ${kind}`}`,
      fix: `make ${names.length === 1 ? 'it' : 'them'} the same in both sources: what a command writes there must not depend on when and where it runs`,
      evidence,
    }),
  ];
  const ordered = changed.slice(0, MAX_SHOWN).filter(({ x, y }) => onlyOrder(x, y));
  if (ordered.length > 0 && ordered.length === changed.length && onlyA.length + onlyB.length === 0)
    causes.push(
      cause('map-order', STRENGTH.order, false, {
        reason: `${ordered.length === 1 ? 'the embedded file' : 'the embedded files'} ${few} ${ordered.length === 1 ? 'holds' : 'hold'} the same pieces in another order, as ranging over a map gives them`,
        fix: 'sort the keys in whatever writes it',
        evidence,
      }),
    );
  return causes;
}

/** By name and by the how-manieth file of that name it is: two packages may embed files of one name. */
function byPlace(files: readonly EmbeddedFile[]): ReadonlyMap<string, EmbeddedFile> {
  const map = new Map<string, EmbeddedFile>();
  const copies = new Map<string, number>();
  for (const file of files) {
    const copy = copies.get(file.name) ?? 0;
    copies.set(file.name, copy + 1);
    map.set(`${file.name}\0${copy}`, file);
  }
  return map;
}

function changedFile(a: Program, x: EmbeddedFile, y: EmbeddedFile): string {
  const variable = a.symbols.find(({ address, name }) => address === x.tableAddress && name.endsWith('.files'))?.name;
  const where = variable === undefined ? '' : ` of ${variable.slice(0, -'.files'.length)}`;
  const found = findDifference(x.bytes, y.bytes);
  const [text] = textDifferences(x.bytes.subarray(0, MAX_ORDER), y.bytes.subarray(0, MAX_ORDER));
  const texts = text === undefined ? '' : `: ${quoted(text.a)} on A, ${quoted(text.b)} on B`;
  return `${quoted(x.name)}${where}: ${x.bytes.length} bytes on A, ${y.bytes.length} on B, from byte ${found?.firstByte ?? 0} on${texts}`;
}

function textKind(x: EmbeddedFile, y: EmbeddedFile): string | undefined {
  return textDifferences(x.bytes.subarray(0, MAX_ORDER), y.bytes.subarray(0, MAX_ORDER))
    .map((text) => looksLike(text.a, text.b))
    .find((each) => each !== undefined);
}

function onlyOrder(x: EmbeddedFile, y: EmbeddedFile): boolean {
  if (x.bytes.length !== y.bytes.length || x.bytes.length > MAX_ORDER) return false;
  const decoder = new TextDecoder('latin1');
  return sameWords(decoder.decode(x.bytes), decoder.decode(y.bytes));
}
