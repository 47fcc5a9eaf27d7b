import type { Digest } from '../../formats/digest.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Facts } from '../../records/facts.ts';
import type { Policy } from '../../records/policy.ts';
import type { Outcome, Verdict } from '../../records/verdict.ts';
import { contextOf, earliest, type TimedCheck } from './context.ts';
import { checkCoverage } from './coverage.ts';
import { checkImage } from './image.ts';
import { checkImageConfig } from './image-config.ts';
import { checkLayers } from './layers.ts';
import { checkPlatforms } from './platforms.ts';
import { checkRebuilders } from './rebuilders.ts';
import { checkSignatures } from './signatures.ts';
import { checkStatements } from './statements.ts';
import { checkTwinBuild } from './twin-build.ts';

/**
 * Decides. Pure: the same facts, policy and moment give the same verdict, byte for byte.
 *
 * A check that fails by what is known, and that no fault could mend, denies; else a check that could not be made leaves
 * the verdict `indeterminate`; else the image is allowed. A verdict that allows ends with the first fact that it rests on.
 *
 * @param facts - what verification established
 * @param policy - what is demanded
 * @param policyDigest - names the policy in the verdict
 * @param now - milliseconds since 1970-01-01T00:00:00Z
 * @example decide(facts, compiled.policy, compiled.digest, clock.now()).outcome // 'allow'
 */
export function decide(facts: Facts, policy: Policy, policyDigest: Digest, now: number): Verdict {
  const context = contextOf(facts, policy, Math.floor(now / 1000));
  const timed = [
    ...checkCoverage(context),
    checkImage(context),
    ...checkLayers(context),
    checkPlatforms(context),
    ...checkSignatures(context),
    ...checkStatements(context),
    ...checkTwinBuild(context),
    ...checkRebuilders(context),
    ...checkImageConfig(context),
  ];
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
  if (timed.some(({ check }) => check.status === 'fail')) return 'deny';
  return timed.some(({ check }) => check.status === 'fault') ? 'indeterminate' : 'allow';
}
