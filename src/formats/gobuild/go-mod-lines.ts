import { FormatError } from '../format-error.ts';
import { quotedPrefixLength, unquoteGo } from './go-string.ts';

/** A token of go.mod: a word (quotes taken off) or a punctuation mark. */
export interface GoModToken {
  readonly text: string;
  readonly quoted: boolean;
}

/** One statement: its verb (its block's, inside of one), its arguments, and where it stands. */
export interface GoModStatement {
  readonly verb: string;
  readonly args: readonly GoModToken[];
  /** The comment at the end of the line, without its slashes. */
  readonly comment: string;
  /** Line number, from 1. */
  readonly line: number;
}

const PUNCTUATION = '()[]{},';
// What golang.org/x/mod takes as part of a word: printable, no space, none of the marks.
const WORD = /[^\s()[\]{},"`\p{C}\p{Z}]/u;
const MAX_LINES = 100_000;

/**
 * Splits go.mod into statements and takes its blocks apart; what the statements mean is for parseGoMod.
 * @throws FormatError (`go-mod`) with the line
 * @example readGoModLines('require (\n\ta.b/c v1.0.0\n)\n')[0]?.verb // 'require'
 * @see Go modules reference, "Lexical elements", "Grammar"; golang.org/x/mod/modfile
 */
export function readGoModLines(text: string): readonly GoModStatement[] {
  const statements: GoModStatement[] = [];
  const lines = text.split('\n');
  if (lines.length > MAX_LINES) throw new FormatError('go-mod', `go.mod has more than ${MAX_LINES} lines`);
  let block: string | undefined;
  lines.forEach((raw, index) => {
    const line = index + 1;
    const { tokens, comment } = tokenize(raw, line);
    const [first, second] = tokens;
    if (first === undefined) return;
    if (block !== undefined) {
      if (isMark(first, ')')) {
        if (tokens.length > 1) throw fail('has something after the end of a block', line);
        block = undefined;
        return;
      }
      if (isMark(tokens.at(-1), '(')) throw fail('opens a block inside of a block', line);
      statements.push({ verb: block, args: tokens, comment, line });
      return;
    }
    if (first.quoted || PUNCTUATION.includes(first.text)) throw fail('begins a line without a directive', line);
    if (isMark(second, '(') && tokens.length === 2) {
      block = first.text;
      return;
    }
    if (isMark(second, '(') && isMark(tokens[2], ')') && tokens.length === 3) return;
    if (isMark(tokens.at(-1), '(')) throw fail(`has a block of an unknown kind`, line);
    statements.push({ verb: first.text, args: tokens.slice(1), comment, line });
  });
  if (block !== undefined) throw fail(`does not end its ${block} block`, lines.length);
  return statements;
}

function tokenize(raw: string, line: number): { readonly tokens: readonly GoModToken[]; readonly comment: string } {
  const tokens: GoModToken[] = [];
  let at = 0;
  while (at < raw.length) {
    const char = raw[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r') at += 1;
    else if (raw.startsWith('//', at)) return { tokens, comment: raw.slice(at + 2).trim() };
    else if (raw.startsWith('/*', at)) throw fail('has a /* comment; only // is one there', line);
    else if (PUNCTUATION.includes(char)) {
      tokens.push({ text: char, quoted: false });
      at += 1;
    } else if (char === '"' || char === '`') {
      const length = quotedPrefixLength(raw.slice(at));
      if (length === 0) throw fail('has a string that does not end', line);
      tokens.push({ text: unquoteInLine(raw.slice(at, at + length), line), quoted: true });
      at += length;
    } else {
      const start = at;
      while (at < raw.length && !raw.startsWith('//', at)) {
        const code = String.fromCodePoint(raw.codePointAt(at) ?? 0);
        if (!WORD.test(code)) break;
        at += code.length;
      }
      if (at === start) throw fail('has a character that go.mod does not take', line);
      const text = raw.slice(start, at);
      if (text.includes('/*')) throw fail('has a /* comment; only // is one there', line);
      tokens.push({ text, quoted: false });
    }
  }
  return { tokens, comment: '' };
}

function unquoteInLine(quoted: string, line: number): string {
  try {
    return unquoteGo(quoted);
  } catch {
    throw fail('has a malformed string', line);
  }
}

function isMark(token: GoModToken | undefined, mark: string): boolean {
  return token !== undefined && !token.quoted && token.text === mark;
}

function fail(what: string, line: number): FormatError {
  return new FormatError('go-mod', `go.mod ${what}, in line ${line}`, `:${line}`);
}
