import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { StatementRequirement } from '../../../records/policy.ts';
import { PREDICATE_TIMES } from '../../../records/predicate-times.ts';
import { PREDICATE_TYPES, predicateTypeOf } from '../../../records/predicate-types.ts';
import { requireStatesSomething } from '../known-signer.ts';
import { type Demand, refuse, requireUnique } from './demand.ts';
import { MAX_AGE, names, readList, wholeNumber } from './member-values.ts';

const MAX_COUNT = 16;

/** Signed statements that name the index and every platform. @example statementsDemand.needs([{ type: 'spdxjson', by: ['release'] }]) */
export const statementsDemand: Demand<readonly StatementRequirement[]> = {
  read: (value, at) => readList(value, at, readStatement),
  asksSomething: (statements) => statements.length > 0,
  needs: (statements) => ({
    signers: statements.flatMap(({ by }) => by),
    predicateTypes: statements.map(({ type }) => predicateTypeOf(type)),
  }),
  requireSound(statements, at, trust) {
    statements.forEach(({ type, by, maxAge }, index) => {
      if (maxAge !== undefined && !Object.hasOwn(PREDICATE_TIMES, predicateTypeOf(type)))
        refuse(
          `${at}/${index}/maxAge`,
          `statements ${type} claim no time that is known here, so no age can be demanded`,
        );
      requireStatesSomething(trust, by, `${at}/${index}/by`);
      // A rebuild can have ended badly, which counting statements would not see.
      if (predicateTypeOf(type) === PREDICATE_TYPES.rebuild)
        refuse(
          `${at}/${index}/type`,
          'a rebuild can have ended badly, so its statement alone shows nothing: demand twinBuild.rebuilders instead',
        );
    });
    requireUnique(
      statements.map(({ type, by }) => `${predicateTypeOf(type)} by ${[...by].sort().join(', ')}`),
      at,
    );
  },
};

function readStatement(value: JsonValue, at: string): StatementRequirement {
  const members = new Members('policy', value, at);
  members.only(['type', 'by', 'count', 'maxAge']);
  const type = members.text('type', 512);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(predicateTypeOf(type)))
    members.fail('type', `is ${JSON.stringify(type)}: neither a URI nor a short name such as spdxjson`);
  const count = members.has('count') ? wholeNumber(members, 'count', 1, MAX_COUNT) : undefined;
  const maxAge = members.has('maxAge') ? wholeNumber(members, 'maxAge', 1, MAX_AGE) : undefined;
  return {
    type,
    by: names(members, 'by'),
    ...(count !== undefined && { count }),
    ...(maxAge !== undefined && { maxAge }),
  };
}
