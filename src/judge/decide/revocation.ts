import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { SignatureFact } from '../../records/facts.ts';
import type { CertificateRevocation } from '../../records/revocation.ts';
import { earliest, holds } from './context.ts';

/** How the certificates of a signature stand at one moment. */
export type RevocationState =
  /** `until` is the last moment, in seconds since 1970, of the answers that it rests on. */
  | { readonly state: 'clear'; readonly until: number | null }
  /** `until` is the last moment of a hold; null for what stays revoked. */
  | { readonly state: 'revoked'; readonly reason: string; readonly until: number | null }
  | { readonly state: 'unknown'; readonly reason: string };

/**
 * How a signature stands where its policy asks about revocation; where it does not, or only notes the answers, it is clear.
 * A certificate that was revoked stays so whatever another answer says; one on hold is for as long as the answer holds.
 *
 * @param now - seconds since 1970
 * @example revocationOf(fact, context.now).state // 'clear'
 * @see Notary Project trust-store-trust-policy.md, "Certificate Revocation Evaluation"
 */
export function revocationOf({ revocation }: Pick<SignatureFact, 'revocation'>, now: number): RevocationState {
  if (revocation?.mode !== 'enforce') return { state: 'clear', until: null };
  return stateOfAll(revocation.certificates, now);
}

/**
 * How all certificates of a chain stand. One that is revoked says more than one of which nothing is known.
 */
function stateOfAll(certificates: readonly CertificateRevocation[], now: number): RevocationState {
  const all = certificates.map((one) => stateOfCertificate(one, now));
  const revoked = all.filter((one) => one.state === 'revoked');
  const [first] = revoked;
  if (first !== undefined) {
    // A hold ends; what is revoked for good stays so.
    const until = revoked.some((one) => one.until === null) ? null : earliest(revoked.map((one) => one.until));
    return { ...first, until };
  }
  const bad = all.find(({ state }) => state === 'unknown');
  if (bad !== undefined) return bad;
  return { state: 'clear', until: earliest(all.flatMap((one) => (one.state === 'clear' ? [one.until] : []))) };
}

/** How one certificate stands. @example stateOfCertificate(one, now).state // 'revoked' */
export function stateOfCertificate(one: CertificateRevocation, now: number): RevocationState {
  const { subject, revocable, answers, failures } = one;
  if (!revocable) return { state: 'clear', until: null };
  const current = answers.filter(({ valid }) => holds(valid, now));
  const revoked = answers.find(({ status }) => status === 'revoked') ?? current.find(({ status }) => status === 'held');
  const name = JSON.stringify(subject);
  if (revoked !== undefined) {
    const { reason = 'unspecified', revokedAt, status, valid } = revoked;
    const when = revokedAt === undefined ? '' : ` at ${formatUtcSeconds(revokedAt)}`;
    const what = status === 'held' ? `put the certificate of ${name} on hold` : `revoked the certificate of ${name}`;
    const until = status === 'held' ? valid.until : null;
    return { state: 'revoked', reason: `its issuer ${what}${when} (${reason})`, until };
  }
  const ends = current.map(({ valid }) => valid.until ?? Number.POSITIVE_INFINITY);
  if (ends.length > 0) {
    const until = Math.max(...ends);
    return { state: 'clear', until: until === Number.POSITIVE_INFINITY ? null : until };
  }
  const [late] = answers.map(({ valid }) => valid.until ?? 0).sort((a, b) => b - a);
  const why =
    late === undefined
      ? failures.join('; ')
      : `the newest answer was for the time until ${formatUtcSeconds(late)}${failures.map((one) => `; ${one}`).join('')}`;
  return { state: 'unknown', reason: `whether the certificate of ${name} was revoked can't be told: ${why}` };
}

/**
 * What a policy that only notes revocation has to say of a signature that counts; empty for nothing.
 * @example revocationNote(fact, context.now)
 */
export function revocationNote({ revocation }: Pick<SignatureFact, 'revocation'>, now: number): string {
  if (revocation?.mode !== 'log') return '';
  const state = stateOfAll(revocation.certificates, now);
  return state.state === 'clear' ? '' : `; noted and not enforced: ${state.reason}`;
}
