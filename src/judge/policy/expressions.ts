import { type CelProgram, compileCel } from '../../formats/cel/compile.ts';
import { FormatError } from '../../formats/format-error.ts';
import { EXPRESSION_DECLARATIONS, looksIntoLayers } from '../../records/expression-value.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import { type DemandNeeds, refuse } from './demands/demand.ts';

const CONTENT_TYPES_BY_MEMBER: Readonly<Record<string, readonly string[]>> = {
  sbom: [...CONTENT_TYPES.spdx, ...CONTENT_TYPES.cyclonedx],
  scan: [...CONTENT_TYPES.cosignVuln, ...CONTENT_TYPES.inTotoVulns],
  secrets: CONTENT_TYPES.secrets,
};

/**
 * Compiles an expression of a policy over verified facts.
 * @param at - JSON pointer of the expression in the policy
 * @throws FormatError of format `policy` that names the place, and the character in the expression
 * @example compileExpression('platforms.all(p, p.user != "")', '/require/expressions/0/expression')
 */
export function compileExpression(source: string, at: string): CelProgram {
  try {
    return compileCel(source, EXPRESSION_DECLARATIONS);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return refuse(at, `the expression is refused at character ${Number(error.at.slice(1)) + 1}: ${error.message}`);
  }
}

/**
 * What must be verified before an expression can be evaluated: an expression that reads signatures or statements sees
 * those of every signer of the policy and of every type, and layers are read only for what lies in them.
 * @example expressionNeeds(compileExpression('size(statements) > 2', at)).everySigner // true
 */
export function expressionNeeds(program: CelProgram): DemandNeeds {
  const { variables, names } = program;
  return {
    walkLayers: looksIntoLayers(program),
    everySigner: variables.has('signatures') || variables.has('statements'),
    everyStatement: variables.has('statements'),
    contents: variables.has('statements')
      ? Object.entries(CONTENT_TYPES_BY_MEMBER).flatMap(([name, types]) => (names.has(name) ? types : []))
      : [],
    predicates: variables.has('statements') && names.has('predicate'),
  };
}
