import type { GoFunction } from '../../formats/gobuild/function-table.ts';
import { MAX_PACKAGE_DIFFERENCES, type PackageDifference } from '../../records/difference.ts';
import { attempt, type Program } from './program.ts';
import { codeView, sameCode } from './same-code.ts';

/**
 * How a function differs: it stands on one side only; its code has another size; its lines follow its code in another way;
 * it stands on another line of its file; or its code has other bytes that are no addresses of data, where no code moved.
 */
export type FunctionChangeKind = 'onlyInA' | 'onlyInB' | 'size' | 'lines' | 'moved' | 'code';

/** One function that is not the same on both sides. */
export interface FunctionChange {
  readonly name: string;
  readonly package: string;
  readonly kind: FunctionChangeKind;
  readonly a?: GoFunction;
  readonly b?: GoFunction;
  /** Source file, as the compiler wrote it; '' where it is not known. */
  readonly file: string;
  /** All files whose code is in it: its own, and those of functions that were inlined. */
  readonly files: () => readonly string[];
}

/** What came of comparing the functions of two programs. */
export interface FunctionComparison {
  readonly changes: readonly FunctionChange[];
  /** Whether every function lies at the same place with the same size: then bytes can be compared one by one. */
  readonly steady: boolean;
  /** Files whose functions stand in another order on each side. */
  readonly reordered: readonly {
    readonly file: string;
    readonly a: readonly string[];
    readonly b: readonly string[];
  }[];
}

const MAX_LISTED = 8;
const MAX_REORDERED = 8;

/**
 * Compares two programs function by function.
 * @returns undefined when one of them has no table of functions that can be read
 * @example compareFunctions(a, b)?.changes.filter((change) => change.kind === 'size')
 */
export function compareFunctions(a: Program, b: Program): FunctionComparison | undefined {
  if (a.table === undefined || b.table === undefined) return undefined;
  const [left, right] = [byName(a.table.functions), byName(b.table.functions)];
  const steady =
    a.table.functions.length === b.table.functions.length &&
    a.table.functions.every((each, index) => {
      const other = b.table?.functions[index];
      return other !== undefined && each.start === other.start && each.size === other.size && each.name === other.name;
    });
  const [own, other] = steady ? [a, b].map(({ headers }) => headers && codeView(headers)) : [];
  const same = (each: GoFunction): boolean =>
    own === undefined || other === undefined || sameCode(own, other, each.start, each.size);
  const changes: FunctionChange[] = [];
  const change = (kind: FunctionChangeKind, key: string, x?: GoFunction, y?: GoFunction): void => {
    const [table, one] = x === undefined ? [b.table, y] : [a.table, x];
    const file = table?.files[one?.file ?? -1] ?? '';
    const name = one?.name ?? key;
    changes.push({
      name,
      package: packageOf(name),
      kind,
      ...(x === undefined ? {} : { a: x }),
      ...(y === undefined ? {} : { b: y }),
      file,
      files: () => [...new Set([...sourcesOf(a, x), ...sourcesOf(b, y)])],
    });
  };
  const moved = new Map<string, number>();
  for (const [key, x] of left) {
    const y = right.get(key);
    if (y !== undefined && x.startLine !== y.startLine) {
      const file = a.table.files[x.file] ?? '';
      moved.set(file, (moved.get(file) ?? 0) + 1);
    }
    if (y === undefined) change('onlyInA', key, x);
    else if (x.size !== y.size) change('size', key, x, y);
    else if (Buffer.compare(x.lines, y.lines) !== 0) change('lines', key, x, y);
    else if (!same(x)) change('code', key, x, y);
    else if (x.startLine !== y.startLine) change('moved', key, x, y);
  }
  for (const [key, y] of right) if (!left.has(key)) change('onlyInB', key, undefined, y);
  return { changes, steady, reordered: reorderedFiles(a, b, left, right, moved) };
}

/**
 * Changes by package, those of the program first and the standard library last; bounded for a record.
 * @example packageDifferences(changes)[0]?.package // 'main'
 */
export function packageDifferences(changes: readonly FunctionChange[]): readonly PackageDifference[] {
  const packages = new Map<string, FunctionChange[]>();
  for (const change of changes) {
    if (change.kind === 'moved') continue;
    const list = packages.get(change.package);
    if (list === undefined) packages.set(change.package, [change]);
    else list.push(change);
  }
  const rank = (name: string): number => (name === 'main' ? 0 : isStandard(name) ? 2 : 1);
  return [...packages]
    .toSorted(([x, first], [y, second]) => rank(x) - rank(y) || second.length - first.length || (x < y ? -1 : 1))
    .slice(0, MAX_PACKAGE_DIFFERENCES)
    .map(([name, list]) => ({
      package: name,
      onlyInA: list.filter(({ kind }) => kind === 'onlyInA').length,
      onlyInB: list.filter(({ kind }) => kind === 'onlyInB').length,
      changed: list.filter(({ kind }) => kind !== 'onlyInA' && kind !== 'onlyInB').length,
      functions: list
        .map(({ kind, name: each }) => `${kind === 'onlyInA' ? '-' : kind === 'onlyInB' ? '+' : ''}${shortName(each)}`)
        .toSorted()
        .slice(0, MAX_LISTED),
    }));
}

/**
 * The import path in a function's name; `main` for the main package, '' for what has none (assembly, `type:.eq.T`).
 * @example packageOf('example.com/a/b.(*T).M') // 'example.com/a/b'
 * @see cmd/internal/objabi.PathToPrefix, which writes a dot of the last element as %2e
 */
export function packageOf(name: string): string {
  const plain = name.slice(0, cutAt(name));
  // Go 1.18 and 1.19 wrote `type..eq.T` for `type:.eq.T`.
  if (/^(?:type:|go:|type\.\.|_cgo)/.test(plain)) return '';
  const slash = plain.lastIndexOf('/');
  const dot = plain.indexOf('.', slash + 1);
  return dot === -1 ? '' : plain.slice(0, dot).replaceAll('%2e', '.');
}

/**
 * Whether an import path is one of the standard library: its first element has no dot, and it is neither the main package
 * nor one of a module whose path has none.
 * @example isStandard('internal/runtime/maps') // true
 */
export function isStandard(path: string, ownModule = ''): boolean {
  if (path === '' || path === 'main' || path === 'command-line-arguments') return false;
  if (ownModule !== '' && (path === ownModule || path.startsWith(`${ownModule}/`))) return false;
  return !(path.split('/', 1)[0] ?? '').includes('.');
}

/** Where type arguments or a receiver begin: they may hold slashes of their own. */
function cutAt(name: string): number {
  const bracket = name.indexOf('[');
  const receiver = name.indexOf('(');
  return Math.min(bracket === -1 ? name.length : bracket, receiver === -1 ? name.length : receiver);
}

function shortName(name: string): string {
  return name.length > 120 ? `${name.slice(0, 120)}...` : name;
}

/** Several functions may share a name (generated wrappers); they are told apart by their order. */
function byName(functions: readonly GoFunction[]): ReadonlyMap<string, GoFunction> {
  const map = new Map<string, GoFunction>();
  for (const each of functions) {
    let key = each.name;
    for (let copy = 2; map.has(key) && copy < 16; copy += 1) key = `${each.name}\0${copy}`;
    if (!map.has(key)) map.set(key, each);
  }
  return map;
}

function sourcesOf(program: Program, of: GoFunction | undefined): readonly string[] {
  return (of === undefined ? undefined : attempt(() => program.table?.sources(of))) ?? [];
}

/** @param moved - how many functions of a file of A stand on another line of it in B */
function reorderedFiles(
  a: Program,
  b: Program,
  left: ReadonlyMap<string, GoFunction>,
  right: ReadonlyMap<string, GoFunction>,
  moved: ReadonlyMap<string, number>,
): FunctionComparison['reordered'] {
  // One number that differs would change an order too; declarations that changed places have moved at least in pairs.
  const looked = new Set([...moved].filter(([file, count]) => file !== '' && count > 1).map(([file]) => file));
  if (looked.size === 0) return [];
  const order = (program: Program, own: ReadonlyMap<string, GoFunction>, other: ReadonlyMap<string, GoFunction>) => {
    const files = new Map<string, GoFunction[]>();
    for (const [key, each] of own) {
      const file = program.table?.files[each.file];
      // Wrappers and initialisers that the compiler made stand on line 1 or on none.
      if (file === undefined || !looked.has(file) || each.startLine <= 1 || !other.has(key)) continue;
      const list = files.get(file);
      if (list === undefined) files.set(file, [each]);
      else list.push(each);
    }
    return files;
  };
  const names = (list: readonly GoFunction[]): readonly string[] =>
    list.toSorted((x, y) => x.startLine - y.startLine || (x.name < y.name ? -1 : 1)).map(({ name }) => name);
  const others = order(b, right, left);
  const found: { readonly file: string; readonly a: readonly string[]; readonly b: readonly string[] }[] = [];
  for (const [file, list] of order(a, left, right)) {
    const second = others.get(file);
    if (found.length >= MAX_REORDERED || second === undefined || second.length !== list.length) continue;
    const [x, y] = [names(list), names(second)];
    const set = new Set(x);
    if (y.every((name) => set.has(name)) && x.some((name, index) => name !== y[index]))
      found.push({ file, a: x, b: y });
  }
  return found;
}
