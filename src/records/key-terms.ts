import type { Certificate } from '../formats/der/x509.ts';
import { type Digest, sha256Digest } from '../formats/digest.ts';
import { equalBytes } from '../formats/equal-bytes.ts';
import { formatUtcSeconds } from '../formats/rfc3339.ts';
import type { CheckCode } from './check-codes.ts';
import type { SignerFact } from './facts.ts';
import type { Interval } from './interval.ts';

/** A key or certificate that a policy revokes: one of the ways to name it is there. */
export interface Revocation {
  /** SHA-256 of SubjectPublicKeyInfo. */
  readonly key?: Digest;
  /** SHA-256 of the certificate. */
  readonly certificate?: Digest;
  /** Lower-case hex of the serial number, with the DER of its issuer's name. */
  readonly serial?: { readonly number: string; readonly issuer: Uint8Array };
  /** Seconds since 1970; absent: it never counts. */
  readonly from?: number;
  readonly reason: string;
}

/** Why a good signature does not count. */
export interface Bar {
  readonly code: Extract<
    CheckCode,
    | 'KEY_REVOKED'
    | 'KEY_NOT_VALID_THEN'
    | 'SIGNATURE_LOGS_TOO_FEW'
    | 'SIGNATURE_CLAIM_OTHER'
    | 'SIGNATURE_INVALID'
    | 'SIGNATURE_TIMESTAMP_MISSING'
    | 'SIGNATURE_TIMESTAMP_INVALID'
  >;
  readonly reason: string;
}

/** When a good signature counts under the terms of its key, or why it never does. */
export interface Terms {
  readonly valid: Interval;
  readonly signedAt?: number;
  readonly window?: Interval;
  readonly barred?: Bar;
}

/** Whose good signature it is, and when it counts or why it never does. */
export interface SignedBy extends Terms {
  readonly signer: SignerFact;
}

/** The members of a fact that its key's terms give. @example { ...factTimes(by), subject, form } */
export function factTimes({
  signer,
  valid,
  signedAt,
  window,
}: SignedBy): Pick<SignedBy, 'signer' | 'valid' | 'signedAt' | 'window'> {
  return {
    signer,
    valid,
    ...(signedAt !== undefined && { signedAt }),
    ...(window !== undefined && { window }),
  };
}

/** Where a policy wants each signature to have a trusted timestamp, and one has none. */
export const NO_TIMESTAMP: Bar = {
  code: 'SIGNATURE_TIMESTAMP_MISSING',
  reason: 'it has no timestamp, and the policy wants each signature to have one',
};

/**
 * Where so many logs have a signature, and a policy wants more.
 * @example logsTooFew(1, 2)?.code // 'SIGNATURE_LOGS_TOO_FEW'
 */
export function logsTooFew(logs: number, wanted: number): Bar | undefined {
  if (logs >= wanted) return undefined;
  const reason = `${logs} different logs of the trusted root have the signature, and ${wanted} are demanded`;
  return { code: 'SIGNATURE_LOGS_TOO_FEW', reason };
}

/** What is known of a signature before its key's terms are looked at. */
export interface SignedTimes {
  readonly valid: Interval;
  /** Seconds since 1970: the earliest trusted time at which it was there. */
  readonly signedAt?: number;
  /** That time is the word of the signer himself, and so of whoever has his key. */
  readonly ownWord?: true;
}

/**
 * Applies what a policy says of the key that made a good signature: when it is trusted, and whether it is revoked. The trusted
 * time of the signature decides; without one the present does, so that the window bounds when the fact holds, and a revoked
 * key counts for nothing. Where the signer himself is trusted with the time, whoever stole his key writes any: so his revocation
 * counts from whatever time on, and his window bounds the present too.
 *
 * @param window - when the key is trusted; undefined: at any time
 * @param revocations - those that name the key or its certificate
 * @example underTerms({ valid: { from: null, until: null } }, { from: 100, until: 200 }, []).valid.until // 200
 * @see GHSA-wqqc-jjcq-vfxm (a key's validity that nobody compared with the time of the signature)
 */
export function underTerms(
  { valid, signedAt, ownWord }: SignedTimes,
  window: Interval | undefined,
  revocations: readonly Revocation[],
): Terms {
  const time = signedAt === undefined ? {} : { signedAt };
  const revoked = revocations.find(
    ({ from }) => from === undefined || signedAt === undefined || ownWord === true || signedAt >= from,
  );
  if (revoked !== undefined)
    return {
      valid,
      ...time,
      barred: { code: 'KEY_REVOKED', reason: revokedText(revoked, ownWord === true ? undefined : signedAt) },
    };
  if (window === undefined) return { valid, ...time };
  if (signedAt === undefined) return { valid: intersection(valid, window), window };
  if (within(window, signedAt))
    return ownWord === true ? { valid: intersection(valid, window), signedAt, window } : { valid, signedAt };
  const reason = `it was signed at ${formatUtcSeconds(signedAt)}, and its key is trusted ${windowText(window)}`;
  return { valid, signedAt, barred: { code: 'KEY_NOT_VALID_THEN', reason } };
}

/** In words: `from 2026-01-01T00:00:00Z until 2026-06-30T00:00:00Z`. @example windowText({ from: 0, until: null }) // 'from 1970-01-01T00:00:00Z on' */
export function windowText({ from, until }: Interval): string {
  if (from === null) return until === null ? 'at any time' : `until ${formatUtcSeconds(until)}`;
  return `from ${formatUtcSeconds(from)} ${until === null ? 'on' : `until ${formatUtcSeconds(until)}`}`;
}

function revokedText({ from, reason }: Revocation, signedAt: number | undefined): string {
  const because = `its key is revoked (${reason})`;
  if (from === undefined) return because;
  const since = `from ${formatUtcSeconds(from)} on`;
  return signedAt === undefined
    ? `${because} ${since}, and no trusted time shows that it signed before`
    : `${because} ${since}, and it signed at ${formatUtcSeconds(signedAt)}`;
}

function within({ from, until }: Interval, moment: number): boolean {
  return (from ?? moment) <= moment && moment <= (until ?? moment);
}

/** Both ends of the narrower; where the two never meet, an interval that holds at no moment. */
function intersection(a: Interval, b: Interval): Interval {
  const most = (x: number | null, y: number | null, choose: typeof Math.max): number | null =>
    x === null || y === null ? (x ?? y) : choose(x, y);
  return { from: most(a.from, b.from, Math.max), until: most(a.until, b.until, Math.min) };
}

/** What made a signature, for revocations to be compared with. */
export interface SigningKey {
  /** Of a bare key. */
  readonly spki?: Uint8Array;
  /** The certificate of the signer, and those above it where the evidence brings them. */
  readonly certificates?: readonly Certificate[];
}

/**
 * The revocations that name a key, the key of a certificate, or a certificate.
 * @example revocationsOf(needs.revoked ?? [], { certificates: chain.certificates }).length // 0
 */
export function revocationsOf(
  revoked: readonly Revocation[],
  { spki, certificates = [] }: SigningKey,
): readonly Revocation[] {
  if (revoked.length === 0) return [];
  const keys = [...(spki === undefined ? [] : [spki]), ...certificates.map((one) => one.spki)].map(sha256Digest);
  const prints = certificates.map(({ raw }) => sha256Digest(raw));
  return revoked.filter(
    ({ key, certificate, serial }) =>
      (key !== undefined && keys.includes(key)) ||
      (certificate !== undefined && prints.includes(certificate)) ||
      (serial !== undefined &&
        certificates.some((one) => one.serialNumber === serial.number && equalBytes(one.issuer.raw, serial.issuer))),
  );
}
