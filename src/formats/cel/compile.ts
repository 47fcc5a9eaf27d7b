import { type ASTNode, TypeError as CelTypeError, Environment, ParseError } from '@marcbachmann/cel-js';
import { FormatError } from '../format-error.ts';
import { CEL_FUNCTIONS, CEL_MACROS, CEL_OPERATORS, type CelNode } from './node.ts';
import { durationOf, timeOf } from './time.ts';

/** What an expression may name: objects with their members, and variables, each with its CEL type. */
export interface CelDeclarations {
  /** `{ Platform: { digest: 'string', labels: 'map<string, string>' } }`; a type stands before those that use it. */
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `{ platforms: 'list<Platform>' }` */
  readonly variables: Readonly<Record<string, string>>;
}

/** An expression that was parsed and checked, ready to be evaluated. */
export interface CelProgram {
  readonly source: string;
  readonly root: CelNode;
  /** Declared variables that it reads. */
  readonly variables: ReadonlySet<string>;
  /** Every member and text that it names: what is not among them it can't ask for. */
  readonly names: ReadonlySet<string>;
}

/** Longest expression, in UTF-16 units. */
export const MAX_EXPRESSION = 4096;
// Far beyond what a person writes; the parser counts.
const LIMITS = { maxAstNodes: 1000, maxDepth: 50, maxListElements: 256, maxMapEntries: 0, maxCallArguments: 8 };
const environments = new WeakMap<CelDeclarations, Environment>();

/**
 * Parses an expression and checks its types: it must be true or false whatever the values are. Only part of CEL is taken: no
 * regular expressions (JavaScript's can hang), no maps, bytes or bindings, an index only where it stands as text or
 * number. `text.glob(pattern)` with `*` is ours.
 *
 * @throws FormatError of format `cel`, with the place in the expression as `@17`
 * @example compileCel('platforms.all(p, p.os == "linux")', declarations).variables.has('platforms') // true
 * @see CEL specification, langdef.md
 */
export function compileCel(source: string, declarations: CelDeclarations): CelProgram {
  if (source.length > MAX_EXPRESSION) fail(`it has more than ${MAX_EXPRESSION} characters`, 0);
  let root: ASTNode;
  try {
    const parsed = environmentOf(declarations).parse(source);
    const { valid, type, error } = parsed.check();
    if (!valid) throw error ?? new Error('it does not check');
    if (type !== 'bool') fail(`it gives ${type ?? 'no value'}, and must be true or false`, 0);
    root = parsed.ast;
  } catch (error) {
    if (error instanceof ParseError || error instanceof CelTypeError)
      fail(error.summary, error.range?.start ?? 0, error);
    if (error instanceof RangeError) fail('it is nested too deep', 0, error);
    throw error;
  }
  const names = new Set<string>();
  const variables = new Set<string>();
  return { source, root: new Reader(names, variables, declarations).node(root, []), variables, names };
}

function environmentOf(declarations: CelDeclarations): Environment {
  const known = environments.get(declarations);
  if (known !== undefined) return known;
  const made = new Environment({ limits: LIMITS });
  for (const [name, fields] of Object.entries(declarations.types)) made.registerType(name, { fields });
  for (const [name, type] of Object.entries(declarations.variables)) made.registerVariable(name, type);
  made.registerFunction('string.glob(string): bool', () => false);
  environments.set(declarations, made);
  return made;
}

/** Makes our tree of the library's, so that nothing is evaluated that was not looked at. */
class Reader {
  readonly #names: Set<string>;
  readonly #variables: Set<string>;
  readonly #declarations: CelDeclarations;

  constructor(names: Set<string>, variables: Set<string>, declarations: CelDeclarations) {
    this.#names = names;
    this.#variables = variables;
    this.#declarations = declarations;
  }

  /** @param items - variables of the macros around it */
  node(ast: ASTNode, items: readonly string[]): CelNode {
    switch (ast.op) {
      case 'value':
        return { op: 'value', value: this.#literal(ast) };
      case 'id':
        if (!items.includes(ast.args)) {
          if (!Object.hasOwn(this.#declarations.variables, ast.args)) fail(`there is no ${ast.args} here`, ast.start);
          this.#variables.add(ast.args);
        }
        return { op: 'variable', name: ast.args };
      case '.':
        this.#names.add(ast.args[1]);
        return { op: 'member', of: this.node(ast.args[0], items), name: ast.args[1] };
      case '[]':
        if (ast.args[1].op !== 'value') fail('an index must stand there as text or number', ast.args[1].start);
        return { op: 'index', of: this.node(ast.args[0], items), at: this.node(ast.args[1], items) };
      case 'list':
        return { op: 'list', items: ast.args.map((item) => this.node(item, items)) };
      case '!_':
        return { op: 'not', of: this.node(ast.args, items) };
      case '-_':
        return { op: 'minus', of: this.node(ast.args, items) };
      case '&&':
      case '||': {
        const [left, right] = ast.args.map((side) => this.node(side, items));
        if (left === undefined || right === undefined) fail('an operand is missing', ast.start);
        return { op: ast.op === '&&' ? 'and' : 'or', left, right };
      }
      case '?:': {
        const [condition, whenTrue, whenFalse] = ast.args;
        return {
          op: 'if',
          condition: this.node(condition, items),
          whenTrue: this.node(whenTrue, items),
          whenFalse: this.node(whenFalse, items),
        };
      }
      case 'call':
        return this.#call(ast, ast.args[0], ast.args[1], items);
      case 'rcall':
        return this.#method(ast, items);
      default: {
        const operator = CEL_OPERATORS.find((one) => one === ast.op);
        if (operator === undefined || !Array.isArray(ast.args)) fail(`${ast.op} is not available here`, ast.start);
        const [left, right] = ast.args as [ASTNode, ASTNode];
        return { op: 'binary', operator, left: this.node(left, items), right: this.node(right, items) };
      }
    }
  }

  #literal(ast: ASTNode & { readonly op: 'value' }): null | boolean | bigint | number | string {
    const value = ast.args;
    if (value !== null && typeof value === 'object')
      fail('bytes and unsigned numbers are not available here', ast.start);
    if (typeof value === 'string') this.#names.add(value);
    return value;
  }

  #call(ast: ASTNode, name: string, args: readonly ASTNode[], items: readonly string[]): CelNode {
    const [first] = args;
    if (name === 'has' && first?.op === '.') {
      this.#names.add(first.args[1]);
      return { op: 'has', of: this.node(first.args[0], items), name: first.args[1] };
    }
    // Moments and lengths are read now: what is wrong in them is wrong in the policy.
    if ((name === 'timestamp' || name === 'duration') && first !== undefined) {
      if (first.op !== 'value' || typeof first.args !== 'string')
        fail(`${name} needs text that stands there`, first.start);
      const value = name === 'timestamp' ? timeOf(first.args) : durationOf(first.args);
      return value === undefined
        ? fail(`${JSON.stringify(first.args.slice(0, 40))} is no ${name}`, first.start)
        : { op: 'value', value };
    }
    const known = CEL_FUNCTIONS.find((one) => one === name);
    if (known === undefined) fail(`the function ${name} is not available here`, ast.start);
    return { op: 'call', name: known, args: args.map((one) => this.node(one, items)) };
  }

  #method(ast: ASTNode & { readonly op: 'rcall' }, items: readonly string[]): CelNode {
    const [name, receiver, args] = ast.args;
    const macro = CEL_MACROS.find((one) => one === name);
    if (macro === undefined) return this.#call(ast, name, [receiver, ...args], items);
    const [item, body, more] = args;
    if (item?.op !== 'id' || body === undefined || more !== undefined)
      fail(`${name} takes a name and an expression`, ast.start);
    // A name that is declared would be two things in one expression.
    if (Object.hasOwn(this.#declarations.variables, item.args) || items.includes(item.args))
      fail(`${item.args} is taken: give the item another name`, item.start);
    return {
      op: 'each',
      macro,
      over: this.node(receiver, items),
      item: item.args,
      body: this.node(body, [...items, item.args]),
    };
  }
}

function fail(why: string, at: number, cause?: unknown): never {
  throw new FormatError('cel', why, `@${at}`, { cause });
}
