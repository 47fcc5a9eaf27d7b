import { goFields, trimGoSpace } from './go-space.ts';

// constraint.maxSize and maxOldSize: what is larger is refused, so deep nesting can't exhaust the stack.
const MAX_SIZE = 1000;
const MAX_OLD_SIZE = 100;
const TAG = /^[\p{L}\p{Nd}_.]+/u;

/** Stands for a constraint that Go can't parse. */
class ConstraintError extends Error {}

/**
 * Tells whether a Go file could be in some build: every tag but `ignore` counts as set and as unset, whichever helps. It is
 * what `go mod vendor` asks of each file; files for which the answer is no are left out of vendor/.
 * @param head - the file up to its imports
 * @example couldBuild('//go:build ignore\n\npackage main\n') // false
 * @see cmd/go/internal/imports.ShouldBuild with AnyTags; go/build/constraint.Parse
 */
export function couldBuild(head: string): boolean {
  const { lines, goBuild } = readComments(head);
  if (goBuild.length > 1) return false;
  try {
    const [line] = goBuild;
    if (line !== undefined) return goBuildExpression(trimGoSpace(line.slice('//go:build'.length)));
  } catch (error) {
    if (error instanceof ConstraintError) return false;
    throw error;
  }
  return lines.every((line) => {
    const text = line.startsWith('//') ? plusBuildText(line) : undefined;
    return text === undefined || plusBuildAllows(text);
  });
}

interface Comments {
  /** Lines before the last blank one of the leading run of comments: where `// +build` may stand. */
  readonly lines: readonly string[];
  /** Lines `//go:build ...` before anything else than comments. */
  readonly goBuild: readonly string[];
}

function readComments(head: string): Comments {
  const all: string[] = [];
  const goBuild: string[] = [];
  let end = 0;
  let ended = false;
  let inComment = false;
  const raw = head.split('\n');
  // What follows the last line break is a line only when there is something.
  if (raw.at(-1) === '') raw.pop();
  for (const each of raw) {
    const line = trimGoSpace(each);
    all.push(line);
    if (line === '' && !ended) {
      end = all.length;
      continue;
    }
    if (!line.startsWith('//')) ended = true;
    if (!inComment && isGoBuildLine(line)) goBuild.push(line);
    const rest = afterComments(line, inComment);
    inComment = rest.inComment;
    if (rest.code) break;
  }
  return { lines: all.slice(0, end), goBuild };
}

/** Whether something else than comments stands in a line, and whether it leaves a comment open. */
function afterComments(line: string, open: boolean): { readonly code: boolean; readonly inComment: boolean } {
  let text = line;
  let inComment = open;
  while (text !== '') {
    if (inComment) {
      const at = text.indexOf('*/');
      if (at < 0) return { code: false, inComment };
      inComment = false;
      text = trimGoSpace(text.slice(at + 2));
    } else if (text.startsWith('//')) return { code: false, inComment };
    else if (text.startsWith('/*')) {
      inComment = true;
      text = trimGoSpace(text.slice(2));
    } else return { code: true, inComment };
  }
  return { code: false, inComment };
}

function isGoBuildLine(line: string): boolean {
  if (!line.startsWith('//go:build')) return false;
  const rest = line.slice('//go:build'.length);
  return rest === '' || trimGoSpace(rest).length < rest.length;
}

function plusBuildText(line: string): string | undefined {
  const comment = trimGoSpace(line.slice(2));
  if (!comment.startsWith('+build')) return undefined;
  const rest = comment.slice('+build'.length);
  const text = trimGoSpace(rest);
  return rest.length === text.length && rest !== '' ? undefined : text;
}

// A line that is too complex to parse is no constraint to Go, so it allows.
function plusBuildAllows(text: string): boolean {
  let size = 0;
  const clauses = goFields(text).map((clause) =>
    clause.split(',').map((literal) => {
      size += 1;
      if (literal.startsWith('!!') || literal === '!') return tag('ignore', true);
      const negated = literal.startsWith('!');
      const name = negated ? literal.slice(1) : literal;
      const valid = TAG.exec(name)?.[0] === name ? name : 'ignore';
      return negated ? !tag(valid, false) : tag(valid, true);
    }),
  );
  if (size > MAX_OLD_SIZE + 1) return true;
  return clauses.length === 0 ? tag('ignore', true) : clauses.some((literals) => literals.every(Boolean));
}

// Any tag but `ignore` is whatever its place in the expression wants it to be.
function tag(name: string, wanted: boolean): boolean {
  return name === 'ignore' ? false : wanted;
}

function goBuildExpression(text: string): boolean {
  const parser = new ExpressionParser(text);
  const value = parser.or(true);
  if (parser.token !== '') throw new ConstraintError('something follows the expression');
  return value;
}

/** Parses and evaluates at once. `wanted` is what an outer negation has made of the question. */
class ExpressionParser {
  token = '';
  #text: string;
  #size = 0;

  constructor(text: string) {
    this.#text = text;
  }

  or(wanted: boolean): boolean {
    let value = this.#and(wanted);
    while (this.token === '||') value = this.#and(wanted) || value;
    return value;
  }

  #and(wanted: boolean): boolean {
    let value = this.#not(wanted);
    while (this.token === '&&') value = this.#not(wanted) && value;
    return value;
  }

  #not(wanted: boolean): boolean {
    this.#size += 1;
    if (this.#size > MAX_SIZE) throw new ConstraintError('the expression is too large');
    this.#next();
    if (this.token !== '!') return this.#atom(wanted);
    this.#next();
    if (this.token === '!') throw new ConstraintError('a negation is negated');
    return !this.#atom(!wanted);
  }

  #atom(wanted: boolean): boolean {
    if (this.#is('(')) {
      const value = this.or(wanted);
      if (!this.#is(')')) throw new ConstraintError('a parenthesis is not closed');
      this.#next();
      return value;
    }
    if (!TAG.test(this.token)) throw new ConstraintError('a tag is missing');
    const value = tag(this.token, wanted);
    this.#next();
    return value;
  }

  #is(token: string): boolean {
    return this.token === token;
  }

  #next(): void {
    const text = this.#text.replace(/^[ \t]+/, '');
    const token = text === '' ? '' : (/^(?:[()!]|&&|\|\|)/.exec(text) ?? TAG.exec(text))?.[0];
    if (token === undefined) throw new ConstraintError('there is something that is no tag and no operator');
    this.token = token;
    this.#text = text.slice(token.length);
  }
}
