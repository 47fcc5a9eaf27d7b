import type { Fault } from '../records/discovery.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkLinkerFlags } from '../seal/build/allowed-flags.ts';
import { joinFlags, splitFlags } from '../seal/build/flag-words.ts';
import type { RebuildHints } from './rebuild-hints.ts';
import { type FlagsCandidate, likelyLinkerFlags } from './rebuild-platform.ts';

const MAX_HINTS = 8;
// Below what one argument of a program may have on Linux.
const MAX_FLAGS = 32 * 1024;

/**
 * Linker flags to try. What is given is the only candidate; else what twin proofs say, whoever signed them, and what is likely. A wrong
 * one costs a link, and keeps no right one from being tried.
 * @param given - as the user wrote them
 * @param bytes - the program that is built again
 * @example flagCandidates('-s -w', hints, undefined) // [{ words: ['-s', '-w'], from: 'given' }]
 */
export function flagCandidates(
  given: string | undefined,
  hints: RebuildHints,
  bytes: Uint8Array | undefined,
): readonly FlagsCandidate[] {
  if (given !== undefined) return [{ words: splitFlags(given), from: 'given' }];
  const likely = bytes === undefined ? [[]] : likelyLinkerFlags(bytes);
  const all: readonly FlagsCandidate[] = [
    ...distinctHints(hints)
      .slice(0, MAX_HINTS)
      .map((words) => ({ words, from: 'image' as const })),
    ...likely.map((words) => ({ words, from: 'found' as const })),
  ];
  const text = ({ words }: FlagsCandidate): string => JSON.stringify(words);
  return all.filter((one, index) => all.findIndex((other) => text(other) === text(one)) === index);
}

/**
 * Why the right flags may be unknown although the image's statements name them: then a difference shows nothing. Whoever may write to
 * the registry could otherwise bury them, and make honest rebuilders sign that the program is another.
 * @param faults - of gathering what is attached
 * @example whyUnknownFlags(undefined, hints, evidence.faults) // undefined when all was read
 */
export function whyUnknownFlags(
  given: string | undefined,
  hints: RebuildHints,
  faults: readonly Fault[],
): string | undefined {
  if (given !== undefined) return undefined;
  const [fault] = faults;
  if (fault !== undefined) return `what is attached to the image could not be read to its end (${fault.reason})`;
  return distinctHints(hints).length > MAX_HINTS
    ? `more than ${MAX_HINTS} statements that are attached name linker flags, each other ones`
    : undefined;
}

function distinctHints({ ldflags }: RebuildHints): RebuildHints['ldflags'] {
  return [...new Map(ldflags.filter(areAllowed).map((words) => [JSON.stringify(words), words])).values()];
}

function areAllowed(words: readonly string[]): boolean {
  try {
    checkLinkerFlags(words);
    return joinFlags(words).length <= MAX_FLAGS;
  } catch (error) {
    if (error instanceof TwinsealError) return false;
    throw error;
  }
}
