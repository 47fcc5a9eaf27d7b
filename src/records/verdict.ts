import type { Digest } from '../formats/digest.ts';
import type { Check } from './check.ts';

/** `indeterminate` only when a fault could change the outcome. */
export type Outcome = 'allow' | 'deny' | 'indeterminate';

/** Pure and versioned: the same facts, policy and time give the same bytes. */
export interface Verdict {
  readonly apiVersion: 'twinseal.dev/v1';
  readonly outcome: Outcome;
  readonly subject: { readonly name: string; readonly digest: Digest };
  readonly policy: { readonly name: string; readonly digest: Digest };
  readonly checks: readonly Check[];
  /** The earliest moment at which a fact it rests on ends; absent when none does. RFC 3339 UTC. */
  readonly validUntil?: string;
}
