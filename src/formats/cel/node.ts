import type { CelDuration, CelTime } from './value.ts';

/** The part of CEL that is evaluated here, as a tree: what the checker let pass and no more. */
export type CelNode =
  | { readonly op: 'value'; readonly value: null | boolean | bigint | number | string | CelTime | CelDuration }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly of: CelNode; readonly name: string }
  | { readonly op: 'index'; readonly of: CelNode; readonly at: CelNode }
  | { readonly op: 'has'; readonly of: CelNode; readonly name: string }
  | { readonly op: 'list'; readonly items: readonly CelNode[] }
  | { readonly op: 'not' | 'minus'; readonly of: CelNode }
  | { readonly op: 'and' | 'or'; readonly left: CelNode; readonly right: CelNode }
  | { readonly op: 'if'; readonly condition: CelNode; readonly whenTrue: CelNode; readonly whenFalse: CelNode }
  | { readonly op: 'binary'; readonly operator: CelOperator; readonly left: CelNode; readonly right: CelNode }
  /** Of a method the receiver is the first argument. */
  | { readonly op: 'call'; readonly name: CelFunction; readonly args: readonly CelNode[] }
  | {
      readonly op: 'each';
      readonly macro: CelMacro;
      readonly over: CelNode;
      /** Name of the variable that stands for the item. */
      readonly item: string;
      readonly body: CelNode;
    };

/** Operators of two operands, but for `&&` and `||`. */
export const CEL_OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%'] as const;
/** An operator of {@link CEL_OPERATORS}. */
export type CelOperator = (typeof CEL_OPERATORS)[number];

/** Functions and methods: those of CEL whose cost is plain to see, and `glob`. */
export const CEL_FUNCTIONS = ['size', 'startsWith', 'endsWith', 'contains', 'glob', 'timestamp', 'duration'] as const;
/** A function of {@link CEL_FUNCTIONS}. */
export type CelFunction = (typeof CEL_FUNCTIONS)[number];

/** Macros over lists and over the keys of maps. */
export const CEL_MACROS = ['all', 'exists', 'exists_one', 'filter', 'map'] as const;
/** A macro of {@link CEL_MACROS}. */
export type CelMacro = (typeof CEL_MACROS)[number];
