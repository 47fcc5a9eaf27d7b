import { decodeBase64, encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';

/** One block of a PEM file. */
export interface PemBlock {
  /** Between the dashes: `CERTIFICATE`, `PUBLIC KEY`, ... */
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** Bounds and leniency of {@link parsePem}. */
export interface PemOptions {
  /** Characters of the whole text; 1 MiB unless given. */
  readonly maxLength?: number;
  /** Blocks; 64 unless given. */
  readonly maxBlocks?: number;
  /** Takes lines of text outside the blocks, as tools write them above certificates. Never for private keys. */
  readonly explanatoryText?: boolean;
}

// RFC 7468 section 3: labels are printable, without two separators in a row and without one at an end.
const BEGIN = /^-----BEGIN ([\x21-\x2c\x2e-\x7e](?:[- ]?[\x21-\x2c\x2e-\x7e])*)-----$/;

/**
 * Reads textual encodings. Base64 is read strictly: lines of one length (at most 76), right padding, no white space
 * inside, no RFC 1421 headers, matching labels. Line ends may be LF or CRLF.
 *
 * @throws FormatError with the line in `at` (`:12`)
 * @example parsePem(text)[0]?.label // 'PUBLIC KEY'
 * @see RFC 7468 sections 2 and 3
 */
export function parsePem(text: string, options: PemOptions = {}): readonly PemBlock[] {
  const { maxLength = 1024 * 1024, maxBlocks = 64, explanatoryText = false } = options;
  if (text.length > maxLength)
    throw new FormatError('pem', `the text has ${text.length} characters, more than the ${maxLength} allowed`);
  const lines = text.split(/\r?\n/);
  const blocks: PemBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const label = BEGIN.exec(line)?.[1];
    if (label === undefined) {
      // A line of dashes is a broken boundary, not text: skipping it would skip a whole block in silence.
      if (line !== '' && (!explanatoryText || line.includes('-----')))
        throw new FormatError('pem', 'there is text outside the PEM blocks or a broken BEGIN line', `:${at + 1}`);
      at++;
      continue;
    }
    if (blocks.length >= maxBlocks)
      throw new FormatError('pem', `there are more than ${maxBlocks} blocks`, `:${at + 1}`);
    const end = lines.indexOf(`-----END ${label}-----`, at + 1);
    if (end < 0) throw new FormatError('pem', `the block ${label} has no END line`, `:${at + 1}`);
    blocks.push({ label, bytes: decodeBody(lines.slice(at + 1, end), at + 2) });
    at = end + 1;
  }
  if (blocks.length === 0) throw new FormatError('pem', 'there is no PEM block in the text');
  return blocks;
}

/**
 * Reads a text that must hold exactly one block, under one of the labels.
 * @throws FormatError
 * @example parseOnePem(text, ['PUBLIC KEY']).bytes
 */
export function parseOnePem(text: string, labels: readonly string[]): PemBlock {
  const [block, second] = parsePem(text, { maxLength: 64 * 1024, maxBlocks: 2 });
  if (block === undefined || second !== undefined)
    throw new FormatError('pem', 'there must be exactly one PEM block in the text');
  if (!labels.includes(block.label))
    throw new FormatError('pem', `the PEM block is ${block.label}, not ${labels.join(' or ')}`);
  return block;
}

/** Writes one block with lines of 64 characters. @see RFC 7468 section 2 @example serialisePem('CERTIFICATE', der) */
export function serialisePem(label: string, bytes: Uint8Array): string {
  const body = encodeBase64(bytes);
  let lines = '';
  for (let at = 0; at < body.length; at += 64) lines += `${body.slice(at, at + 64)}\n`;
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

function decodeBody(lines: readonly string[], firstLine: number): Uint8Array {
  const width = lines[0]?.length ?? 0;
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    if (line.includes(':'))
      throw new FormatError('pem', 'RFC 1421 headers (old-style encryption) are not read', `:${firstLine + index}`);
    if (line.length === 0 || line.length > 76 || (last ? line.length > width : line.length !== width))
      throw new FormatError('pem', 'a line is empty, too long or of another length', `:${firstLine + index}`);
  }
  try {
    return decodeBase64(lines.join(''));
  } catch (cause) {
    throw new FormatError('pem', 'the block is not strict base64', `:${firstLine}`, { cause });
  }
}
