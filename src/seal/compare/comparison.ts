import type { ObservedConditions } from '../../records/conditions.ts';
import type { Cause, SectionDifference } from '../../records/difference.ts';
import type { ByteDifference } from './byte-difference.ts';
import type { FunctionComparison } from './function-difference.ts';
import type { Program } from './program.ts';
import type { TextDifference } from './text-difference.ts';

/** One of the two binaries, with what is known of how it was built; empty where nothing is. */
export interface Suspect {
  readonly bytes: Uint8Array;
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly observed: ObservedConditions;
}

/** What was asked of both builds. */
export interface Recipe {
  /** Linker flags as the user wrote them, with their templates. */
  readonly ldflags: readonly string[];
  readonly prepare: readonly (readonly string[])[];
  /** Whether both are known to have been built from one source: the sides of a twin are. */
  readonly sameSource?: boolean;
}

/** Two programs laid side by side: what every family of causes looks at. */
export interface Comparison {
  readonly a: Program;
  readonly b: Program;
  readonly suspects: { readonly a: Suspect; readonly b: Suspect };
  readonly recipe: Recipe;
  readonly difference: ByteDifference;
  readonly sections: readonly SectionDifference[];
  readonly functions?: FunctionComparison;
  /** Constant texts that differ; looked for once, when first asked. */
  readonly texts: () => readonly TextDifference[];
}

/** A cause with how strongly the evidence speaks for it. */
export interface RankedCause extends Cause {
  /** See {@link STRENGTH}. */
  readonly strength: number;
  /** Whether it alone changes code in many packages, so that code that differs is no cause of its own. */
  readonly changesCode: boolean;
}

/**
 * Ranks by what kind of evidence a cause rests on: what the builds were told comes first, then what the programs record of
 * themselves, then what can only have one reason, then what has a likely one.
 */
export const STRENGTH = {
  told: 100,
  platform: 95,
  toolchain: 90,
  mode: 86,
  setting: 82,
  module: 78,
  stamp: 76,
  leak: 70,
  order: 66,
  embedded: 64,
  value: 62,
  debug: 58,
  standard: 54,
  generated: 50,
  source: 46,
  link: 40,
  nothing: 0,
} as const;

const MAX_EVIDENCE = 12;
const MAX_LINE = 400;
const MAX_REASON = 800;

/**
 * A cause with its evidence cut to what a reader takes in.
 * @example cause('tags', STRENGTH.setting, true, { reason, fix, evidence: ['-tags: absent on A, "x" on B'] })
 */
export function cause(
  name: Cause['name'],
  strength: number,
  changesCode: boolean,
  words: Pick<Cause, 'reason' | 'fix' | 'evidence'>,
): RankedCause {
  const lines = words.evidence
    .slice(0, MAX_EVIDENCE)
    .map((line) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}...` : line));
  const more = words.evidence.length > MAX_EVIDENCE ? [`and ${words.evidence.length - MAX_EVIDENCE} more`] : [];
  const reason = words.reason.length > MAX_REASON ? `${words.reason.slice(0, MAX_REASON)}...` : words.reason;
  return { name, strength, changesCode, reason, fix: words.fix, evidence: [...lines, ...more] };
}
