import { FormatError } from '../../formats/format-error.ts';
import type { NotaryEnvelope } from '../../formats/notary/envelope.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Interval } from '../../records/interval.ts';
import { type Bar, NO_TIMESTAMP, type Revocation, revocationsOf, type SignedTimes } from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import type { VerifiedChain } from './chain.ts';
import { type Countersignature, verifyCountersignature } from './countersignature.ts';

type NotationSigner = Extract<NeededSigner, { family: 'notation' }>;

/** When a notation signature counts for one signer, or why it never does. */
export interface NotationTimes extends SignedTimes {
  readonly barred?: Bar;
  /** Why a timestamp that it does not need yet would not help it later. */
  readonly unhelpful?: Bar;
  /** The trusted timestamp that the times rest on. */
  readonly stamp?: Countersignature;
}

/**
 * When a notation signature counts, by what the signer's policy believes of its time. Without a trusted timestamp the whole
 * chain has to be valid at the present. With one, or by the word of a signing authority, it counts on after its certificates
 * have expired, as long as they were valid then: all the time within which it may have been made. Its own expiry ends it in any case.
 *
 * @param revoked - keys and certificates that count no more, those of timestamp authorities too
 * @example notationTimes(envelope, chain, signer).valid.until // null: nothing ends it
 * @see Notary Project trust-store-trust-policy.md, "Authentic Timestamp" and "verifyTimestamp"; signature-specification.md, "Signing Scheme"
 */
export function notationTimes(
  { header, signature, timestampToken }: Pick<NotaryEnvelope, 'header' | 'signature' | 'timestampToken'>,
  { valid }: Pick<VerifiedChain, 'valid'>,
  { timestamps, signingAuthority }: Pick<NotationSigner, 'timestamps' | 'signingAuthority'>,
  revoked: readonly Revocation[] = [],
): NotationTimes {
  const present = untilExpiry(valid, header.expiry);
  const lasting = untilExpiry({ from: valid.from, until: null }, header.expiry);
  if (signingAuthority === true) {
    const at = header.signingTime;
    const outside = outsideOf(valid, at, at);
    const times = { valid: lasting, signedAt: at, ownWord: true } as const;
    return outside === undefined ? times : { ...times, barred: invalid(`its signing authority signed ${outside}`) };
  }
  if (timestamps === undefined) return { valid: present };
  const { roots, when } = timestamps;
  const always = when === 'always';
  if (timestampToken === undefined) return { valid: present, ...(always && { barred: NO_TIMESTAMP }) };
  try {
    const stamp = verifyCountersignature(timestampToken, signature, roots);
    // Whoever has the key of an authority stamps whatever time he likes, so that no time of a revocation helps.
    const [lost] = revocationsOf(revoked, { certificates: stamp.chain });
    if (lost !== undefined)
      throw new FormatError('timestamp', `the timestamp is of an authority that the policy revokes (${lost.reason})`);
    const outside = outsideOf(valid, stamp.earliest, stamp.latest);
    if (outside !== undefined) throw new FormatError('timestamp', `the timestamp is ${outside}`);
    return { valid: lasting, signedAt: Math.ceil(stamp.latest), stamp };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const bar = invalid(error.message);
    return { valid: present, ...(always ? { barred: bar } : { unhelpful: bar }) };
  }
}

function invalid(reason: string): Bar {
  return { code: 'SIGNATURE_TIMESTAMP_INVALID', reason };
}

function outsideOf({ from, until }: Interval, earliest: number, latest: number): string | undefined {
  if (earliest >= (from ?? earliest) && latest <= (until ?? latest)) return undefined;
  const [first, last] = [formatUtcSeconds(Math.floor(earliest)), formatUtcSeconds(Math.ceil(latest))];
  return `${first === last ? `at ${first}` : `between ${first} and ${last}`}, which is not wholly within the validity of its certificates`;
}

/**
 * An interval that the expiry of a signature ends: from that second on it is expired, so the closed interval ends one before.
 * @param expiry - seconds since 1970; undefined: it has none
 * @example untilExpiry({ from: null, until: null }, 100).until // 99
 * @see Notary Project signature-specification.md, "Expiry"
 */
export function untilExpiry(valid: Interval, expiry: number | undefined): Interval {
  if (expiry === undefined) return valid;
  return { from: valid.from, until: Math.min(valid.until ?? expiry, expiry - 1) };
}
