import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { ExpressionRequirement } from '../../../records/policy.ts';
import { compileExpression, expressionNeeds } from '../expressions.ts';
import type { Demand, DemandNeeds } from './demand.ts';
import { requireUnique } from './demand.ts';
import { readList } from './member-values.ts';

/** CEL over verified facts. @example expressionsDemand.needs([{ name: 'x', expression: 'size(signatures) > 1', message: 'm' }]) */
export const expressionsDemand: Demand<readonly ExpressionRequirement[]> = {
  read: (value, at) => readList(value, at, readExpression),
  asksSomething: (expressions) => expressions.length > 0,
  needs(expressions) {
    const all = expressions.map(({ expression }) => expressionNeeds(compileExpression(expression, '')));
    const any = (what: keyof DemandNeeds): boolean => all.some((one) => one[what] === true);
    return {
      walkLayers: any('walkLayers'),
      everySigner: any('everySigner'),
      everyStatement: any('everyStatement'),
      predicates: any('predicates'),
      contents: all.flatMap(({ contents = [] }) => contents),
    };
  },
  requireSound: (expressions, at) =>
    requireUnique(
      expressions.map(({ name }) => `the expression ${name}`),
      at,
    ),
};

function readExpression(value: JsonValue, at: string): ExpressionRequirement {
  const members = new Members('policy', value, at);
  members.only(['name', 'expression', 'message']);
  const name = members.text('name', 64);
  if (!/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(name))
    members.fail('name', 'must be of a-z, 0-9, dot, dash and underscore, as in no-latest-base');
  const expression = members.text('expression');
  compileExpression(expression, members.pointer('expression'));
  return { name, expression, message: members.text('message', 512) };
}
