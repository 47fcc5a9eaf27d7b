import type { Digest } from '../formats/digest.ts';
import type { CheckStatus } from './check.ts';
import type { CheckCode } from './check-codes.ts';
import type { PolicyMode } from './policy.ts';
import type { Outcome } from './verdict.ts';

/** Why one policy decided as it did: which of its rules made which check, and which of them tipped the scale. */
export interface Explanation {
  readonly policy: { readonly name: string; readonly digest: Digest };
  readonly mode: PolicyMode;
  /** Beside which policy it runs without counting. */
  readonly shadowOf?: string;
  readonly outcome: Outcome;
  /** The case that applied and why, where the policy has cases. */
  readonly case?: { readonly name: string; readonly because: string };
  /** One for each check of the verdict, in its order. */
  readonly rules: readonly ExplainedRule[];
}

/** One rule of the policy at work. */
export interface ExplainedRule {
  /** JSON pointer into the policy of what asked for it: `/require/signatures/0`; empty for what every image must be. */
  readonly rule: string;
  /** What it demands, in words: `signed by release, on the index and on every platform`. */
  readonly demand: string;
  readonly check: string;
  readonly subject: Digest;
  readonly platform?: string;
  readonly status: CheckStatus;
  readonly code: CheckCode;
  readonly reason: string;
  /** Whether the outcome is what it is because of this check. */
  readonly decisive: boolean;
  /** Id of the exception that excuses it. */
  readonly exception?: string;
}
