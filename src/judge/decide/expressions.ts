import { CelError } from '../../formats/cel/cel-error.ts';
import type { CelProgram } from '../../formats/cel/compile.ts';
import { evaluateCel, MAX_STEPS } from '../../formats/cel/evaluate.ts';
import type { Fault } from '../../records/discovery.ts';
import { looksIntoLayers } from '../../records/expression-value.ts';
import type { ExpressionRequirement } from '../../records/policy.ts';
import {
  type Answer,
  type Context,
  checkOf,
  earliest,
  fail,
  failUnless,
  holds,
  pass,
  statementFaults,
  type TimedCheck,
} from './context.ts';
import { expressionProgram } from './expression-program.ts';
import { expressionValue } from './expression-value.ts';
import { revocationOf } from './revocation.ts';
import type { RulesOf } from './rule.ts';

/** Steps of all expressions of one decision: a tenth of a second or so. */
const MAX_STEPS_OF_ALL = 4 * MAX_STEPS;

/**
 * Each expression of the policy is true of the image.
 * @returns one check for each expression
 * @example checkExpressions(context)[0]?.check.id // 'expression:two-platforms'
 */
export function checkExpressions(context: Context): readonly TimedCheck[] {
  let left = MAX_STEPS_OF_ALL;
  return (context.require.expressions ?? []).map((demand) => {
    const { answer, steps } = answerTo(context, demand, left);
    left -= steps;
    return checkOf(`expression:${demand.name}`, context.root, undefined, answer);
  });
}

/** The rules of {@link checkExpressions}. @example expressionRules(require, policy)[0]?.at // '/require/expressions/0' */
export const expressionRules: RulesOf = ({ expressions = [] }) =>
  expressions.map(({ name, expression }, index) => ({
    check: `expression:${name}`,
    at: `/require/expressions/${index}`,
    demand: `is an image for which this holds: ${expression}`,
  }));

function answerTo(context: Context, { expression, message }: ExpressionRequirement, left: number) {
  const asked = askExpression(context, expression, Math.min(left, MAX_STEPS));
  const { steps } = asked;
  if (asked.answer !== undefined) return { answer: asked.answer, steps };
  const answer: Answer = asked.value
    ? pass('the expression is true', [], asked.until)
    : fail('EXPRESSION_FALSE', `${message} (the expression is false)`);
  return { answer, steps };
}

/** What an expression gave, or why it gave nothing: then `answer` is a check that is no pass. */
export type AskedExpression =
  | { readonly answer: Answer; readonly value?: undefined; readonly steps: number }
  | {
      readonly answer?: undefined;
      readonly value: boolean;
      readonly steps: number;
      /** Seconds since 1970, the last at which it is known to be so. */
      readonly until: number | null;
    };

/**
 * Evaluates an expression over the facts. It may speak of what is absent as well as of what is there, so a fault that hides
 * anything of what it reads leaves both of its values open.
 * @param maxSteps - that it may take
 * @example askExpression(context, 'size(platforms) == 2').value // true
 */
export function askExpression(context: Context, expression: string, maxSteps = MAX_STEPS): AskedExpression {
  const program = expressionProgram(expression);
  const open = program.variables.has('signatures') ? unknownRevocation(context) : undefined;
  if (open !== undefined) return { answer: open, steps: 0 };
  const [fault] = hidingFaults(context, program);
  if (fault !== undefined)
    return { answer: failUnless([fault], fail('EXPRESSION_ERROR', 'the expression was not evaluated')), steps: 0 };
  try {
    const { value, steps } = evaluateCel(program, expressionValue(context), maxSteps);
    return { value, steps, until: lastMoment(context, program) };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const code = error.kind === 'budget' ? 'EXPRESSION_LIMIT' : 'EXPRESSION_ERROR';
    const answer = fail(code, `the expression has no value for this image: ${error.message}`);
    return { answer, steps: error.steps };
  }
}

/** Whether a signature counts can't be told, so neither can what an expression says of signatures. */
function unknownRevocation({ facts, now }: Context): Answer | undefined {
  for (const fact of facts.signatures) {
    const state = holds(fact.valid, now) ? revocationOf(fact, now) : undefined;
    if (state?.state === 'unknown')
      return { status: 'fault', code: 'REVOCATION_UNKNOWN', reason: state.reason, evidence: [fact.evidence] };
  }
  return undefined;
}

function hidingFaults(context: Context, program: CelProgram): readonly Fault[] {
  const { faults } = context.facts;
  const { variables } = program;
  return [
    ...(variables.has('signatures') || variables.has('statements') ? statementFaults(context) : []),
    ...(variables.has('image') ? faults.filter(({ what }) => what === 'manifest') : []),
    ...(variables.has('platforms')
      ? faults.filter(
          ({ what }) => what === 'manifest' || what === 'config' || (looksIntoLayers(program) && what === 'layer'),
        )
      : []),
  ];
}

/** An expression that reads the time may change with each second; one that reads evidence, when some of it ends or begins to count. */
function lastMoment({ facts, now }: Context, { variables }: CelProgram): number | null {
  if (variables.has('now')) return now;
  const signatures = variables.has('signatures') ? facts.signatures : [];
  const read = [...signatures, ...(variables.has('statements') ? facts.statements : [])];
  return earliest([
    ...read.flatMap(({ valid }) => [
      valid.from !== null && valid.from > now ? valid.from - 1 : null,
      valid.until !== null && valid.until >= now ? valid.until : null,
    ]),
    ...signatures.flatMap((fact) => {
      const state = revocationOf(fact, now);
      // What was decided by older rules looked at no end of a hold.
      const looked = state.state === 'clear' || (state.state === 'revoked' && facts.rules !== undefined);
      return looked ? [state.until] : [];
    }),
  ]);
}
