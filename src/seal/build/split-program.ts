import { type SplitProgram, splitDebug } from '../../formats/elf/split-debug.ts';
import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Splits the debug information off what a side built, before anything is compared: so the compared bytes are those that ship.
 * @param what - names the program in the error
 * @throws TwinsealError `BINARY_NOT_SPLIT`
 * @example splitProgram(bytes, './cmd/app for linux/amd64').name // '14d8...8dab.debug'
 */
export function splitProgram(bytes: Uint8Array, what: string): SplitProgram {
  try {
    return splitDebug(bytes);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError(
      'BINARY_NOT_SPLIT',
      `the debug information of ${what} can not be split off: ${cause.message}; build with --debug keep, or leave out the flag that drops it`,
      { cause },
    );
  }
}
