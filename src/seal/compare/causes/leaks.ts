import type { ConditionName } from '../../../records/conditions.ts';
import { holdsText } from '../byte-difference.ts';
import { type Comparison, cause, type RankedCause, type Recipe, STRENGTH } from '../comparison.ts';
import { quoted, sides } from '../words.ts';
import { valuesOf } from './build-settings.ts';

// What a condition looks like when it leaks into a binary: the value without what the probe wrote around it.
const LEAKABLE: readonly (readonly [ConditionName, (value: string) => string])[] = [
  ['path', (value) => value.replace(/\/source$/, '')],
  ['home', (value) => value],
  ['hostname', (value) => value],
  ['timezone', (value) => value.replace(/ .*$/, '')],
];
const MAX_PREFIXES = 4;
const MAX_SEARCHES = 64;

/**
 * What was seen inside the sides, and stands in their binaries.
 * @example leakedConditions(comparison)[0]?.name // 'generated-code'
 */
export function leakedConditions({ suspects: { a, b }, recipe }: Comparison): readonly RankedCause[] {
  return LEAKABLE.flatMap(([name, core]) => {
    const [x, y] = [core(a.observed[name] ?? ''), core(b.observed[name] ?? '')];
    // A short or common word stands in any binary.
    if (x === y || x.length < 5 || y.length < 5) return [];
    if (!holdsText(a.bytes, x) || !holdsText(b.bytes, y)) return [];
    const reason = `the ${name} of each side stands in its binary: ${quoted(x)} in A, ${quoted(y)} in B`;
    const evidence = [sides(`${name}, as seen inside the sides and found in the binaries`, x, y)];
    if (recipe.prepare.length > 0) {
      return [
        cause('generated-code', STRENGTH.leak, false, {
          reason: `${reason}, most likely put there by a prepare command`,
          fix: `make the prepare command (${commands(recipe)}) leave the ${name} out of what it writes`,
          evidence,
        }),
      ];
    }
    const fix =
      name === 'path' ? 'build with -trimpath' : `find what reads the ${name} while building, and take it out`;
    return [cause(name === 'path' ? 'path-leak' : 'condition-leak', STRENGTH.leak, false, { reason, fix, evidence })];
  });
}

/**
 * Folders of the build in the program's table of source files: it was built without -trimpath, in another folder, with
 * another GOROOT or another module cache.
 * @example leakedPaths(comparison)[0]?.reason
 * @see go help build, -trimpath
 */
export function leakedPaths({ a, b }: Comparison): readonly RankedCause[] {
  const [left, right] = [a.table?.files, b.table?.files];
  const trimmed = [a.info, b.info].map((info) => (info === undefined ? undefined : valuesOf(info).get('-trimpath')));
  if (a.info !== undefined && b.info !== undefined && trimmed[0] !== trimmed[1]) {
    const [x, y] = [firstAbsolute(left), firstAbsolute(right)];
    return [
      cause('path-leak', STRENGTH.setting + 4, false, {
        reason: `${trimmed[0] === undefined ? 'A' : 'B'} was built without -trimpath, so that the folders of its build stand in it`,
        fix: 'build both with -trimpath',
        evidence: [
          sides('build info, -trimpath', ...([trimmed[0], trimmed[1]] as const)),
          ...(x === y ? [] : [sides('a source file', x, y)]),
        ],
      }),
    ];
  }
  if (left === undefined || right === undefined) return [];
  const moves = movedFolders(left, right);
  if (moves.length === 0) return [];
  const [first] = moves;
  return [
    cause('path-leak', STRENGTH.leak + 1, false, {
      reason: `the folder of the build stands in the program: ${quoted(first?.a ?? '')} in A, ${quoted(first?.b ?? '')} in B`,
      fix: 'build with -trimpath',
      evidence: moves.map(
        ({ a: x, b: y, files }) =>
          `${files} source file${files === 1 ? '' : 's'}: ${quoted(x)} on A, ${quoted(y)} on B`,
      ),
    }),
  ];
}

interface Move {
  readonly a: string;
  readonly b: string;
  readonly files: number;
}

/** Folders that stand before the same rest of a path, those of most files first. */
function movedFolders(left: readonly string[], right: readonly string[]): readonly Move[] {
  const [inA, inB] = [new Set(left), new Set(right)];
  const byName = new Map<string, string>();
  const unclear = new Set<string>();
  const rest = (path: string): string => path.split('/').slice(-2).join('/');
  for (const path of inB) {
    if (inA.has(path) || !isAbsolute(path)) continue;
    if (byName.has(rest(path))) unclear.add(rest(path));
    byName.set(rest(path), path);
  }
  const moves = new Map<string, Move>();
  let searches = 0;
  for (const path of inA) {
    if (inB.has(path) || !isAbsolute(path)) continue;
    // The main package lies in the folder itself, whose own name is another one.
    const other = byName.get(rest(path)) ?? (searches < MAX_SEARCHES ? soleFile(inA, inB, path) : undefined);
    searches += 1;
    if (other === undefined || unclear.has(rest(path))) continue;
    const [x, y] = withoutCommonEnd(path, other);
    const key = `${x}\n${y}`;
    moves.set(key, { a: x, b: y, files: (moves.get(key)?.files ?? 0) + 1 });
  }
  return [...moves.values()].toSorted((x, y) => y.files - x.files).slice(0, MAX_PREFIXES);
}

/** The one file of B alone that has this name, where there is one and no more. */
function soleFile(inA: ReadonlySet<string>, inB: ReadonlySet<string>, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/'));
  let found: string | undefined;
  let looked = 0;
  for (const each of inB) {
    if (!each.endsWith(name) || inA.has(each) || !isAbsolute(each)) continue;
    looked += 1;
    found = each;
  }
  return looked === 1 ? found : undefined;
}

function withoutCommonEnd(a: string, b: string): readonly [string, string] {
  const [x, y] = [a.split('/'), b.split('/')];
  while (x.length > 1 && y.length > 1 && x.at(-1) === y.at(-1)) {
    x.pop();
    y.pop();
  }
  return [x.join('/'), y.join('/')];
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

function firstAbsolute(files: readonly string[] | undefined): string | undefined {
  return files?.find(isAbsolute);
}

/** The prepare commands, for a message. @example commands(recipe) // 'go generate ./...' */
export function commands(recipe: Recipe): string {
  return recipe.prepare
    .map((command) => command.join(' '))
    .join('; ')
    .slice(0, 200);
}
