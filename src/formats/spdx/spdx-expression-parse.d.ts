// The package ships no types. The result is not used: only whether the text is taken.
declare module 'spdx-expression-parse' {
  function parse(expression: string): unknown;
  export = parse;
}
