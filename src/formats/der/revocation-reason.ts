import { FormatError } from '../format-error.ts';
import type { DerElement } from './reader.ts';
import { DER_TAGS } from './tags.ts';
import { expectTag } from './values.ts';

/** Why a certificate was revoked, by its number; 7 is not used. @see RFC 5280 section 5.3.1 */
const REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
/** One of the reasons of RFC 5280. */
export type RevocationReason = NonNullable<(typeof REASONS)[number]>;

/** A certificate that its issuer revoked, as a list or a response has it. */
export interface RevokedCertificate {
  /** Seconds since 1970. */
  readonly revokedAt: number;
  /** `unspecified` where no reason is given. */
  readonly reason: RevocationReason;
  /** Seconds since 1970 from which its key is no longer trusted, which may be before it was revoked. */
  readonly invalidFrom?: number;
}

/** Extensions of one entry that are read. @see RFC 5280 section 5.3 */
export const ENTRY_OIDS = { reason: '2.5.29.21', invalidityDate: '2.5.29.24' } as const;

/**
 * A CRLReason.
 * @throws FormatError for a number that stands for no reason
 * @example revocationReason(parseDer(new Uint8Array([10, 1, 1]))) // 'keyCompromise'
 * @see RFC 5280 section 5.3.1
 */
export function revocationReason(element: DerElement | undefined): RevocationReason {
  const { content, offset } = expectTag(element, DER_TAGS.enumerated, 'the reason');
  const [number = -1, second] = content;
  const reason = second === undefined ? REASONS[number] : undefined;
  if (reason === undefined) throw new FormatError('der', 'the reason is none of RFC 5280', `@${offset}`);
  return reason;
}
