import type { Digest } from '../formats/digest.ts';

/** A log, or an authority, of a trusted root; from when until when it counts. */
export interface TrustedParty {
  readonly kind: 'log' | 'certificate-log' | 'certificate-authority' | 'timestamp-authority';
  /** Address; of an authority without one, the name in its certificate. */
  readonly name: string;
  /** RFC 3339. */
  readonly from: string;
  readonly until?: string;
}

/** A trusted root and what is known of it. */
export interface TrustReport {
  readonly apiVersion: 'twinseal.dev/trust-report/v1';
  readonly name: string;
  readonly origin: 'kept' | 'shipped';
  readonly mirror: string;
  /** Of trusted_root.json. */
  readonly digest: Digest;
  /** RFC 3339: when the mirror last had nothing newer, or when it was shipped. */
  readonly checked: string;
  /** Seconds since then. */
  readonly age: number;
  /** Version and end of each metadata file, when it is kept. */
  readonly metadata?: Readonly<Record<string, { readonly version: number; readonly expires: string }>>;
  readonly parties: readonly TrustedParty[];
  /** Digest of signing_config.v0.2.json, where the instance has one. */
  readonly signingConfig?: Digest;
  readonly file?: string;
  /** Of an update: what was in use before, and whether that is something else now. */
  readonly changed?: boolean;
  readonly before?: Digest;
}
