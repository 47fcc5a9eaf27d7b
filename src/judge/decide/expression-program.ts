import { type CelProgram, compileCel } from '../../formats/cel/compile.ts';
import { EXPRESSION_DECLARATIONS } from '../../records/expression-value.ts';

// Compiling is pure, so remembering what it gave changes no verdict. Policies are read before they are asked, so all of them compile.
const MAX_PROGRAMS = 512;
const programs = new Map<string, CelProgram>();

/** The program of an expression, compiled once. @example expressionProgram('size(platforms) == 2').variables */
export function expressionProgram(source: string): CelProgram {
  const known = programs.get(source);
  if (known !== undefined) return known;
  if (programs.size >= MAX_PROGRAMS) programs.clear();
  const program = compileCel(source, EXPRESSION_DECLARATIONS);
  programs.set(source, program);
  return program;
}
