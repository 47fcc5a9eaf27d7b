import type { SignerFact } from '../../records/facts.ts';
import {
  type Bar,
  revocationsOf,
  type SignedBy,
  type SignedTimes,
  type SigningKey,
  underTerms,
} from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { type EvidenceCase, type EvidenceOutcome, reject } from './outcome.ts';

export { factTimes, type SignedBy } from '../../records/key-terms.ts';

/**
 * Holds a good signature against what the policy says of its key: the window of the signer's key and the revoked ones.
 * @example signedBy(one, needed, fact, { valid: NO_BOUNDS }, { spki: needed.spki }).barred?.code // 'KEY_REVOKED'
 */
export function signedBy(
  { revoked = [] }: Pick<EvidenceCase, 'revoked'>,
  { window }: NeededSigner,
  signer: SignerFact,
  times: SignedTimes,
  key: SigningKey,
): SignedBy {
  return { signer, ...underTerms(times, window, revocationsOf(revoked, key)) };
}

/**
 * Adds what else keeps a signature from counting. What the evidence says falsely of itself is told before what its key is.
 * @example barredToo(by, keyedTimes(material, needed).barred)
 */
export function barredToo(by: SignedBy, barred: Bar | undefined): SignedBy {
  const first = barred?.code === 'SIGNATURE_INVALID' ? barred : (by.barred ?? barred);
  return first === undefined ? by : { ...by, barred: first };
}

/**
 * Adds a line for each signer whose signature is good and whose key does not count.
 * @param claimedType - predicate type of the statement that they signed
 * @example withBarred(one, signers, { signatures, statements: [], rejected: [] })
 */
export function withBarred(
  one: EvidenceCase,
  family: 'cosign' | 'notation',
  signers: readonly SignedBy[],
  outcome: EvidenceOutcome,
  claimedType?: string,
): EvidenceOutcome {
  const barred = signers.flatMap(({ signer, barred: bar }) =>
    bar === undefined
      ? []
      : reject(one, family, bar.code, `signed by ${signer.name}: ${bar.reason}`, {
          ...(claimedType !== undefined && { claimedType }),
          signer: signer.name,
        }).rejected,
  );
  return { ...outcome, rejected: [...outcome.rejected, ...barred] };
}
