import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Splits one entry of `ldflags` or `gcflags` into words: white space parts them, quotes keep it, and a template `{{...}}`
 * is never parted. Quotes are taken off.
 * @throws TwinsealError `SETTINGS_INVALID` for a quote or template that does not end
 * @example splitFlags("-s -X 'main.a=b c'") // ['-s', '-X', 'main.a=b c']
 * @see cmd/internal/quoted.Split
 */
export function splitFlags(entry: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < entry.length) {
    if (/\s/.test(entry[at] ?? '')) {
      at += 1;
      continue;
    }
    let word = '';
    while (at < entry.length && !/\s/.test(entry[at] ?? '')) {
      const char = entry[at] ?? '';
      const closing = entry.startsWith('{{', at) ? '}}' : char === '"' || char === "'" ? char : undefined;
      if (closing === undefined) {
        word += char;
        at += 1;
        continue;
      }
      const end = entry.indexOf(closing, at + closing.length);
      if (end === -1) {
        throw new TwinsealError(
          'SETTINGS_INVALID',
          `the flag ${JSON.stringify(entry.slice(0, 100))} does not end its ${closing}`,
        );
      }
      word += closing === '}}' ? entry.slice(at, end + 2) : entry.slice(at + 1, end);
      at = end + closing.length;
    }
    words.push(word);
  }
  return words;
}

/**
 * Joins words into the one argument that `go build` takes for `-ldflags` or `-gcflags`. Go's quotes have no escapes, so a
 * word with both kinds has no form.
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example joinFlags(['-X', 'main.a=b c']) // "-X 'main.a=b c'"
 * @see cmd/internal/quoted.Join
 */
export function joinFlags(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word !== '' && !/[\s'"]/.test(word)) return word;
      if (!word.includes("'")) return `'${word}'`;
      if (!word.includes('"')) return `"${word}"`;
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `the flag ${JSON.stringify(word.slice(0, 100))} has both kinds of quotes, which Go can not take`,
      );
    })
    .join(' ');
}
