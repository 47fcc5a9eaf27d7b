import type { Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { formatRepositoryName, parseReference } from '../formats/reference.ts';
import type { CallerRecord } from './caller.ts';
import type { Effect } from './decision.ts';
import type { PolicyMode } from './policy.ts';
import type { Outcome } from './verdict.ts';

/** One line of a list of decisions; the decision itself has the rest. */
export interface DecisionSummary {
  /** Place in the log. */
  readonly index: number;
  readonly id: string;
  readonly time: string;
  readonly outcome: Outcome;
  /** Absent where the first release decided, which had no modes but one. */
  readonly effect?: Effect;
  readonly caller: CallerRecord;
  readonly door?: string;
  readonly requested: string;
  /** Where the image's digest never became known, both are what the request named, as far as it did. */
  readonly repository?: string;
  readonly digest?: Digest;
  /** The caller's claims on the request, `release` among them. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly policies: readonly {
    readonly name: string;
    readonly digest: Digest;
    readonly outcome?: Outcome;
    readonly mode?: PolicyMode;
    readonly shadowOf?: string;
  }[];
  /** Codes of what failed or could not be told, each once, at most 20. */
  readonly codes: readonly string[];
}

/**
 * What a request names by its text alone: an answer without a verdict is found by that, since no registry told more of the image.
 * @param requested - as the caller wrote it
 * @returns nothing for what is no reference
 * @example namedImage('registry.example.com/team/app:v9') // { repository: 'registry.example.com/team/app' }
 */
export function namedImage(requested: string): Pick<DecisionSummary, 'repository' | 'digest'> {
  try {
    const reference = parseReference(requested);
    const { digest } = reference;
    return { repository: formatRepositoryName(reference), ...(digest !== undefined && { digest }) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return {};
  }
}
