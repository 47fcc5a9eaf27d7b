const MAX_QUOTED = 120;
const MAX_SEARCHED = 4096;

/** A text in quotes, cut where it is long. @example quoted('a "b"') // '"a \\"b\\""' */
export function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}...` : text);
}

/** A value of one side, or that it has none. @example shown(undefined) // 'absent' */
export function shown(value: string | undefined): string {
  return value === undefined ? 'absent' : quoted(value);
}

/** Both values of a thing, for a line of evidence. @example sides('GOAMD64', 'v1', 'v3') // 'GOAMD64: "v1" on A, "v3" on B' */
export function sides(what: string, a: string | undefined, b: string | undefined): string {
  return `${what}: ${shown(a)} on A, ${shown(b)} on B`;
}

/**
 * What kind of text the places look like in which two texts differ, where that is plain.
 * @returns `a time`, `a commit` or `a path`; undefined when it could be anything
 * @example looksLike('built 2026-11-24T10:00:00Z', 'built 2026-11-24T10:00:01Z') // 'a time'
 */
export function looksLike(a: string, b: string): string | undefined {
  for (const [kind, pattern] of KINDS) {
    const [x, y] = [a.slice(0, MAX_SEARCHED).match(pattern)?.[0], b.slice(0, MAX_SEARCHED).match(pattern)?.[0]];
    const [found, other] = [x ?? y, x === undefined ? a : b];
    // On one side only: that the other is empty or a placeholder is enough.
    if (found !== undefined && x !== y && (x === undefined || y === undefined ? other.length < 16 : true)) return kind;
  }
  return undefined;
}

// RFC 3339 and its relatives, `date`'s own form, and seconds since 1970 between 2017 and 2033.
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['a time', /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|\d{8}-?T?\d{6}/],
  ['a time', /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{1,12}\d\d:\d\d:\d\d/],
  ['a time', /(?<!\d)1[5-9]\d{8}(?:\d{3}|\d{9})?(?!\d)/],
  ['a commit', /(?<![0-9a-f])[0-9a-f]{40}(?:[0-9a-f]{24})?(?![0-9a-f])/],
  ['a path', /(?:^|[\s"'=:])(?:\/[\w.@+-]+){2,}|[A-Z]:\\[\w.\\-]+/],
];

/** What to do about a value of some kind. @example valueFix('a time') // 'use the time of the source ...' */
export function valueFix(kind: string | undefined): string {
  if (kind === 'a time')
    return 'use the time of the source (that of the commit, or SOURCE_DATE_EPOCH), which is the same in every build, or leave the time out';
  if (kind === 'a path') return 'write paths relative to the module, or leave them out';
  if (kind === 'a commit') return 'build both from the same commit';
  if (kind === 'a host name' || kind === 'a user name')
    return `leave it out: ${kind} is another one on each machine, and tells nothing about the program`;
  return 'take the value out, or use one that the source decides';
}

/**
 * Whether two texts hold the same words in another order.
 * @example sameWords('b,a,c', 'a,b,c') // true
 */
export function sameWords(a: string, b: string): boolean {
  if (a === b || a.length !== b.length) return false;
  const words = (text: string): readonly string[] => text.match(/[A-Za-z0-9_.-]+/g) ?? [];
  const [x, y] = [words(a).toSorted(), words(b).toSorted()];
  return x.length > 1 && new Set(x).size > 1 && x.length === y.length && x.every((word, index) => word === y[index]);
}
