import type { Digest } from '../formats/digest.ts';
import type { BundleCode } from './bundle-codes.ts';

/** What was looked at, in the order of looking. */
export type BundleCheckId =
  | 'format'
  | 'signer'
  | 'artifact'
  | 'signature'
  | 'log'
  | 'timestamp'
  | 'time'
  | 'certificate';

/** One thing about a bundle that was looked at. `fault` is "could not tell". */
export interface BundleCheck {
  readonly id: BundleCheckId;
  readonly status: 'pass' | 'fail' | 'skip' | 'fault';
  readonly code: BundleCode | 'OK';
  readonly reason: string;
}

/** Who signed, as far as it was verified. */
export type BundleSigner =
  | {
      readonly kind: 'key';
      /** SHA-256 of the public key (SPKI, DER). */
      readonly key: Digest;
    }
  | {
      readonly kind: 'certificate';
      readonly identity: string;
      readonly identityKind: 'email' | 'uri' | 'other';
      readonly issuer: string;
    };

/** A trusted root that something was held to. */
export interface UsedTrustedRoot {
  /** A file that the user named, what `trust update` keeps, or what came with Twinseal. */
  readonly origin: 'file' | 'kept' | 'shipped';
  /** Of the file, or of the instance. */
  readonly name: string;
  /** Of trusted_root.json. */
  readonly digest: Digest;
  /** RFC 3339: when the mirror last had nothing newer, or when it was shipped; not known of a file. */
  readonly checked?: string;
  /** Seconds since then. */
  readonly age?: number;
}

/** What `bundle verify` found. Only what `verified` says may be built upon; the checks tell why. */
export interface BundleReport {
  readonly apiVersion: 'twinseal.dev/bundle-report/v1';
  readonly bundle: string;
  readonly artifact: { readonly name: string; readonly digest: Digest };
  readonly outcome: 'verified' | 'refused' | 'unknown';
  /** Of the bundle; absent when it can't be read. */
  readonly version?: '0.1' | '0.2' | '0.3';
  /** Type of the signed statement; absent for a signature over the artifact itself. */
  readonly predicateType?: string;
  /** Absent unless the outcome is `verified`. */
  readonly signer?: BundleSigner;
  /** Hosts of the logs that have it; with the signer, and where a trusted root was given. */
  readonly logs?: readonly string[];
  /** When logs and timestamp authorities say that it was signed, RFC 3339; as above. */
  readonly signedAt?: readonly string[];
  /** The trusted root that it was held to. */
  readonly trustedRoot?: UsedTrustedRoot;
  readonly checks: readonly BundleCheck[];
}
