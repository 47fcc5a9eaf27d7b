import { Members } from '../../../formats/json/members.ts';
import type { SecretsRequirement } from '../../../records/policy.ts';
import { CONTENT_TYPES } from '../../../records/predicate-types.ts';
import { requireStatesSomething } from '../known-signer.ts';
import type { Demand } from './demand.ts';
import { MAX_AGE, names, wholeNumber } from './member-values.ts';

/** A signed search for secrets that found none. @example secretsDemand.needs({ by: ['ci'] }).signers // ['ci'] */
export const secretsDemand: Demand<SecretsRequirement> = {
  read(value, at) {
    const members = new Members('policy', value, at);
    members.only(['by', 'maxAge']);
    const maxAge = members.has('maxAge') ? wholeNumber(members, 'maxAge', 1, MAX_AGE) : undefined;
    return { by: names(members, 'by'), ...(maxAge !== undefined && { maxAge }) };
  },
  asksSomething: () => true,
  needs: ({ by }) => ({ signers: by, contents: CONTENT_TYPES.secrets }),
  requireSound: ({ by }, at, trust) => requireStatesSomething(trust, by, `${at}/by`),
};
