import { encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import type { Tree } from './consistency-proof.ts';
import { parseHash } from './hash.ts';

/** The head of a log as the text of a signed note. */
export interface Checkpoint extends Tree {
  /** First line: which log, or which kind of log, this is. */
  readonly origin: string;
  /** Further lines, each ending in a newline; empty mostly. */
  readonly extension: string;
}

const MAX_LENGTH = 64 * 1024;

/**
 * Reads the text of a checkpoint. Size and hash have one spelling; lines after them are kept and mean nothing here.
 * @param origin - the one that is expected, when there is one
 * @throws FormatError (`checkpoint`)
 * @example parseCheckpoint('go.sum database tree\n2\nnND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=\n').size // 2
 * @see C2SP tlog-checkpoint, "Note text"; golang.org/x/mod/sumdb/tlog.ParseTree
 */
export function parseCheckpoint(text: string, origin?: string): Checkpoint {
  const [first = '', digits = '', root = '', ...rest] = text.split('\n');
  if (text.length > MAX_LENGTH || rest.length === 0 || rest.at(-1) !== '' || first === '')
    throw new FormatError('checkpoint', 'a tree head has three lines at least: origin, size and hash');
  if (origin !== undefined && first !== origin)
    throw new FormatError('checkpoint', `the tree head is of another kind than ${JSON.stringify(origin)}`, ':1');
  if (!/^(?:0|[1-9]\d{0,15})$/.test(digits) || !Number.isSafeInteger(Number(digits)))
    throw new FormatError('checkpoint', 'the size of the tree is no decimal number that can be', ':2');
  const extension = rest
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('');
  try {
    return { origin: first, size: Number(digits), root: parseHash(root), extension };
  } catch (cause) {
    throw new FormatError('checkpoint', "the tree's hash is no base64 of 32 bytes", ':3', { cause });
  }
}

/** Writes a checkpoint's text; the inverse of {@link parseCheckpoint}. @example serialiseCheckpoint(head) */
export function serialiseCheckpoint({ origin, size, root, extension }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n${extension}`;
}
