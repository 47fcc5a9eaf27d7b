// What stands in YAML on the pages about policies must be policies that are read, as written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { serialisePem } from '../../src/formats/der/pem.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parseYaml } from '../../src/formats/yaml.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import type { Policy } from '../../src/records/policy.ts';
import { makeChain } from '../support/certificates.ts';
import { listDer } from '../support/revocation.ts';
import { CHAIN, publicPem, testKey } from '../support/sealed-image.ts';
import { makeStamper } from '../support/timestamp-authority.ts';
import { vectorText } from '../support/vectors.ts';

const PAGES = ['docs/policies.md', 'docs/policy-contents.md', 'docs/policy-signers.md'];
const FILES: Readonly<Record<string, string>> = {
  'ca.crl': serialisePem(
    'X509 CRL',
    listDer(CHAIN.chain.at(-1) ?? assert.fail(), testKey('ca'), { thisUpdate: 0, nextUpdate: 1 }),
  ),
  'cosign.pub': publicPem(testKey('release')),
  'cosign-2025.pub': publicPem(testKey('older')),
  'notation-ca.pem': CHAIN.rootPem,
  'tsa-root.pem': makeStamper().rootPem,
  'authority.pem': makeChain().rootPem,
  'trusted_root.json': vectorText('sigstore/trusted-root-public-good-2025.json'),
};
const SIGNERS = ['release', 'security', 'quality', 'product', 'second-operator', 'scanner', 'vendor'];
/** What a part of a policy leaves out. */
const REST: readonly (readonly [string, JsonValue])[] = [
  ['apiVersion', 'twinseal.dev/v1'],
  ['kind', 'Policy'],
  ['trust', SIGNERS.map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }))],
  ['require', { image: { nonRoot: true } }],
];

interface Block {
  readonly text: string;
  readonly document: Readonly<Record<string, JsonValue>>;
}
function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8');
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => ({
    text: yaml,
    document: Object(parseYaml(encodeUtf8(yaml))),
  }));
}
const read = async (document: object): Promise<Policy> => {
  const readFile = async (path: string) => encodeUtf8(FILES[path] ?? assert.fail(path));
  const trustedRoot = () => readFile('trusted_root.json');
  return parsePolicy({ name: 'page', bytes: encodeUtf8(JSON.stringify(document)), readFile, trustedRoot });
};

test('every policy of the pages, and every part of one, is read and fits the schema', async () => {
  for (const page of PAGES) {
    const blocks = blocksOf(page);
    assert.ok(blocks.length >= 2, page);
    for (const { text, document } of blocks) {
      const left = REST.filter(([name]) => !(name in document) && !(name === 'require' && 'cases' in document));
      // A whole policy is read as it stands.
      const whole = 'kind' in document ? document : { ...document, ...Object.fromEntries(left) };
      const policy = await read(whole).catch((error: Error) => assert.fail(`${page}: ${error.message}\n${text}`));
      assert.deepEqual(await validateAgainst('policy', whole as JsonValue), [], text);
      compilePolicy(policy);
    }
  }
});

test('the five lines are five, and ask twins of Go and signatures of everything else', async () => {
  const block = blocksOf('docs/policies.md').find(({ text }) => text.includes('go: true'));
  assert.equal(block?.text.trimEnd().split('\n').length, 5);
  const { cases } = await read(block?.document ?? {});
  assert.deepEqual(
    cases?.map(({ name, require }) => [name, require]),
    [
      ['go', { twinBuild: { by: ['release'] } }],
      ['else', { signatures: [{ by: 'release' }] }],
    ],
  );
});

test('every member of the language stands on a page', () => {
  const file = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8');
  const members = new Set<string>();
  const collect = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [name, value] of Object.entries(node)) {
      // `true` and `false` only say which of two members must be there.
      if (name === 'properties')
        for (const [one, shape] of Object.entries(Object(value))) if (typeof shape === 'object') members.add(one);
      collect(value);
    }
  };
  collect(JSON.parse(file('schemas/policy.schema.json')));
  const text = PAGES.map(file).join('\n');
  assert.deepEqual(
    [...members].filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
    [],
  );
  assert.ok(members.size > 40, String(members.size));
});
