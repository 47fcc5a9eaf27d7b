import { mergeRequirements } from '../../records/merge-requirements.ts';
import type { CaseCondition, PolicyCase } from '../../records/policy.ts';
import { type Answer, type CaseChoice, type Context, earliest, fail, failUnless, pass } from './context.ts';
import { askExpression } from './expressions.ts';
import { isFor } from './named-repository.ts';

/** Whether a condition holds. */
type Held =
  | { readonly holds: boolean; readonly because: string; readonly until?: number | null }
  /** The facts do not tell; the answer says why. */
  | { readonly holds: undefined; readonly answer: Answer };

/**
 * Adds the demands of the first case whose condition holds.
 * @returns the context as it was, for a policy without cases
 * @example withCase(contextOf(facts, policy, now)).require.twinBuild
 */
export function withCase(context: Context): Context {
  const { cases } = context.policy;
  if (cases === undefined) return context;
  const choice = chooseCase(context, cases);
  return { ...context, choice, require: mergeRequirements(context.require, choice.applies?.require) };
}

/** One that cannot be told ends the search: whatever comes after it may ask for less. */
function chooseCase(context: Context, cases: readonly PolicyCase[]): CaseChoice {
  const ends: (number | null)[] = [];
  for (const [index, one] of cases.entries()) {
    const held = conditionHolds(context, one.if, index);
    if (held.holds === undefined) {
      const { status, code, reason } = held.answer;
      const told = `whether the case ${one.name} applies: ${reason}`;
      return { answer: { status, code: status === 'fail' ? 'CASE_UNDECIDED' : code, reason: told } };
    }
    ends.push(held.until ?? null);
    if (held.holds) return { applies: one, answer: pass(`${appliesText(one)}${held.because}`, [], earliest(ends)) };
  }
  const names = cases.map(({ name }) => name).join(', ');
  return { answer: fail('CASE_NONE_APPLIES', `none of the cases ${names} is for such an image`) };
}

/**
 * How the check `case` begins when a case applies. Names have no colon, so it names one case only.
 * @example appliesText({ name: 'go' }) // 'the case go applies: '
 */
export function appliesText({ name }: Pick<PolicyCase, 'name'>): string {
  return `the case ${name} applies: `;
}

/** All that is given must hold: what is false decides, then what is not known. */
function conditionHolds(context: Context, condition: CaseCondition | undefined, index: number): Held {
  if (condition === undefined)
    return { holds: true, because: index === 0 ? 'it is for every image' : 'no case before it does' };
  const { go, images, expression } = condition;
  const parts = [
    ...(images === undefined ? [] : [isOf(context, images)]),
    ...(go === undefined ? [] : [goIs(context, go)]),
    ...(expression === undefined ? [] : [isTrue(context, expression)]),
  ];
  const decides = parts.find(({ holds }) => holds === false) ?? parts.find(({ holds }) => holds === undefined);
  if (decides !== undefined) return decides;
  const all = parts.filter((part) => part.holds !== undefined);
  return {
    holds: true,
    because: all.map(({ because }) => because).join(', and '),
    until: earliest(all.map(({ until = null }) => until)),
  };
}

function isOf({ facts }: Context, images: readonly string[]): Held {
  const glob = images.find((one) => isFor(one, facts));
  return { holds: glob !== undefined, because: `the repository is ${glob === undefined ? 'another' : `of ${glob}`}` };
}

function isTrue(context: Context, expression: string): Held {
  const asked = askExpression(context, expression);
  if (asked.answer !== undefined) return { holds: undefined, answer: asked.answer };
  return { holds: asked.value, because: `${expression} is ${asked.value}`, until: asked.until };
}

/**
 * Whether Go built the program of at least one platform. A program that cannot be read may have been, and an image must not be
 * asked for less because of that.
 */
function goIs({ facts, platforms }: Context, wanted: boolean): Held {
  const unclear: string[] = [];
  for (const { digest, platform = digest } of platforms) {
    const entrypoint = facts.images.find(({ subject }) => subject === digest)?.entrypoint;
    // Without an image config nothing would run.
    if (entrypoint === undefined) continue;
    if (entrypoint.go !== undefined) return { holds: wanted, because: `the program of ${platform} was built by Go` };
    const { outcome, machine, why } = entrypoint;
    if (outcome === 'unread' || outcome === 'ambiguous' || (outcome === 'resolved' && machine === undefined))
      unclear.push(`who built the program of ${platform} cannot be told: ${why ?? outcome}`);
  }
  const hiding = facts.faults.filter(({ what }) => what === 'manifest' || what === 'config' || what === 'layer');
  const [first] = unclear;
  if (first !== undefined || hiding.length > 0) {
    const undecided = fail('CASE_UNDECIDED', first ?? 'not every program is known');
    return { holds: undefined, answer: failUnless(hiding, undecided) };
  }
  return { holds: !wanted, because: 'Go built no program of the image' };
}
