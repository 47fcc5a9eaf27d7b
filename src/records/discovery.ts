import type { Digest } from '../formats/digest.ts';
import type { CheckCode } from './check-codes.ts';

/** Where evidence was looked for. */
export type StorageForm = 'referrers-api' | 'referrers-tag' | 'layout' | 'cosign-tag';

/** What looking there gave. `unreachable` and `throttled` are never read as `none`. */
export type DiscoveryState = 'none' | 'present' | 'unreachable' | 'unauthorized' | 'throttled' | 'overflow';

/** One look, for one subject, in one storage form. */
export interface Discovery {
  readonly subject: Digest;
  readonly form: StorageForm;
  readonly state: DiscoveryState;
  readonly count: number;
  readonly reason?: string;
}

/** Something that could not be told. Data, not an exception: `decide` says whether it matters. */
export interface Fault {
  readonly subject: Digest;
  readonly code: Extract<CheckCode, `EVIDENCE_${string}`>;
  /** What could not be read: `config`, `layer`, `referrers`, `evidence`. */
  readonly what: 'manifest' | 'config' | 'layer' | 'referrers' | 'evidence';
  readonly digest?: Digest;
  readonly reason: string;
  readonly retryable: boolean;
}
