import { type Context, checkOf, type TimedCheck } from './context.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * A case of the policy applies to the image.
 * @returns one check for the image, which names the case; none for a policy without cases
 * @example checkCase(context)[0]?.check.reason // 'the case go applies: the program of linux/amd64 was built by Go'
 */
export function checkCase({ choice, root }: Context): readonly TimedCheck[] {
  return choice === undefined ? [] : [checkOf('case', root, undefined, choice.answer)];
}

/** The rule of {@link checkCase}. @example caseRules(require, policy)[0]?.at // '/cases' */
export const caseRules: RulesOf = (_, { cases }) =>
  cases === undefined
    ? []
    : [{ check: 'case', at: '/cases', demand: `an image of the case ${either(cases.map(({ name }) => name))}` }];
