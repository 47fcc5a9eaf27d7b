import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Input } from './command.ts';

/**
 * The pairs of a flag that takes NAME=VALUE.
 * @param is - how the sentence about what is no pair goes on
 * @throws TwinsealError `USAGE` for what is no pair, and for a name that comes twice
 * @example pairsOf(input, 'annotations') // { build: '4711' }
 */
export function pairsOf(input: Input, flag: string, is = 'takes NAME=VALUE'): Readonly<Record<string, string>> {
  const read = new Map<string, string>();
  for (const word of input.list(flag)) {
    const at = word.indexOf('=');
    const name = word.slice(0, at);
    if (at < 1) throw new TwinsealError('USAGE', `--${flag} ${is}, not ${word.slice(0, 80)}`);
    if (read.has(name)) throw new TwinsealError('USAGE', `--${flag} names ${name.slice(0, 80)} twice`);
    read.set(name, word.slice(at + 1));
  }
  return Object.fromEntries(read);
}
