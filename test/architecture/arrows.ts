// The arrows between the rooms of src/ as a table, and a reader that finds every import and says which of them break an arrow.
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/** What each room may import besides itself. ARCHITECTURE.md draws the same picture. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  formats: [],
  records: ['formats'],
  ports: ['formats', 'records'],
  seal: ['formats', 'records', 'ports'],
  judge: ['formats', 'records', 'ports'],
  roads: ['formats', 'records', 'ports', 'seal', 'judge'],
  doors: ['formats', 'records', 'ports', 'seal', 'judge', 'roads'],
  adapters: ['formats', 'records', 'ports'],
  wire: ['formats', 'records', 'ports', 'seal', 'judge', 'roads', 'doors', 'adapters'],
};

/** Wings are cut into stages that never import one another. */
const WINGS = new Set(['seal', 'judge']);

/** `decide` sees facts, a policy and a time, and nothing that could fetch more. */
const ONLY: Readonly<Record<string, readonly string[]>> = { 'judge/decide': ['formats', 'records'] };

const PURE_BYTES = ['node:crypto', 'node:zlib', 'node:stream', 'node:stream/promises'];

/** Node's modules by room or stage: the world belongs to adapters and wire; the rest may have what only computes. */
const BUILTINS: Readonly<Record<string, readonly string[] | 'all'>> = {
  adapters: 'all',
  wire: 'all',
  doors: ['node:util'],
  'seal/sign': ['node:crypto'],
  'seal/sbom': ['node:crypto'],
  'judge/verify': ['node:crypto'],
  'judge/inspect': PURE_BYTES,
  'judge/gather': PURE_BYTES,
  'judge/audit': ['node:crypto'],
};

/** npm packages by room or stage. A new one needs a line here and its reason in ARCHITECTURE.md. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  formats: ['@marcbachmann/cel-js', '@noble/hashes', 'pako', 'spdx-expression-parse', 'yaml'],
  'seal/sbom': ['spdx-license-list'],
  'judge/verify': ['@noble/curves', '@noble/hashes'],
  doors: ['express'],
  adapters: [
    '@noble/ciphers',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/sdk-trace',
    'jose',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'tuf-js',
  ],
};

/** What reaches the world without an import: clock, chance, processes, network. Only adapters and wire may. */
const WORLD =
  /(?<![\w.#])(?:Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\.|fetch\(|setTimeout\(|setInterval\(|console\.|crypto\.getRandomValues|crypto\.randomUUID)/;

export interface Import {
  readonly line: number;
  /** The specifier as written, or undefined where it is computed. */
  readonly specifier: string | undefined;
}

/** The source with whole-line comments blanked, so that examples in TSDoc are no imports; line numbers stay. */
function withoutComments(source: string): string {
  return source.replaceAll(/^[ \t]*(?:\*|\/\/|\/\*).*$/gm, '');
}

/**
 * Every import of a module, static, re-exported, dynamic, and in types.
 *
 * @example
 * importsOf("import type { Digest } from '../formats/digest.ts';"); // [{ line: 1, specifier: '../formats/digest.ts' }]
 */
export function importsOf(source: string): readonly Import[] {
  const text = withoutComments(source);
  const found: Import[] = [];
  const add = (index: number, specifier: string | undefined): void => {
    found.push({ line: text.slice(0, index).split('\n').length, specifier });
  };
  for (const match of text.matchAll(/^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*(['"])(.*?)\1/gm))
    add(match.index, match[2]);
  for (const match of text.matchAll(/^[ \t]*import\s*(['"])(.*?)\1/gm)) add(match.index, match[2]);
  for (const match of text.matchAll(/(?<![\w.$])import\s*\(\s*(?:(['"`])([^'"`$]*)\1)?/g)) add(match.index, match[2]);
  for (const match of text.matchAll(/\b(?:createRequire|getBuiltinModule|require)\s*\(/g)) add(match.index, undefined);
  return found;
}

/** `src/seal/pack/layer.ts` -> `{ room: 'seal', stage: 'seal/pack' }`; a stage only inside a wing. */
function placeOf(path: string): { readonly room: string; readonly stage: string | undefined } {
  const [, room = '', folder] = path.split('/');
  return { room, stage: WINGS.has(room) && folder?.endsWith('.ts') === false ? `${room}/${folder}` : undefined };
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Why `path` may not import `specifier`, or undefined when it may. */
function objection(path: string, specifier: string | undefined, exists: (path: string) => boolean): string | undefined {
  const { room, stage } = placeOf(path);
  const here = stage ?? room;
  if (specifier === undefined) {
    return room === 'adapters' || room === 'wire'
      ? undefined
      : 'loads a module by a computed name or by require, which hides an arrow';
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `imports '${specifier}' without its node: prefix`;
    const allowed = BUILTINS[here] ?? BUILTINS[room] ?? [];
    return allowed === 'all' || allowed.includes(specifier)
      ? undefined
      : `imports ${specifier}, which ${here} may not use`;
  }
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    return PACKAGES[here]?.includes(name) === true
      ? undefined
      : `imports the package ${name}, which ${here} may not use`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith('src/')) return `imports ${specifier}, which is outside of src/`;
  if (!exists(target)) return `imports ${specifier}, which does not exist`;
  const there = placeOf(target);
  if (there.room !== room) {
    const allowed = ONLY[here] ?? ROOMS[room] ?? [];
    return allowed.includes(there.room)
      ? undefined
      : `imports ${target}, but no arrow leads from ${here} to ${there.room}`;
  }
  return WINGS.has(room) && there.stage !== stage
    ? `imports ${target}, but stages of one wing never import each other`
    : undefined;
}

/**
 * Every broken arrow in a set of sources, as `path:line reason`, in order.
 *
 * @param sources paths from the project's root (`src/...`, with `/`) to their text
 */
export function brokenArrows(sources: ReadonlyMap<string, string>): readonly string[] {
  const broken: string[] = [];
  for (const [path, source] of sources) {
    const { room, stage } = placeOf(path);
    if (ROOMS[room] === undefined)
      broken.push(`${path}:1 stands in no room; the rooms are ${Object.keys(ROOMS).join(', ')}`);
    if (WINGS.has(room) && stage === undefined) broken.push(`${path}:1 stands in no stage of ${room}/`);
    const reasons = new Set<string>();
    for (const { line, specifier } of importsOf(source)) {
      const reason = objection(path, specifier, (target) => sources.has(target));
      // One line is enough for a file that breaks one rule in the same way many times.
      if (reason !== undefined && !reasons.has(reason)) broken.push(`${path}:${line} ${reason}`);
      if (reason !== undefined) reasons.add(reason);
    }
    if (room === 'adapters' || room === 'wire') continue;
    for (const [index, line] of withoutComments(source).split('\n').entries()) {
      const touched = WORLD.exec(line);
      if (touched !== null)
        broken.push(`${path}:${index + 1} touches the world (${touched[0]}), which only adapters and wire may`);
    }
  }
  return broken;
}
