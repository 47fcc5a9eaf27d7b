import type { Digest } from '../formats/digest.ts';
import type { CheckCode } from './check-codes.ts';
import type { ErrorCode } from './error-catalogue.ts';

/** Where evidence was looked for. */
export type StorageForm = 'referrers-api' | 'referrers-tag' | 'layout' | 'cosign-sig-tag' | 'cosign-att-tag';

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

/** The state that a fault leaves a look in. */
export const DISCOVERY_STATES: Readonly<Record<Fault['code'], DiscoveryState>> = {
  EVIDENCE_UNREACHABLE: 'unreachable',
  EVIDENCE_THROTTLED: 'throttled',
  EVIDENCE_UNAUTHORIZED: 'unauthorized',
  EVIDENCE_LIMIT: 'overflow',
};

/**
 * The code of the fault that an error of reading content means; undefined when the error is a definitive answer: not
 * there, or not what it has to be.
 *
 * @example faultCodeOf('REGISTRY_THROTTLED') // 'EVIDENCE_THROTTLED'
 */
export function faultCodeOf(code: ErrorCode): Fault['code'] | undefined {
  switch (code) {
    case 'CONTENT_NOT_FOUND':
    case 'CONTENT_MISMATCH':
      return undefined;
    case 'CONTENT_TOO_LARGE':
    case 'CROWDED':
      return 'EVIDENCE_LIMIT';
    case 'REGISTRY_THROTTLED':
      return 'EVIDENCE_THROTTLED';
    case 'REGISTRY_UNAUTHORIZED':
      return 'EVIDENCE_UNAUTHORIZED';
    default:
      return 'EVIDENCE_UNREACHABLE';
  }
}
