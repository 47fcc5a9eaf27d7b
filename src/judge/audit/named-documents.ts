import { type Digest, isDigest } from '../../formats/digest.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';

/** The documents that a row of the ledger names, beside those that its evidence record names in turn. */
export interface NamedDocuments {
  /** The evidence record of a verdict. */
  readonly evidence?: Digest;
  /** What else a verdict was computed from: kept with it. */
  readonly needed: readonly Digest[];
  /** What a change or an answer without a verdict names. A policy is a document; a key, a role or a pushed image is none. */
  readonly told: readonly Digest[];
}

/**
 * Which documents a row names. Export and verification both ask this, so that nothing is written that is not checked.
 *
 * @param row - as the ledger has it, or whoever edited the ledger: what is no digest names nothing
 * @example namedDocuments(change).told // [change.before, change.after]
 */
export function namedDocuments(row: DecisionEntry | ChangeRecord): NamedDocuments {
  if ('kind' in row) return { needed: [], told: digestsIn([row.before, row.after]) };
  // The first release kept nothing to compute from.
  if (row.apiVersion !== 'twinseal.dev/decision/v2') return { needed: [], told: [] };
  if (!('inputs' in row)) return { needed: [], told: digestsIn(listOf(row.policies).map(digestOf)) };
  const { evidence, reports, policies } = row.inputs;
  const needed = digestsIn([reports, ...listOf(policies)]);
  return { needed, told: [], ...(isDigest(evidence) && { evidence }) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function digestOf(policy: unknown): unknown {
  return typeof policy === 'object' && policy !== null && 'digest' in policy ? policy.digest : undefined;
}

function digestsIn(values: readonly unknown[]): readonly Digest[] {
  return values.filter(isDigest);
}
