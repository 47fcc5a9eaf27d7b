import { FormatError } from '../format-error.ts';

/** One element of a pattern between slashes, in parts: a character, any one, any class of them, or any run. */
type Part =
  | { readonly kind: 'literal'; readonly char: string }
  | { readonly kind: 'one' | 'run' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

/** A pattern, its elements split. */
export type PathPattern = readonly (readonly Part[])[];

const MAX_LENGTH = 4096;

/**
 * Reads a pattern of path.Match: `*`, `?`, `[a-z]`, `[^a]` and `\` before a character, none of which matches a slash.
 * @throws FormatError (`path-pattern`)
 * @example parsePathPattern('templates/*.html').length // 2
 * @see path.Match
 */
export function parsePathPattern(pattern: string): PathPattern {
  if (pattern.length > MAX_LENGTH) throw bad(pattern);
  return pattern.split('/').map(parseElement);
}

/**
 * Tells whether an element matches. Time is bounded by the product of both lengths: only the last run is tried again.
 * @example matchElement(parsePathPattern('*.html')[0], 'a.html') // true
 */
export function matchElement(parts: readonly Part[], name: string): boolean {
  const chars = [...name];
  let [part, at] = [0, 0];
  let retry: { readonly part: number; at: number } | undefined;
  while (part < parts.length || at < chars.length) {
    const next = parts[part];
    if (next?.kind === 'run') {
      retry = { part: part + 1, at };
      part += 1;
    } else if (next !== undefined && at < chars.length && matchesOne(next, chars[at] ?? '')) {
      part += 1;
      at += 1;
    } else if (retry !== undefined && retry.at < chars.length) {
      retry.at += 1;
      part = retry.part;
      at = retry.at;
    } else return false;
  }
  return true;
}

function matchesOne(part: Part, char: string): boolean {
  if (part.kind === 'literal') return part.char === char;
  if (part.kind === 'class') {
    const code = char.codePointAt(0) ?? 0;
    return part.ranges.some(([low, high]) => low <= code && code <= high) !== part.negated;
  }
  return true;
}

function parseElement(element: string): readonly Part[] {
  const chars = [...element];
  const parts: Part[] = [];
  let at = 0;
  const escaped = (): string => {
    const char = chars[at] === '\\' ? chars[++at] : chars[at];
    if (char === undefined) throw bad(element);
    at += 1;
    return char;
  };
  const bound = (): number => {
    if (chars[at] === '-' || chars[at] === ']') throw bad(element);
    return escaped().codePointAt(0) ?? 0;
  };
  while (at < chars.length) {
    const char = chars[at];
    if (char === '*') parts.push({ kind: 'run' });
    else if (char === '?') parts.push({ kind: 'one' });
    if (char === '*' || char === '?') at += 1;
    else if (char === '[') {
      at += 1;
      const negated = chars[at] === '^';
      if (negated) at += 1;
      const ranges: (readonly [number, number])[] = [];
      while (chars[at] !== ']' || ranges.length === 0) {
        const low = bound();
        if (chars[at] === '-') {
          at += 1;
          ranges.push([low, bound()]);
        } else ranges.push([low, low]);
      }
      at += 1;
      parts.push({ kind: 'class', negated, ranges });
    } else parts.push({ kind: 'literal', char: escaped() });
  }
  return parts;
}

function bad(pattern: string): FormatError {
  return new FormatError('path-pattern', `${JSON.stringify(pattern.slice(0, 100))} is no pattern of path.Match`);
}
