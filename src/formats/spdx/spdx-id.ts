import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeUtf8 } from '../utf8.ts';

const MAX_READABLE = 120;

/**
 * An identifier of an SPDX element: letters, digits, dots and dashes only. Where the text has others, a short hash of it
 * keeps two that look alike apart (`a/b` and `a-b`).
 *
 * @param kind - what it is, a plain word: `Module`
 * @param text - what names it
 * @example spdxId('Module', 'golang.org/x/text@v0.31.0') // 'SPDXRef-Module-golang.org-x-text-v0.31.0-1f0c...'
 * @see SPDX 2.3, clause 7.2
 */
export function spdxId(kind: string, text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, MAX_READABLE);
  if (plain === text) return `SPDXRef-${kind}-${plain}`;
  return `SPDXRef-${kind}-${plain}-${bytesToHex(sha256(encodeUtf8(text))).slice(0, 8)}`;
}

/**
 * Tells whether a text is an identifier of an element, of at most 240 characters after the prefix.
 * @example isSpdxId('SPDXRef-DOCUMENT') // true
 * @see SPDX 2.3, clause 7.2: "[idstring] is a unique string containing letters, numbers, ., and/or -"
 */
export function isSpdxId(text: string): boolean {
  return /^SPDXRef-[A-Za-z0-9.-]{1,240}$/.test(text);
}
