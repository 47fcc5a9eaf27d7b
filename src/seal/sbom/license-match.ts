import { LICENSE_TEXTS } from './license-texts.ts';
import { licenseWords } from './license-words.ts';

// Limits in words. They allow what guideline B.3.4 of SPDX 2.3, annex B calls replaceable text (names of holders) and a
// title; a sentence more or less makes another licence.
const MAX_TITLE = 12;
const MAX_REPLACED = 12;
const MAX_ADDED = 3;
const MAX_SHARE = 0.1;
const RESYNC = 3;
/** A difference with one of these changes what is allowed ("for good, not evil"). */
const TELLING = new Set(
  'not no never nor neither cannot only except unless commercial noncommercial non must shall prohibited forbidden restricted evil military without personal academic research educational evaluation internal'.split(
    ' ',
  ),
);
const MAX_WORDS = 20_000;
const MIN_WORDS = 20;
/** Texts in one file. */
const MAX_TEXTS = 4;

const END = ['end', 'of', 'terms', 'and', 'conditions'];
/** The text of these is the same with and without "or any later version", which only the files that use it say. */
const VERSION_UNSAID = /^(?:L|A)?GPL-/;

const words = new Map<string, readonly string[]>();

/** What a licence file was found to be. */
export interface LicenseMatch {
  /** SPDX identifier, or undefined where no text fits or the identifier depends on what the text doesn't say. */
  readonly id?: string;
  /** One clause for people: why it is this one, or none. */
  readonly why: string;
}

/**
 * Finds the licence whose text a file holds, or the licences where several whole texts stand one after another. Only
 * whole texts count: a file with a sentence more is none of them. The same file gives the same answer on any machine.
 *
 * @param text - content of a LICENSE file
 * @example matchLicense(mitText).id // 'MIT'
 */
export function matchLicense(text: string): LicenseMatch {
  const found = licenseWords(text);
  if (found.length > MAX_WORDS) return { why: 'the file is longer than any licence' };
  const ids = sequence(found, MAX_TEXTS);
  if (ids === undefined) return { why: 'the text is that of no licence known here' };
  const unsaid = ids.find((id) => VERSION_UNSAID.test(id));
  if (unsaid !== undefined) {
    const family = unsaid.replace(/-only$/, '');
    return { why: `the text is that of ${family}, which does not say whether later versions are allowed too` };
  }
  // Nothing in a file of several texts says that one may choose.
  const id = [...new Set(ids)].sort().join(' AND ');
  return { id, why: `the text is that of ${id}` };
}

/** The licences that the words are, one after another, with nothing left; undefined when they are not. */
function sequence(text: readonly string[], most: number): readonly string[] | undefined {
  if (most === 0 || text.length < MIN_WORDS) return undefined;
  if (isApacheNotice(text)) return ['Apache-2.0'];
  const candidates = Object.keys(LICENSE_TEXTS)
    .flatMap((id) => {
      const match = prefix(text, wordsOf(id));
      return match === undefined ? [] : [{ id, ...match }];
    })
    .sort((a, b) => a.differing - b.differing || b.end - a.end || (a.id < b.id ? -1 : 1));
  for (const { id, end } of candidates) {
    const rest = text.slice(end);
    if (rest.length <= MAX_ADDED || (rest[0] === 'http' && rest.length <= MAX_TITLE)) return [id];
    const others = sequence(rest, most - 1);
    if (others !== undefined) return [id, ...others];
  }
  return undefined;
}

/** The few lines that Apache-2.0 asks to be put into files, standing alone but for whom they name. */
function isApacheNotice(text: readonly string[]): boolean {
  const licence = wordsOf('Apache-2.0');
  const notice = licence.slice(licence.lastIndexOf('licensed'));
  const holders = text.length - notice.length;
  return holders >= 0 && holders <= MAX_TITLE && agree(text, holders, notice, 0, notice.length);
}

function wordsOf(id: string): readonly string[] {
  const known = words.get(id) ?? licenseWords(LICENSE_TEXTS[id] ?? '');
  words.set(id, known);
  return known;
}

/** Where in the text this licence ends and how many words differ; undefined when the text does not begin with it. */
function prefix(text: readonly string[], licence: readonly string[]): { end: number; differing: number } | undefined {
  if (text.length < licence.length * 0.4) return undefined;
  let [i, j] = titles(text, licence);
  if (i < 0) return undefined;
  let differing = 0;
  while (i < text.length && j < licence.length) {
    if (text[i] === licence[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const gap = resync(text, i, licence, j);
    if (gap === undefined || !tolerated(text.slice(i, i + gap[0]), licence.slice(j, j + gap[1]))) break;
    i += gap[0];
    j += gap[1];
    differing += Math.max(...gap);
    if (differing > licence.length * MAX_SHARE) return undefined;
  }
  if (licence.length - j <= MAX_ADDED) return { end: i, differing };
  // The appendix ("how to apply") is no part of the terms; of it, any run of words up to its end may follow.
  const end = endOfTerms(licence);
  if (end === undefined || j < end - END.length) return undefined;
  const appendix = licence.slice(end).join(' ');
  const rest = text.slice(i);
  for (let length = rest.length; length > MAX_ADDED; length--)
    if (appendix.endsWith(rest.slice(0, length).join(' '))) return { end: i + length, differing };
  return { end: i, differing };
}

/** Where both texts begin to agree, past a title; -1 when they don't. */
function titles(text: readonly string[], licence: readonly string[]): [number, number] {
  let best: [number, number] = [-1, -1];
  for (let i = 0; i <= MAX_TITLE; i++)
    for (let j = 0; j <= MAX_TITLE; j++) {
      const better = best[0] < 0 || i + j < best[0] + best[1];
      if (better && agree(text, i, licence, j, RESYNC + 1)) best = [i, j];
    }
  return best;
}

/** The smallest step on both sides after which the texts agree again. */
function resync(
  text: readonly string[],
  i: number,
  licence: readonly string[],
  j: number,
): [number, number] | undefined {
  for (let total = 1; total <= 2 * MAX_REPLACED; total++)
    for (let left = Math.max(0, total - MAX_REPLACED); left <= Math.min(total, MAX_REPLACED); left++)
      if (agree(text, i + left, licence, j + total - left, RESYNC)) return [left, total - left];
  return undefined;
}

function agree(text: readonly string[], i: number, licence: readonly string[], j: number, count: number): boolean {
  for (let k = 0; k < count; k++) if (text[i + k] === undefined || text[i + k] !== licence[j + k]) return false;
  return true;
}

function tolerated(added: readonly string[], dropped: readonly string[]): boolean {
  if (added.length === 0 || dropped.length === 0) {
    if (Math.max(added.length, dropped.length) > MAX_ADDED) return false;
  }
  return ![...added, ...dropped].some((word) => TELLING.has(word));
}

/** Index past "end of terms and conditions". */
function endOfTerms(licence: readonly string[]): number | undefined {
  const at = licence.findIndex((_, index) => END.every((word, offset) => licence[index + offset] === word));
  return at < 0 ? undefined : at + END.length;
}
