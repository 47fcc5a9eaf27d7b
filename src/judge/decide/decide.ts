import type { Digest } from '../../formats/digest.ts';
import type { PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { CheckStatus } from '../../records/check.ts';
import type { Facts } from '../../records/facts.ts';
import type { Policy } from '../../records/policy.ts';
import type { Outcome, Verdict } from '../../records/verdict.ts';
import { CHECKS } from './checks.ts';
import { withCase } from './choose-case.ts';
import { contextOf, earliest, type TimedCheck } from './context.ts';
import { excuse } from './exceptions.ts';

/**
 * Decides. Pure: the same facts, policy and moment give the same verdict, byte for byte.
 *
 * A check that fails by what is known, and that no fault could mend, denies; else a check that could not be made leaves
 * the verdict `indeterminate`; else the image is allowed. A check that an exception excuses counts for neither. A verdict that
 * allows ends with the first fact or exception that it rests on.
 *
 * @param facts - what verification established
 * @param policy - what is demanded
 * @param policyDigest - names the policy in the verdict
 * @param now - milliseconds since 1970-01-01T00:00:00Z
 * @param containers - what is to run the image; without it, what the policy asks of pods is skipped
 * @example decide(facts, compiled.policy, compiled.digest, clock.now()).outcome // 'allow'
 */
export function decide(
  facts: Facts,
  policy: Policy,
  policyDigest: Digest,
  now: number,
  containers?: readonly PlacedContainer[],
): Verdict {
  const context = withCase(contextOf(facts, policy, Math.floor(now / 1000), containers));
  const timed = excuse(
    context,
    CHECKS.flatMap(({ make }) => make(context)),
  );
  const outcome = outcomeOf(timed);
  const end = outcome === 'allow' ? earliest(timed.map(({ until }) => until)) : null;
  return {
    apiVersion: 'twinseal.dev/v1',
    outcome,
    subject: { name: facts.requested, digest: facts.root },
    policy: { name: policy.name, digest: policyDigest },
    checks: timed.map(({ check }) => check),
    ...(end !== null && { validUntil: formatUtcSeconds(end) }),
  };
}

function outcomeOf(timed: readonly TimedCheck[]): Outcome {
  const counts = (status: CheckStatus) =>
    timed.some(({ check }) => check.status === status && check.exception === undefined);
  if (counts('fail')) return 'deny';
  return counts('fault') ? 'indeterminate' : 'allow';
}
