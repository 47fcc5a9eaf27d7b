import type { CompiledPolicy } from '../judge/policy/compile.ts';
import type { PolicySet } from './choose-policies.ts';

/**
 * The policies after a folder was read again: what can be used takes the place of what was there, what is not there any more is
 * gone, and of a policy that became unreadable the one that worked stays, told as broken beside it. A policy that did not change
 * stays the very same value, so that nothing that is remembered of it is lost.
 *
 * @example renewPolicies(before, await readPolicies('policies', call)).policies.get('release')
 */
export function renewPolicies(before: PolicySet, read: PolicySet): PolicySet {
  const names = [...new Set([...read.policies.keys(), ...read.broken.keys()])].sort();
  const policies = names.flatMap((name): readonly (readonly [string, CompiledPolicy])[] => {
    const [old, now] = [before.policies.get(name), read.policies.get(name)];
    const stays = now === undefined || now.digest === old?.digest ? old : now;
    return stays === undefined ? [] : [[name, stays]];
  });
  return { policies: new Map(policies), broken: read.broken };
}

/** Whether both hold the same policies, by name and digest. @example samePolicies(before, after) */
export function samePolicies(a: PolicySet, b: PolicySet): boolean {
  const text = ({ policies }: PolicySet): string =>
    [...policies].map(([name, { digest }]) => `${name} ${digest}`).join(' ');
  return text(a) === text(b);
}
