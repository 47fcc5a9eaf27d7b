import { matchesRepository } from '../formats/registry-port.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import { selects } from '../judge/policy/select.ts';
import type { Question } from '../records/question.ts';
import type { PolicyBinding } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { JudgingPolicy } from './judge-image.ts';

/** The policies of a service at one moment, by name; one that is broken is kept apart with its reason. */
export interface PolicySet {
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
  readonly broken: ReadonlyMap<string, TwinsealError>;
}

/** What policies are chosen by. */
export type PolicyQuestion = Pick<Question, 'caller' | 'request' | 'policy'>;

/**
 * Chooses the policies of a question. Where the settings bind policies, all that are bound to this caller and repository run if
 * they match, and a caller may add one of those by name. Without bindings, a named policy runs alone; without a name, all that
 * match. Beside each that counts run those that shadow it. Naming a policy can only tighten what is bound.
 *
 * @param repository - of the image, without tag or digest
 * @returns those that count, then their shadows; none when no policy is for this question, which is a denial
 * @throws TwinsealError `POLICY_UNKNOWN`, `POLICY_NOT_BOUND`; `POLICY_UNUSABLE` when a policy that may apply cannot be used
 * @example choosePolicies(question, 'registry.example.com/team/app', set, settings.bindings)
 */
export function choosePolicies(
  question: PolicyQuestion,
  repository: string,
  set: PolicySet,
  bindings: readonly PolicyBinding[],
): readonly JudgingPolicy[] {
  const { caller, request, policy: named } = question;
  const isBound = bindings.length > 0;
  const names = isBound ? boundTo(caller.name, repository, bindings) : [...set.policies.keys()];
  if (named !== undefined && isBound && !names.includes(named))
    throw new TwinsealError(
      'POLICY_NOT_BOUND',
      `the policy ${named} is not bound to the caller ${caller.name} for ${repository}`,
    );
  const counting = named === undefined ? [] : [countingPolicy(named, set)];
  if (named === undefined || isBound) {
    refuseBroken(isBound ? names : [...set.broken.keys()], set, isBound);
    for (const name of names) {
      const one = set.policies.get(name);
      if (one === undefined || one.policy.shadowOf !== undefined || counting.includes(one)) continue;
      if (selects(one.policy, { repository, ...request }).selected) counting.push(one);
    }
  }
  const shadows = [...set.policies.values()].filter(({ policy: { shadowOf } }) =>
    counting.some(({ policy }) => policy.name === shadowOf),
  );
  return [...counting, ...shadows].map((compiled) => {
    const { mode, shadowOf } = compiled.policy;
    return { compiled, mode, shadowOf };
  });
}

function boundTo(caller: string, repository: string, bindings: readonly PolicyBinding[]): readonly string[] {
  const held = bindings.filter(
    ({ callers, images }) =>
      (callers.includes('*') || callers.includes(caller)) && images.some((glob) => matchesRepository(glob, repository)),
  );
  return [...new Set(held.flatMap(({ policies }) => policies))].sort();
}

function countingPolicy(name: string, { policies, broken }: PolicySet): CompiledPolicy {
  const found = policies.get(name);
  if (found === undefined) {
    const error = broken.get(name);
    if (error !== undefined) throw unusable(name, error);
    throw new TwinsealError(
      'POLICY_UNKNOWN',
      `no policy is named ${name}; there are ${[...policies.keys()].join(', ')}`,
    );
  }
  const { shadowOf } = found.policy;
  if (shadowOf !== undefined)
    throw new TwinsealError(
      'POLICY_UNKNOWN',
      `the policy ${name} only shadows ${shadowOf} and never counts: name that`,
    );
  return found;
}

/** What a policy that cannot be used would have refused nobody knows: it must not be passed over. */
function refuseBroken(names: readonly string[], { policies, broken }: PolicySet, isBound: boolean): void {
  for (const name of names) {
    if (policies.has(name)) continue;
    const error = broken.get(name);
    if (error !== undefined) throw unusable(name, error);
    if (isBound)
      throw new TwinsealError('POLICY_UNUSABLE', `the settings bind the policy ${name}, which is not loaded`);
  }
}

function unusable(name: string, error: TwinsealError): TwinsealError {
  return new TwinsealError('POLICY_UNUSABLE', `the policy ${name} cannot be used: ${error.message}`, { cause: error });
}
