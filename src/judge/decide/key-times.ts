import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Facts, RejectedEvidence, SignatureFact, StatementFact } from '../../records/facts.ts';
import { windowText } from '../../records/key-terms.ts';
import { holds } from './context.ts';

/** Codes of good signatures that do not count because of their key, its logs or their time. */
export const BARRED = [
  'KEY_REVOKED',
  'KEY_NOT_VALID_THEN',
  'SIGNATURE_CLAIM_OTHER',
  'SIGNATURE_LOGS_TOO_FEW',
  'SIGNATURE_TIMESTAMP_MISSING',
  'SIGNATURE_TIMESTAMP_INVALID',
] as const;

type Timed = Pick<SignatureFact | StatementFact, 'signedAt' | 'window'>;

/**
 * Why the present is no time for the key of a signature, whose own time nobody knows; undefined when it is.
 * @param now - seconds since 1970
 * @example outsideWindow(fact, context.now) // 'its key is trusted until 2026-06-30T00:00:00Z, and a signature without ...'
 */
export function outsideWindow({ window }: Timed, now: number): string | undefined {
  if (window === undefined || holds(window, now)) return undefined;
  return `its key is trusted ${windowText(window)}, and a signature without a trusted timestamp has no signing time, so that the present counts`;
}

/**
 * What a reader should know of the times of signatures that count: when they were made, or that nobody knows.
 * @example timeNote([fact]) // ', at 2026-06-01T12:00:00Z'
 */
export function timeNote(facts: readonly Timed[]): string {
  const [only, second] = facts;
  if (only?.signedAt !== undefined && second === undefined) return `, at ${formatUtcSeconds(only.signedAt)}`;
  return facts.some(({ window }) => window !== undefined)
    ? '; without a trusted timestamp it has no signing time, so the window of its key was held against the present'
    : '';
}

/**
 * A statement of one of the types that one of the signers signed and whose key does not count.
 * @example barredStatement(context.facts, ['https://spdx.dev/Document'], ['release'])?.code // 'KEY_REVOKED'
 */
export function barredStatement(
  { rejected }: Pick<Facts, 'rejected'>,
  types: readonly string[],
  by: readonly string[],
): RejectedEvidence | undefined {
  return rejected.find(
    ({ code, claimedType, signer }) =>
      BARRED.some((known) => known === code) &&
      claimedType !== undefined &&
      types.includes(claimedType) &&
      signer !== undefined &&
      by.includes(signer),
  );
}
