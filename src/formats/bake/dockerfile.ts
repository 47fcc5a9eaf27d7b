import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';

/** Bytes of a Dockerfile. */
export const MAX_DOCKERFILE = 1024 * 1024;
const MAX_LINES = 20_000;
/** Characters of a directive that are looked at. */
const MAX_DIRECTIVE = 512;

/** One instruction of a Dockerfile. */
export interface DockerfileStep {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** In capitals: `RUN`. */
  readonly instruction: string;
  /** Its first line without the instruction, at most 200 characters. */
  readonly text: string;
}

/** What a Dockerfile has in it; nothing is run, expanded or followed. */
export interface Dockerfile {
  /** The frontend that it asks for: `docker/dockerfile:1`. */
  readonly syntax?: string;
  readonly steps: readonly DockerfileStep[];
}

/**
 * Lists the instructions of a Dockerfile: comments, continued lines and here-documents are told from instructions, and no more.
 * @throws FormatError for text that is no UTF-8 or has too many lines
 * @example parseDockerfile(bytes).steps[0] // { line: 1, instruction: 'FROM', text: 'golang:1.26 AS build' }
 * @see Docker documentation, "Dockerfile reference", Format, Parser directives, Here-Documents
 */
export function parseDockerfile(bytes: Uint8Array): Dockerfile {
  if (bytes.length > MAX_DOCKERFILE) throw new FormatError('dockerfile', 'has more than 1 MiB');
  const lines = decodeUtf8(bytes)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  if (lines.length > MAX_LINES) throw new FormatError('dockerfile', `has more than ${MAX_LINES} lines`);
  const steps: DockerfileStep[] = [];
  const { syntax, continuation } = directives(lines);
  const ends: string[] = [];
  let continued = false;
  for (const [at, line] of lines.entries()) {
    const [end] = ends;
    if (end !== undefined) {
      if (line.replace(/^\t+/, '') === end) ends.shift();
      continue;
    }
    const bare = line.trim();
    // Comments and empty lines inside of a continued instruction are no end of it.
    if (bare === '' || bare.startsWith('#')) continue;
    if (!continued) {
      const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(bare) ?? [];
      steps.push({ line: at + 1, instruction: word.toUpperCase().slice(0, 40), text: rest.slice(0, 200) });
    }
    continued = bare.endsWith(continuation);
    const instruction = steps.at(-1)?.instruction;
    if (instruction === 'RUN' || instruction === 'COPY' || instruction === 'ADD')
      for (const [, name = ''] of bare.matchAll(/(?<![<\w])<<-?["']?([A-Za-z_]\w*)["']?/g)) ends.push(name);
    if (ends.length > 64) throw new FormatError('dockerfile', 'begins more than 64 here-documents', `:${at + 1}`);
  }
  return { ...(syntax !== undefined && { syntax }), steps };
}

/** Directives stand before everything else; the first line that is none ends them. */
function directives(lines: readonly string[]): { readonly syntax?: string; readonly continuation: string } {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^\s*#\s*([A-Za-z]+)\s*=\s*(.+?)\s*$/.exec(line.slice(0, MAX_DIRECTIVE)) ?? [];
    if (name === '') break;
    found.set(name.toLowerCase(), value);
  }
  const syntax = found.get('syntax')?.slice(0, 200);
  return { ...(syntax !== undefined && { syntax }), continuation: found.get('escape') === '`' ? '`' : '\\' };
}
