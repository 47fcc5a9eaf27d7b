/**
 * Compiles every `*.schema.json` of this folder ahead of time, so that no process pays for a schema compiler at start
 * and nothing needs `eval`. One command, after adding or changing a schema:
 *
 *     node schemas/compile.ts
 *
 * It writes src/formats/schema/generated/<name>.ts for schemas/<name>.schema.json and the list `all.ts` beside them.
 * Commit both: a test compiles again and compares. Rules for a new schema:
 * - draft 2020-12, `$id` https://twinseal.dev/schemas/<name>.schema.json; other schemas are referred to by file name;
 * - no `format` (it would need another package): use `pattern`, free of nested repetition.
 * Then `validateAgainst('<name>', value)` of src/formats/schema/validate.ts knows it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const SUFFIX = '.schema.json';
const HEADER = '// @ts-nocheck\n// Written by schemas/compile.ts; do not edit.\n';

/**
 * Compiles all schemas of a folder.
 *
 * @param folder - holds `*.schema.json`
 * @returns the text of each generated file, by file name
 * @throws Error for a schema that is malformed or uses what can't be compiled ahead of time
 */
export function compileSchemas(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
  const schemas = new Map(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name + SUFFIX), 'utf8'))]));
  const files = new Map<string, string>();
  for (const [name, schema] of schemas) {
    const id = `https://twinseal.dev/schemas/${name}${SUFFIX}`;
    if (schema.$id !== id) throw new Error(`${name}${SUFFIX} must have the $id ${id}`);
    // A compiler of its own for each schema keeps the numbering of generated names, and so the text, independent of the others.
    const ajv = new Ajv2020({
      allErrors: true,
      strict: true,
      strictTypes: false,
      allowUnionTypes: true,
      code: { source: true, esm: true, lines: true },
    });
    for (const other of schemas.values()) ajv.addSchema(other);
    // The module is CommonJS, so its default export is the function or holds it, by who imports it.
    const write = typeof standalone === 'function' ? standalone : standalone.default;
    files.set(`${name}.ts`, HEADER + browserSafe(name, write(ajv, { validate: id })));
  }
  files.set('all.ts', list(names));
  return files;
}

// ajv's standalone code calls `require` for two small functions even as ESM; ours come from a module that runs anywhere.
function browserSafe(name: string, code: string): string {
  const imports = new Set<string>();
  const body = code
    .replace(/^"use strict";/, '')
    .replace(/require\("ajv\/dist\/runtime\/(ucs2length|equal)"\)\.default/g, (_match, helper: string) => {
      imports.add(helper);
      return helper;
    });
  if (/\brequire\(/.test(body))
    throw new Error(`the code of ${name} needs a module that runtime.ts does not stand for`);
  const line = imports.size === 0 ? '' : `import { ${[...imports].sort().join(', ')} } from '../runtime.ts';\n`;
  return `${line}${body.trim()}\n`;
}

function list(names: readonly string[]): string {
  const entries = names.map((name) => `  ${JSON.stringify(name)}: () => import('./${name}.ts'),\n`);
  return `${HEADER}export const SCHEMAS = {\n${entries.join('')}};\n`;
}

/** Writes the generated files, and removes those of schemas that are gone. */
export function writeGenerated(files: ReadonlyMap<string, string>, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (!files.has(old)) rmSync(join(folder, old));
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
}

if (import.meta.main) {
  const files = compileSchemas(import.meta.dirname);
  writeGenerated(files, join(import.meta.dirname, '../src/formats/schema/generated'));
  console.log(`compiled ${files.size - 1} schemas`);
}
