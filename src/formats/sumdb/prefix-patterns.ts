/**
 * Tells whether a module path, or its first elements, match a pattern of a list such as GOPRIVATE. A malformed pattern
 * matches nothing, as with Go.
 * @param globs - comma-separated, in the syntax of Go's `path.Match`
 * @example matchesPrefixPatterns('*.corp.example.com,example.com/private', 'git.corp.example.com/a/b') // true
 * @see `go help private`; golang.org/x/mod/module.MatchPrefixPatterns
 */
export function matchesPrefixPatterns(globs: string, path: string): boolean {
  return globs.split(',').some((raw) => {
    const glob = raw.endsWith('/') ? raw.slice(0, -1) : raw;
    if (glob === '') return false;
    const elements = path.split('/');
    const count = glob.split('/').length;
    if (elements.length < count) return false;
    const pattern = parsePattern(glob);
    return pattern !== undefined && matches(pattern, Array.from(elements.slice(0, count).join('/')));
  });
}

/** A star, or a test of one character. */
type Token = '*' | ((character: string) => boolean);

/** @returns undefined for a malformed pattern @see Go's path.Match */
function parsePattern(glob: string): readonly Token[] | undefined {
  const characters = Array.from(glob);
  const tokens: Token[] = [];
  let at = 0;
  const next = (): string | undefined => characters[at++];
  for (let character = next(); character !== undefined; character = next()) {
    if (character === '*') tokens.push('*');
    else if (character === '?') tokens.push((found) => found !== '/');
    else if (character === '[') {
      const rest = parseClass(characters, at);
      if (rest === undefined) return undefined;
      tokens.push(rest.token);
      at = rest.at;
    } else {
      const literal = character === '\\' ? next() : character;
      if (literal === undefined) return undefined;
      tokens.push((found) => found === literal);
    }
  }
  return tokens;
}

/** A class from after its `[` to after its `]`. */
function parseClass(characters: readonly string[], start: number): { token: Token; at: number } | undefined {
  let at = start;
  const negated = characters[at] === '^';
  if (negated) at++;
  const ranges: (readonly [low: string, high: string])[] = [];
  const bound = (): string | undefined => {
    const character = characters[at++];
    if (character === '\\') return characters[at++];
    return character === '-' || character === ']' ? undefined : character;
  };
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = bound();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (characters[at] === '-') {
      at++;
      high = bound();
    }
    if (high === undefined || at >= characters.length) return undefined;
    ranges.push([low, high]);
  }
  const code = (character: string): number => character.codePointAt(0) ?? 0;
  const inside = (found: string): boolean =>
    ranges.some(([low, high]) => code(low) <= code(found) && code(found) <= code(high));
  return { token: (found) => inside(found) !== negated, at: at + 1 };
}

// A star is widened only as long as nothing later forces more, which takes the product of both lengths at worst.
function matches(tokens: readonly Token[], text: readonly string[]): boolean {
  let [t, at, star, resume] = [0, 0, -1, 0];
  while (at < text.length || t < tokens.length) {
    const [token, character] = [tokens[t], text[at]];
    if (token === '*') {
      [star, resume] = [t, at];
      t++;
    } else if (token !== undefined && character !== undefined && token(character)) {
      t++;
      at++;
    } else if (star >= 0 && resume < text.length && text[resume] !== '/') {
      resume++;
      [t, at] = [star + 1, resume];
    } else return false;
  }
  return true;
}
