import type { SignatureRequirement } from '../../records/policy.ts';

/** The signers that an entry of `signatures` names. @example signerNames({ by: 'release' }) // ['release'] */
export function signerNames(requirement: SignatureRequirement): readonly string[] {
  return 'by' in requirement ? [requirement.by] : requirement.of;
}
