import type { Requirements } from './policy.ts';

/**
 * The demands of a policy and those of one of its cases, as one: lists follow one another, demands with members are put
 * together. What stands in both was refused when the policy was read.
 *
 * @returns the first when there is nothing to add
 * @example mergeRequirements({ signatures: [{ by: 'a' }] }, { signatures: [{ by: 'b' }] }).signatures?.length // 2
 */
export function mergeRequirements(base: Requirements, more: Requirements | undefined): Requirements {
  if (more === undefined) return base;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, added] of Object.entries(more)) {
    const own = merged[name];
    if (Array.isArray(own) && Array.isArray(added)) merged[name] = [...own, ...added];
    else merged[name] = own !== null && typeof own === 'object' ? { ...own, ...added } : added;
  }
  // Each member is as it was in one of the two, or two of one type put together.
  return merged as Requirements;
}
