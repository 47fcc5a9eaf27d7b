import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { type Effect, effectOfAll, type Judgement, outcomeOfAll, type PolicyOutcome } from '../../records/decision.ts';
import type { Verdict } from '../../records/verdict.ts';

/** What several policies say together. */
export interface Combined {
  readonly verdict: Verdict;
  readonly effect: Effect;
}

/**
 * Puts the judgements of one image together. Shadows never count. One policy's verdict stands as it is; of several, a denial
 * wins over "could not tell", and that over an allowance; checks are then named `<policy>/<check>`. Without any policy the
 * image is denied. The effect follows the modes: only a policy in mode `enforce` refuses, or keeps the answer from being given.
 *
 * @param subject - the image, as it was asked for and as it was resolved
 * @param repository - for the reason of a denial without a policy
 * @example combine(judgements, { name: requested, digest: root }, repository).effect // 'refuse'
 */
export function combine(judgements: readonly Judgement[], subject: Verdict['subject'], repository: string): Combined {
  const counting = judgements.filter(({ shadowOf }) => shadowOf === undefined);
  const [first, ...more] = counting;
  if (first === undefined) return { verdict: denialWithoutPolicy(subject, repository), effect: 'refuse' };
  return {
    verdict: more.length === 0 ? first.verdict : merge(counting, subject),
    effect: effectOfAll(outcomesOf(counting)),
  };
}

function merge(counting: readonly Judgement[], subject: Verdict['subject']): Verdict {
  const verdicts = counting.map(({ verdict }) => verdict);
  const outcome = outcomeOfAll(outcomesOf(counting));
  // RFC 3339 in UTC and whole seconds: the order of the texts is that of the times.
  const [end] = verdicts.flatMap(({ validUntil }) => validUntil ?? []).sort();
  return {
    apiVersion: 'twinseal.dev/v1',
    outcome,
    subject,
    policy: {
      name: counting.map(({ policy }) => policy.name).join('+'),
      digest: digestOfList(counting.map(({ policy }) => policy.digest)),
    },
    checks: counting.flatMap(({ policy, verdict }) =>
      verdict.checks.map((check) => ({ ...check, id: `${policy.name}/${check.id}` })),
    ),
    ...(outcome === 'allow' && end !== undefined && { validUntil: end }),
  };
}

function outcomesOf(counting: readonly Judgement[]): readonly PolicyOutcome[] {
  return counting.map(({ mode, verdict }) => ({ outcome: verdict.outcome, mode }));
}

function denialWithoutPolicy(subject: Verdict['subject'], repository: string): Verdict {
  return {
    apiVersion: 'twinseal.dev/v1',
    outcome: 'deny',
    subject,
    policy: { name: 'none', digest: digestOfList([]) },
    checks: [
      {
        id: 'coverage',
        subject: subject.digest,
        status: 'fail',
        code: 'IMAGE_NOT_COVERED',
        reason: `no policy is for ${repository} and this request`,
        evidence: [],
      },
    ],
  };
}

function digestOfList(digests: readonly Digest[]): Digest {
  return sha256Digest(canonicalJsonBytes([...digests]));
}
