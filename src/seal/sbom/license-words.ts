/**
 * A licence text as the words that count: lower case, without copyright lines, punctuation, list numbers and comment
 * marks.
 *
 * @example licenseWords('Copyright (c) 2026 X\n\nPermission is hereby granted') // ['permission', 'is', 'hereby', 'granted']
 * @see SPDX 2.3, annex B, "License matching guidelines": B.3 white space, B.4 capitals, B.5 punctuation, B.6 code comment
 *   indicators, B.7 bullets, B.10 copyright notice
 */
export function licenseWords(text: string): readonly string[] {
  const lines = text
    .toLowerCase()
    .normalize('NFKC')
    .split('\n')
    .filter((line) => !isCopyrightLine(line))
    // B.7: `1.`, `(a)`, `*` or `-` at the start of a line.
    .map((line) => line.replace(/^[\s/*#;>|"'-]*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)?/, ''));
  const plain = lines
    .join(' ')
    .replaceAll(/all rights reserved/g, ' ')
    .replaceAll(/\bhttps:/g, 'http:')
    .replaceAll(/\blicence/g, 'license');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Lines that name holders of the copyright, as they stand, for `copyrightText`. At most 20 lines of 200 characters.
 * @example copyrightLines('// Copyright (c) 2026 X\n') // ['Copyright (c) 2026 X']
 */
export function copyrightLines(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => isCopyrightLine(line.toLowerCase()));
  return (
    lines
      .map((line) => line.replaceAll(/^[\s/*#;]+|[\s*/]+$/g, ''))
      // A template that nobody filled in names nobody.
      .filter((line) => line.length <= 200 && !/[<[{](?:year|yyyy|name)/i.test(line))
      .slice(0, 20)
  );
}

function isCopyrightLine(line: string): boolean {
  return /^[\s/*#;"-]*(?:portions |some parts? )?(?:copyright\s*:?\s*(?:\(c\)|©|&copy;|\d|[<[{]|(?:by )?the\b[^.]*\b(?:authors|contributors)\b)|©|\(c\)\s+\d)/.test(
    line,
  );
}
