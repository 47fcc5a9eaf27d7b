import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { CaseCondition, PolicyCase } from '../../records/policy.ts';
import { type DemandNeeds, refuse } from './demands/demand.ts';
import { readList } from './demands/member-values.ts';
import { compileExpression, expressionNeeds } from './expressions.ts';
import { repositoryGlobs } from './globs.ts';
import { readRequirements, sumOfNeeds } from './requirements.ts';

const MAX_CASES = 32;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$/;

/**
 * Reads `cases`: demands by kind of image. A case without a name is called after its condition: `go`, `not-go`, `else`, or by
 * its place.
 * @param at - JSON pointer of `cases`
 * @throws FormatError with the JSON pointer
 * @example readCases([{ if: { go: true }, require: { twinBuild: { by: ['release'] } } }], '/cases')[0]?.name // 'go'
 */
export function readCases(value: JsonValue, at: string): readonly PolicyCase[] {
  const cases = readList(value, at, readCase, MAX_CASES);
  if (cases.length === 0) refuse(at, 'there is no case, so no image could be allowed: leave cases out');
  return cases;
}

function readCase(value: JsonValue, at: string): PolicyCase {
  const members = new Members('policy', value, at);
  members.only(['name', 'if', 'require']);
  const condition = members.has('if') ? readCondition(members.inside('if')) : undefined;
  const name = members.has('name') ? members.text('name', 64) : nameOf(condition, at);
  if (!NAME.test(name)) members.fail('name', 'takes letters, digits, and space . _ - between them');
  return {
    name,
    ...(condition !== undefined && { if: condition }),
    require: readRequirements(members.object.require, members.pointer('require')),
  };
}

function readCondition(members: Members): CaseCondition {
  members.only(['go', 'images', 'expression']);
  const { go } = members.object;
  if (go !== undefined && typeof go !== 'boolean') return members.fail('go', 'must be true or false');
  const images = members.has('images') ? repositoryGlobs(members, 'images') : undefined;
  if (images?.length === 0) members.fail('images', 'names no repository');
  const expression = members.has('expression') ? members.text('expression') : undefined;
  if (expression !== undefined) compileExpression(expression, members.pointer('expression'));
  if (go === undefined && images === undefined && expression === undefined)
    members.fail('go', 'is not there, nor is another condition: leave "if" out for a case that always applies');
  return {
    ...(go !== undefined && { go }),
    ...(images !== undefined && { images }),
    ...(expression !== undefined && { expression }),
  };
}

/**
 * What must be verified before it can be told whether a case applies: whether Go built a program, the program tells.
 * @example needsOfCondition({ go: true }).walkLayers // true
 */
export function needsOfCondition(condition: CaseCondition | undefined): Required<DemandNeeds> {
  const { go, expression } = condition ?? {};
  const asked = expression === undefined ? {} : expressionNeeds(compileExpression(expression, ''));
  return sumOfNeeds([asked, { walkLayers: go !== undefined }]);
}

function nameOf(condition: CaseCondition | undefined, at: string): string {
  if (condition === undefined) return 'else';
  if (condition.go !== undefined && Object.keys(condition).length === 1) return condition.go ? 'go' : 'not-go';
  return `case-${Number(at.split('/').at(-1)) + 1}`;
}
