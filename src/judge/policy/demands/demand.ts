import { FormatError } from '../../../formats/format-error.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { TrustedSigner } from '../../../records/policy.ts';

/**
 * One kind of demand under `require`: how it is read, what it needs verified, and when no image could meet it. Each kind has a
 * file of its own here and a line in `requirements.ts`; the check that it asks for is in `judge/decide`.
 */
export interface Demand<T> {
  /**
   * Reads it from the document. What signers are meant by a name is checked later.
   * @param at - JSON pointer of the value in the policy
   * @throws FormatError with the JSON pointer
   */
  read(value: JsonValue, at: string): T;
  /** False for one that is there and asks nothing, such as an empty list. */
  asksSomething(demand: T): boolean;
  needs(demand: T): DemandNeeds;
  /**
   * Refuses what no image can meet, or names nobody.
   * @param at - JSON pointer of the demand
   * @param trust - the signers of the policy
   * @throws FormatError with the JSON pointer
   */
  requireSound?(demand: T, at: string, trust: readonly TrustedSigner[]): void;
}

/** What a demand needs verified; what is left out is not needed. */
export interface DemandNeeds {
  /** Names of signers who answer for the image: who seals, signs, states or scans it. */
  readonly signers?: readonly string[];
  /** Names of signers who rebuilt it: never one of the above. */
  readonly rebuilders?: readonly string[];
  /** URIs of predicate types. */
  readonly predicateTypes?: readonly string[];
  /** URIs of those predicate types whose contents count too. */
  readonly contents?: readonly string[];
  readonly walkLayers?: boolean;
  /** Every Go program in the layers. */
  readonly goPrograms?: boolean;
  /** What every signer of the policy signed or stated. */
  readonly everySigner?: boolean;
  /** Statements of whatever type. */
  readonly everyStatement?: boolean;
  /** What small predicates say. */
  readonly predicates?: boolean;
}

/**
 * Refuses a policy.
 * @param at - JSON pointer of what is wrong
 * @throws FormatError of format `policy`
 * @example refuse('/require/platforms', 'linux/amd64 is demanded twice')
 */
export function refuse(at: string, message: string): never {
  throw new FormatError('policy', message, at);
}

/**
 * Refuses a list in which a demand stands twice.
 * @throws FormatError
 * @example requireUnique(platforms, '/require/platforms')
 */
export function requireUnique(values: readonly string[], at: string): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) refuse(at, `${twice} is demanded twice`);
}
