import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import { CONDITION_NAMES, ISOLATION_NAMES } from '../../../records/conditions.ts';
import type { RebuilderRequirement, TwinRequirement } from '../../../records/policy.ts';
import { PREDICATE_TYPES } from '../../../records/predicate-types.ts';
import { requireStatesSomething } from '../known-signer.ts';
import { type Demand, refuse } from './demand.ts';
import { flag, MAX_AGE, MAX_ENTRIES, names, wholeNumber } from './member-values.ts';

/** The program that runs was built twice, and rebuilt by others. @example twinBuildDemand.needs({ by: ['release'] }).walkLayers // true */
export const twinBuildDemand: Demand<TwinRequirement> = {
  read: readTwin,
  asksSomething: () => true,
  needs: ({ by, rebuilders }) => ({
    signers: by,
    rebuilders: rebuilders?.of ?? [],
    predicateTypes: [PREDICATE_TYPES.twinProof, ...(rebuilders === undefined ? [] : [PREDICATE_TYPES.rebuild])],
    walkLayers: true,
  }),
  requireSound({ by, rebuilders }, at, trust) {
    requireStatesSomething(trust, by, `${at}/by`);
    if (rebuilders === undefined) return;
    requireStatesSomething(trust, rebuilders.of, `${at}/rebuilders/of`);
    if (rebuilders.atLeast > rebuilders.of.length)
      refuse(
        `${at}/rebuilders/atLeast`,
        `${rebuilders.atLeast} of ${rebuilders.of.length} rebuilders can never be met`,
      );
  },
};

function readTwin(value: JsonValue, at: string): TwinRequirement {
  const members: Members = new Members('policy', value, at);
  members.only([
    'by',
    'varied',
    'networkless',
    'isolation',
    'cold',
    'toolchainAuthenticated',
    'modulesAuthenticated',
    'maxAge',
    'rebuilders',
  ]);
  const varied = members.has('varied') ? names(members, 'varied') : undefined;
  const unknown = varied?.find((name) => !CONDITION_NAMES.some((known) => known === name));
  if (unknown !== undefined)
    members.fail('varied', `names ${JSON.stringify(unknown)}; conditions are ${CONDITION_NAMES.join(', ')}`);
  const networkless = flag(members, 'networkless');
  const isolation = members.has('isolation') ? names(members, 'isolation') : undefined;
  const stranger = isolation?.find((name) => !ISOLATION_NAMES.some((known) => known === name));
  if (stranger !== undefined)
    members.fail(
      'isolation',
      `names ${JSON.stringify(stranger)}; what can contain a build is ${ISOLATION_NAMES.join(', ')}`,
    );
  const cold = flag(members, 'cold');
  const toolchainAuthenticated = flag(members, 'toolchainAuthenticated');
  const modulesAuthenticated = flag(members, 'modulesAuthenticated');
  const maxAge = members.has('maxAge') ? wholeNumber(members, 'maxAge', 1, MAX_AGE) : undefined;
  const rebuilders = members.has('rebuilders') ? readRebuilders(members.inside('rebuilders')) : undefined;
  return {
    by: names(members, 'by'),
    ...(varied !== undefined && { varied }),
    ...(networkless !== undefined && { networkless }),
    ...(isolation !== undefined && { isolation }),
    ...(cold !== undefined && { cold }),
    ...(toolchainAuthenticated !== undefined && { toolchainAuthenticated }),
    ...(modulesAuthenticated !== undefined && { modulesAuthenticated }),
    ...(maxAge !== undefined && { maxAge }),
    ...(rebuilders !== undefined && { rebuilders }),
  };
}

function readRebuilders(members: Members): RebuilderRequirement {
  members.only(['of', 'atLeast']);
  return { of: names(members, 'of'), atLeast: wholeNumber(members, 'atLeast', 1, MAX_ENTRIES) };
}
