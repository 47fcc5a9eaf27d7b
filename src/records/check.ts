import type { Digest } from '../formats/digest.ts';
import type { CheckCode } from './check-codes.ts';
import type { Observation } from './observation.ts';

/**
 * `fail` is an answer ("no"), `fault` is none ("could not tell"), `skip` says that nothing was checked. Neither of the
 * last two is ever shown as the first, nor as a pass.
 */
export type CheckStatus = 'pass' | 'fail' | 'skip' | 'fault';

/** One line of a verdict: one demand of the policy, on one subject. */
export interface Check extends Observation<CheckCode> {
  /** What was checked: `coverage`, `image`, `layers`, `platforms`, `signature:<name>`, `statement:<type>`, `twin-build`, `rebuilders`, `image-config`. */
  readonly id: string;
  /** The digest that the check is about: the index, a platform manifest, or the image as a whole. */
  readonly subject: Digest;
  /** `linux/arm64` when the subject is a platform child; for people, never for matching. */
  readonly platform?: string;
  readonly status: CheckStatus;
  /** Digests of the evidence that decided the check. */
  readonly evidence: readonly Digest[];
}
