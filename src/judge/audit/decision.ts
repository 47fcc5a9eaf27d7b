import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Decision } from '../../records/decision.ts';
import type { Facts } from '../../records/facts.ts';
import type { Verdict } from '../../records/verdict.ts';
import { recordJson } from './record-json.ts';

/** Who asked, when, and what was found. */
export interface DecisionInput {
  /** Unpredictable, unique. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; the moment that the verdict was given for. */
  readonly now: number;
  readonly caller: string;
  readonly verdict: Verdict;
  readonly facts: Facts;
}

/**
 * Makes the record of a verdict that was given: with the digests of image, policy and facts, so that whoever has them can
 * decide again and compare.
 *
 * @example makeDecision({ id: random.uuid(), now, caller: 'cli', verdict, facts }).inputs.facts
 */
export function makeDecision({ id, now, caller, verdict, facts }: DecisionInput): Decision {
  return {
    apiVersion: 'twinseal.dev/decision/v1',
    id,
    time: formatUtcSeconds(Math.floor(now / 1000)),
    caller,
    mode: 'enforce',
    requested: facts.requested,
    verdict,
    inputs: { image: verdict.subject.digest, policy: verdict.policy.digest, facts: factsDigest(facts) },
  };
}

/**
 * SHA-256 over the canonical JSON of facts.
 * @example factsDigest(facts) // 'sha256:...', as the decision pins it
 * @see RFC 8785
 */
export function factsDigest(facts: Facts): Digest {
  return sha256Digest(canonicalJsonBytes(recordJson(facts)));
}
