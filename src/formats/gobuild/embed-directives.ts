import { goSpaceAt, isGoSpace, trimGoSpace } from './go-space.ts';
import { quotedPrefixLength, unquoteGo } from './go-string.ts';

const DIRECTIVE = '//go:embed';
const MAX_LINE = 64 * 1024;

/**
 * The patterns of all `//go:embed` comments of a Go file, in their order; comments inside of strings and of other comments
 * are none. A malformed line gives no pattern, as in Go, which leaves it to the compiler.
 * @param source - the whole file, which imports `embed`
 * @example embedPatterns('//go:embed a "b c"\nvar x string\n') // ['a', 'b c']
 * @see go/build/read.go readGoInfo, parseGoEmbed; go/ast.ParseDirective
 */
export function embedPatterns(source: string): readonly string[] {
  const found: string[] = [];
  const tokens = /["'`]|\/[/*]/g;
  for (let token = tokens.exec(source); token !== null; token = tokens.exec(source)) {
    const from = token.index;
    const end = endOfToken(source, from, token[0]);
    if (token[0] === '//' && source.startsWith(DIRECTIVE, from)) {
      const rest = source.slice(from + DIRECTIVE.length, end);
      if (rest.length <= MAX_LINE) found.push(...patternsOf(rest));
    }
    tokens.lastIndex = end;
  }
  return found;
}

// By hand and not by one expression, whose stack a long literal would exhaust.
function endOfToken(source: string, from: number, opening: string): number {
  if (opening === '//') return orEnd(source, source.indexOf('\n', from));
  if (opening === '/*') return orEnd(source, source.indexOf('*/', from + 2), 2);
  if (opening === '`') return orEnd(source, source.indexOf('`', from + 1), 1);
  const stops = opening === '"' ? /["\\\n]/g : /['\\\n]/g;
  stops.lastIndex = from + 1;
  for (let stop = stops.exec(source); stop !== null; stop = stops.exec(source)) {
    if (stop[0] !== '\\') return stop.index + 1;
    // A line break ends a literal even behind a backslash.
    if (source[stop.index + 1] !== '\n') stops.lastIndex = stop.index + 2;
  }
  return source.length;
}

function orEnd(source: string, at: number, length = 0): number {
  return at < 0 ? source.length : at + length;
}

function patternsOf(rest: string): readonly string[] {
  // `//go:embedded` is another directive.
  if (rest !== '' && !isGoSpace(rest)) return [];
  const patterns: string[] = [];
  for (let text = trimGoSpace(rest); text !== ''; text = trimGoSpace(text)) {
    const quoted = /^["`]/.test(text);
    const length = quoted ? quotedPrefixLength(text) : goSpaceAt(text);
    const after = text.slice(length);
    if (length === 0 || (after !== '' && !isGoSpace(after))) return [];
    const word = text.slice(0, length);
    try {
      patterns.push(quoted ? unquoteGo(word) : word);
    } catch {
      return [];
    }
    text = after;
  }
  return patterns;
}
