import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brokenArrows, importsOf } from './arrows.ts';

const root = join(import.meta.dirname, '..', '..');

test('every import in src follows the arrows', () => {
  const paths = globSync('src/**/*.{ts,mts,cts,js,mjs,cjs,json}', { cwd: root }).sort();
  assert.ok(paths.length > 0, 'src/ holds no sources');
  const sources = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  assert.deepEqual(brokenArrows(sources), []);
});

test('every form of import is seen', () => {
  const source = [
    "import { a } from './a.ts';",
    "import type { B } from './b.ts';",
    'import {',
    '  c,',
    '  type D,',
    "} from './c.ts';",
    "export * from './e.ts';",
    "export type { F } from './f.ts';",
    "import './g.ts';",
    "const h = await import('./h.ts');",
    "type I = import('./i.ts').I;",
    'const j = await import(name);',
    `const k = await import(\`./\${name}.ts\`);`,
    "const l = process.getBuiltinModule('fs');",
    ' * import { example } from "./not-an-import.ts";',
    "// import './nor-this.ts';",
  ].join('\n');
  const found = importsOf(source).map(({ line, specifier }) => `${line} ${specifier ?? '?'}`);
  assert.deepEqual(found.sort(), [
    '1 ./a.ts',
    '10 ./h.ts',
    '11 ./i.ts',
    '12 ?',
    '13 ?',
    '14 ?',
    '2 ./b.ts',
    '3 ./c.ts',
    '7 ./e.ts',
    '8 ./f.ts',
    '9 ./g.ts',
  ]);
});

/** One file for each room and stage that the rows below import. */
const TARGETS = [
  'src/formats/digest.ts',
  'src/records/verdict.ts',
  'src/ports/clock.ts',
  'src/seal/pack/layer.ts',
  'src/seal/sign/bundle.ts',
  'src/judge/verify/facts.ts',
  'src/judge/decide/verdict.ts',
  'src/roads/seal.ts',
  'src/doors/cli/parse.ts',
  'src/adapters/registry/client.ts',
  'src/wire/cli.ts',
];

const WRONG: readonly (readonly [path: string, source: string, reason: RegExp])[] = [
  ['src/formats/x.ts', "import type { V } from '../records/verdict.ts';", /no arrow leads from formats to records/],
  ['src/formats/x.ts', "import { createHash } from 'node:crypto';", /node:crypto, which formats may not use/],
  ['src/records/x.ts', "import type { C } from '../ports/clock.ts';", /no arrow leads from records to ports/],
  ['src/ports/x.ts', "import type { L } from '../seal/pack/layer.ts';", /no arrow leads from ports to seal/],
  ['src/seal/pack/x.ts', "import { f } from '../../judge/verify/facts.ts';", /no arrow leads from seal\/pack to judge/],
  [
    'src/judge/verify/x.ts',
    "import { b } from '../../seal/sign/bundle.ts';",
    /no arrow leads from judge\/verify to seal/,
  ],
  ['src/seal/pack/x.ts', "import { b } from '../sign/bundle.ts';", /stages of one wing never import each other/],
  [
    'src/judge/decide/x.ts',
    "import type { C } from '../../ports/clock.ts';",
    /no arrow leads from judge\/decide to ports/,
  ],
  ['src/seal/x.ts', 'export {};', /stands in no stage of seal/],
  ['src/roads/x.ts', "import { p } from '../doors/cli/parse.ts';", /no arrow leads from roads to doors/],
  [
    'src/roads/x.ts',
    "const c = await import('../adapters/registry/client.ts');",
    /no arrow leads from roads to adapters/,
  ],
  [
    'src/doors/cli/x.ts',
    "type C = import('../../adapters/registry/client.ts').C;",
    /no arrow leads from doors to adapters/,
  ],
  ['src/adapters/x.ts', "import { r } from '../roads/seal.ts';", /no arrow leads from adapters to roads/],
  ['src/doors/x.ts', "export * from '../wire/cli.ts';", /no arrow leads from doors to wire/],
  ['src/roads/x.ts', "import { readFile } from 'node:fs/promises';", /node:fs\/promises, which roads may not use/],
  ['src/seal/sign/x.ts', "import { gzipSync } from 'node:zlib';", /node:zlib, which seal\/sign may not use/],
  ['src/adapters/x.ts', "import { readFile } from 'fs';", /without its node: prefix/],
  ['src/judge/verify/x.ts', "import express from 'express';", /package express, which judge\/verify may not use/],
  ['src/roads/x.ts', "import { x } from '../../test/x.ts';", /outside of src/],
  ['src/roads/x.ts', "import { x } from './missing.ts';", /does not exist/],
  ['src/roads/x.ts', 'const m = await import(name);', /hides an arrow/],
  ['src/roads/x.ts', "const fs = process.getBuiltinModule('fs');", /hides an arrow/],
  ['src/judge/decide/x.ts', 'const now = Date.now();', /touches the world \(Date\.now\(\)/],
  ['src/seal/build/x.ts', 'const home = process.env.HOME;', /touches the world \(process\.\)/],
  ['src/utils/x.ts', 'export {};', /stands in no room/],
];

for (const [path, source, reason] of WRONG) {
  test(`a wrong import is named: ${path} with ${source}`, () => {
    const sources = new Map(TARGETS.map((target) => [target, 'export {};']));
    sources.set(path, `export {};\n${source}\n`);
    const broken = brokenArrows(sources);
    assert.ok(
      broken.some((line) => line.startsWith(`${path}:`) && reason.test(line)),
      `found ${JSON.stringify(broken)}`,
    );
  });
}

test('imports along the arrows are accepted', () => {
  const sources = new Map(TARGETS.map((target) => [target, 'export {};']));
  sources.set(
    'src/judge/verify/x.ts',
    "import { createVerify } from 'node:crypto';\nimport { d } from '../../formats/digest.ts';\n",
  );
  sources.set('src/judge/verify/y.ts', "import { x } from './x.ts';\nimport type { C } from '../../ports/clock.ts';\n");
  sources.set(
    'src/roads/x.ts',
    "import { l } from '../seal/pack/layer.ts';\nimport { f } from '../judge/verify/facts.ts';\n",
  );
  sources.set(
    'src/wire/x.ts',
    "import { readFile } from 'node:fs/promises';\nconst c = await import('../adapters/registry/client.ts');\n",
  );
  sources.set('src/adapters/clock.ts', 'export const now = (): number => Date.now();\n');
  assert.deepEqual(brokenArrows(sources), []);
});
