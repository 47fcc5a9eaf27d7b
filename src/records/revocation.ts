import type { RevocationReason } from '../formats/der/revocation-reason.ts';
import type { Digest } from '../formats/digest.ts';
import type { UnverifiedDocument } from './evidence-set.ts';
import type { Interval } from './interval.ts';

/** What a policy does about revoked certificates: `log` asks, notes the answers and counts the signature all the same. */
export type RevocationMode = 'enforce' | 'log';

/** What one address gave that a certificate of a trusted chain names. Whether it holds is nobody's word yet. */
export interface UnverifiedRevocation {
  readonly kind: 'ocsp' | 'crl';
  /** As the certificate has it. */
  readonly address: string;
  /** SHA-256 of the certificate that was asked about; of a list, which is about many, of the first that named it. */
  readonly about: Digest;
  readonly document?: UnverifiedDocument;
  /** Why there is no document. */
  readonly failure?: string;
}

/** One signed answer about one certificate. */
export interface RevocationAnswer {
  readonly by: 'ocsp' | 'crl' | 'crl-file';
  /** `held`: revoked for a while, as long as the answer says; `revoked` is for ever. */
  readonly status: 'good' | 'held' | 'revoked';
  readonly valid: Interval;
  /** Seconds since 1970. */
  readonly revokedAt?: number;
  readonly reason?: RevocationReason;
}

/** What is known of one certificate of a signer's chain. */
export interface CertificateRevocation {
  /** RFC 4514. */
  readonly subject: string;
  /** SHA-256 of its DER. */
  readonly certificate: Digest;
  /** False where nothing says how it could be revoked. */
  readonly revocable: boolean;
  readonly answers: readonly RevocationAnswer[];
  /** What gave no answer, and why. */
  readonly failures: readonly string[];
}

/** What is known of all certificates that a signature rests on, but for the trusted ones at their ends. */
export interface ChainRevocation {
  readonly mode: RevocationMode;
  readonly certificates: readonly CertificateRevocation[];
}
