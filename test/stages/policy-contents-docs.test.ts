// What docs/policy-contents.md shows is what is read.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { CEL_FUNCTIONS, CEL_MACROS } from '../../src/formats/cel/node.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { readSecretScan } from '../../src/formats/scan/secret-scan.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parseYaml } from '../../src/formats/yaml.ts';
import { EXPRESSION_DECLARATIONS } from '../../src/records/expression-value.ts';
import { CONTENT_TYPES, PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { publicPem, testKey, testPolicy } from '../support/sealed-image.ts';

const page = await readFile(new URL('../../docs/policy-contents.md', import.meta.url), 'utf8');
const snippets = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

test('every policy on the page is read', async () => {
  const all = snippets('yaml');
  assert.equal(all.length, 7);
  const trust = ['release', 'scanner', 'security'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }));
  const kinds = new Set<string>();
  for (const text of all) {
    const { require } = parseYaml(encodeUtf8(text)) as { require: Readonly<Record<string, unknown>> };
    for (const kind of Object.keys((await testPolicy(require, { trust })).policy.require)) kinds.add(kind);
  }
  assert.deepEqual([...kinds].sort(), [
    'annotations',
    'expressions',
    'goBuild',
    'image',
    'pod',
    'sbom',
    'scan',
    'secrets',
  ]);
});

test('the predicate on the page is read', () => {
  const [predicate = ''] = snippets('json');
  assert.equal(readSecretScan(parseJson(encodeUtf8(predicate))).found, 0);
});

test('the page names every variable, member and function of expressions, and the predicate types that are read', () => {
  const part = page.slice(page.indexOf('## Expressions'));
  const { types, variables } = EXPRESSION_DECLARATIONS;
  const names = [...Object.keys(variables), ...Object.values(types).flatMap((fields) => Object.keys(fields))];
  for (const name of [...names, ...CEL_MACROS, ...CEL_FUNCTIONS])
    assert.match(part, new RegExp(`\`[^\`]*\\b${name}\\b`), name);
  for (const type of [...CONTENT_TYPES.cosignVuln, PREDICATE_TYPES.secretScan, 'https://openvex.dev/ns'])
    assert.ok(page.includes(type), type);
});
