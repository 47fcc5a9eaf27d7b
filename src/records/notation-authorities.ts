import type { TrustWindow } from './policy.ts';
import type { RevocationMode } from './revocation.ts';

/** Authorities whose certificates count, all at any time or each in its own. */
export type NotationAuthorities = (
  | { /** Trusted certificates, PEM, one or more. */ readonly certificates: string }
  | { readonly authorities: readonly (TrustWindow & { readonly certificates: string })[] }
) & {
  /** `x509.subject: C=US, ST=WA, O=example` or `*`. */
  readonly identities: readonly string[];
  /** Authorities whose timestamps on signatures are believed: self-signed certificates, PEM. */
  readonly timestamps?: { readonly certificates: string; readonly when: TimestampUse };
  /** Certificates of signing authorities: they sign in a scheme of their own and vouch for the time. */
  readonly signingAuthority?: true;
  /** Checks that are noted and not enforced. */
  readonly log?: readonly NotationCheck[];
} & RevocationChoice;

/** When a signature needs a timestamp: each of them, or one whose certificates have expired. */
export type TimestampUse = 'always' | 'afterCertExpiry';

/** What is done about revoked certificates of a chain; absent: nobody is asked. */
export interface RevocationChoice {
  readonly revocation?: RevocationMode;
  /** Revocation lists, PEM. For certificates of their issuers nobody else is asked. */
  readonly crls?: readonly string[];
}

/** What of a notation signature may be noted instead of enforced; its integrity never. */
export const NOTATION_CHECKS = ['authenticity', 'authenticTimestamp', 'expiry'] as const;
/** One of {@link NOTATION_CHECKS}. */
export type NotationCheck = (typeof NOTATION_CHECKS)[number];
