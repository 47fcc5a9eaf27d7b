import type { JsonObject } from '../../../formats/json/value.ts';

/**
 * True for a policy of an attestation that says no more than its predicate type, as many examples have it: the type is
 * demanded anyway, so nothing is lost without the policy.
 *
 * @param policy - the `policy` object
 * @param type - URI of the attestation's predicate type
 * @example impliedByType({ type: 'cue', data: 'predicateType: "https://spdx.dev/Document"' }, 'https://spdx.dev/Document') // true
 */
export function impliedByType(policy: JsonObject, type: string): boolean {
  if (policy.type !== 'cue' || typeof policy.data !== 'string') return false;
  const only = ['type', 'data'];
  if (Object.keys(policy).some((name) => !only.includes(name))) return false;
  return policy.data.trim() === `predicateType: ${JSON.stringify(type)}`;
}
