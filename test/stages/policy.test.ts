import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { adHocPolicy } from '../../src/judge/policy/ad-hoc.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { readPolicyDocument } from '../../src/judge/policy/document.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import type { PolicySource } from '../../src/ports/policies.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { makeChain } from '../support/certificates.ts';

const pem = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const [KEY, OTHER_KEY] = [pem(), pem()];
const ROOT = makeChain().rootPem;
const FILES: Readonly<Record<string, string>> = { 'a.pub': KEY, 'b.pub': OTHER_KEY, 'ca.pem': ROOT };

const source = (text: string, name = 'test'): PolicySource => ({
  name,
  bytes: encodeUtf8(text),
  readFile: async (path) => {
    const content = FILES[path];
    if (content === undefined) throw new TwinsealError('INPUT_UNREADABLE', `no ${path}`);
    return encodeUtf8(content);
  },
});
const HEAD = 'apiVersion: twinseal.dev/v1\nkind: Policy\n';
const TRUST =
  'trust:\n  - {name: a, cosign: {keyFile: a.pub}}\n  - {name: b, cosign: {keyFile: b.pub}}\n' +
  '  - {name: n, notation: {certificateFile: ca.pem, identities: ["*"]}}\n';

test('typos and faults in a policy are told with what was meant, and with their place', async () => {
  const meant = {
    [`${HEAD}${TRUST}require: {signatrues: [{by: a}]}\n`]: /"signatrues" is not a member.*; did you mean signatures\?$/,
  };
  for (const [text, why] of Object.entries(meant)) await refused(text, why);
  await refused(
    `${HEAD}${TRUST}require: {signatures: [{by: a}], platforms: [linux/arm64, linux/amd46]}\n`,
    / at \/require\/platforms\/1: .*linux\/amd46/,
  );
  const absent = `${HEAD}trust: [{name: a, cosign: {keyFile: nope.pub}}]\nrequire: {signatures: [{by: a}]}\n`;
  await assert.rejects(parsePolicy(source(absent, 'release')), {
    code: 'INPUT_UNREADABLE',
    message: 'a file of the policy release: no nope.pub (named at /trust/0/cosign/keyFile)',
  });
});

async function refused(text: string, why: RegExp): Promise<void> {
  await assert.rejects(parsePolicy(source(text)), (error: unknown) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, 'POLICY_INVALID');
    assert.match(error.message, why);
    return true;
  });
}

test('the policies of the package are read, fit their schema, and demand what they say', async () => {
  for (const name of ['release', 'baseline', 'signature-only']) {
    const bytes = await readFile(new URL(`../../policies/${name}.yaml`, import.meta.url));
    assert.deepEqual(await validateAgainst('policy', readPolicyDocument(bytes)), []);
    const files: Readonly<Record<string, string>> = { 'cosign.pub': KEY, 'notation-ca.pem': ROOT };
    const policy = await parsePolicy({ name, bytes, readFile: async (path) => encodeUtf8(files[path] ?? '') });
    assert.equal(policy.name, name);
    const { needs } = compilePolicy(policy);
    assert.equal(needs.walkLayers, name === 'release');
    assert.equal(needs.evidence, name !== 'baseline');
  }
});

test('YAML that two readers could read in two ways is refused', async () => {
  const rest = `${TRUST}require: {signatures: [{by: a}]}\n`;
  await parsePolicy(source(HEAD + rest));
  await refused(`${HEAD}kind: Policy\n${rest}`, /twice/);
  await refused(`${HEAD}description: &x hi\n${rest}`, /anchors/);
  await refused(`${HEAD}images: &i ["a/*"]\ndescription: *i\n${rest}`, /anchors|aliases/);
  await refused(`${HEAD}description: !!str hi\n${rest}`, /tags/);
  await refused(`${HEAD}description: !secret hi\n${rest}`, /tag/i);
  await refused(`${HEAD}${rest}--- \n${HEAD}${rest}`, /one document/);
  await refused(`%YAML 1.1\n---\n${HEAD}${rest}`, /directives/);
  await refused(`${HEAD}"constructor": 1\n${rest}`, /not a member/);
  await refused(`${HEAD}<<: {description: x}\n${rest}`, /not a member/);
  await refused(`\ufeff${HEAD}${rest}`, /control character/);
  await refused(`${HEAD}description: ${'['.repeat(40)}\n${rest}`, /refused/);
  await refused(`${HEAD}description: "${'x'.repeat(300_000)}"\n${rest}`, /bytes/);
  await refused(`{"apiVersion":"twinseal.dev/v1","kind":"Policy","kind":"Policy","require":{}}`, /kind/);
});

test('a policy that demands nothing, or what no image can have, is refused with the place', async () => {
  await refused(`${HEAD}require: {}\n`, /demands nothing/);
  await refused(`${HEAD}require: {image: {}}\n`, /demands nothing/);
  await refused(`${HEAD}require: {image: {labels: {}}}\n`, /demands nothing/);
  await refused(`${HEAD}require: {image: {nonRoot: false}}\n`, /nonRoot.*only be true/);
  await refused(`${HEAD}${TRUST}require: {signatures: [{by: nobody}]}\n`, /at \/require\/signatures\/0\/by.*"nobody"/);
  await refused(`${HEAD}${TRUST}require: {signatures: [{by: a}, {by: a}]}\n`, /twice/);
  await refused(`${HEAD}${TRUST}require: {statements: [{type: spdxjson, by: [n]}]}\n`, /no image can meet/);
  await refused(`${HEAD}${TRUST}require: {statements: [{type: spdx-json, by: [a]}]}\n`, /short name/);
  await refused(`${HEAD}${TRUST}require: {twinBuild: {by: [a], varied: [colour]}}\n`, /"colour"/);
  await refused(`${HEAD}${TRUST}require: {twinBuild: {by: [a], isolation: [moat]}}\n`, /"moat"/);
  await refused(`${HEAD}require: {platforms: [linux/x86_64]}\n`, /linux\/amd64/);
  await refused(`${HEAD}require: {platforms: [linux/arm64, linux/arm64/v8]}\n`, /twice/);
  await refused(`${HEAD}images: []\nrequire: {image: {nonRoot: true}}\n`, /covers no image/);
});

test('one key cannot fill two roles, by whatever name or family', async () => {
  const signatures = 'require: {signatures: [{by: a}, {by: b}]}\n';
  await refused(
    `${HEAD}trust: [{name: a, cosign: {keyFile: a.pub}}, {name: b, cosign: {keyFile: a.pub}}]\n${signatures}`,
    /two roles/,
  );
  const notation = (name: string, identity: string) =>
    `{name: ${name}, notation: {certificateFile: ca.pem, identities: ["${identity}"]}}`;
  const exact = (cn: string) => `x509.subject: C=DE, ST=BE, O=Example, CN=${cn}`;
  await refused(`${HEAD}trust: [${notation('a', '*')}, ${notation('b', exact('x'))}]\n${signatures}`, /exclude/);
  await parsePolicy(
    source(`${HEAD}trust: [${notation('a', exact('x'))}, ${notation('b', exact('y'))}]\n${signatures}`),
  );
  await refused(
    `${HEAD}trust: [{name: a, cosign: {keyFile: a.pub}}, {name: a, cosign: {keyFile: b.pub}}]\n${signatures}`,
    /called/,
  );
});

test('keys and identities that are not what they should be are refused', async () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
  const key = (text: string) =>
    `${HEAD}trust: [{name: a, cosign: {key: ${JSON.stringify(text)}}}]\nrequire: {signatures: [{by: a}]}\n`;
  await refused(key(small.toString()), /1024 bits/);
  await refused(key(ROOT), /PUBLIC KEY/);
  await refused(key(`${KEY}${OTHER_KEY}`), /exactly one/);
  const identity = (text: string) =>
    `${HEAD}trust: [{name: a, notation: {certificateFile: ca.pem, identities: ${text}}}]\nrequire: {signatures: [{by: a}]}\n`;
  await refused(identity('["*", "x509.subject: C=DE, ST=BE, O=x"]'), /beside/);
  await refused(identity('["x509.subject: C=DE, O=x"]'), /ST is missing/);
  await refused(identity('["x509.subject: C=DE, ST=BE, O=#0401"]'), /hexadecimal/);
  await refused(identity('["x509.subject: C=DE, ST=BE+L=x, O=x"]'), /several attributes/);
  await refused(identity('["x509.subject: C=DE, S=BE, ST=BE, O=x"]'), /twice/);
  await refused(identity('["cn=x"]'), /x509.subject/);
});

test('the digest names what is demanded: line ends and the place of a key do not matter, anything else does', async () => {
  const digest = async (text: string) => compilePolicy(await parsePolicy(source(text))).digest;
  const base = `${HEAD}${TRUST}require: {signatures: [{by: a}]}\n`;
  const inline = base.replace('keyFile: a.pub', `key: ${JSON.stringify(KEY.replaceAll('\n', '\r\n'))}`);
  assert.equal(await digest(base), await digest(inline));
  const others = [
    base.replace('by: a', 'by: b'),
    base.replace('a.pub', 'b.pub').replace(/b\.pub\}\}\n {2}- \{name: n/, 'a.pub}}\n  - {name: n'),
    `${base}images: [x/*]\n`,
    base.replace('{signatures: [{by: a}]}', '{signatures: [{by: a}], image: {nonRoot: true}}'),
    base.replace('{signatures: [{by: a}]}', '{signatures: [{by: a}], twinBuild: {by: [a]}}'),
    base.replace('{signatures: [{by: a}]}', '{signatures: [{by: a}], twinBuild: {by: [a], maxAge: 5}}'),
  ];
  const digests = new Set([await digest(base), ...(await Promise.all(others.map(digest)))]);
  assert.equal(digests.size, others.length + 1);
});

test('flags make the policy that they stand for, and refuse one key given twice', () => {
  const file = { family: 'cosign', file: 'k.pub', bytes: encodeUtf8(KEY) } as const;
  const policy = adHocPolicy([file, { family: 'notation', file: 'c.pem', bytes: encodeUtf8(ROOT) }]);
  assert.deepEqual(policy.require, { signatures: [{ by: 'cosign' }, { by: 'notation' }] });
  assert.throws(() => adHocPolicy([file, file]), /two roles/);
  assert.throws(() => adHocPolicy([]), /demands nothing/);
  assert.throws(() => adHocPolicy([{ ...file, bytes: encodeUtf8('x') }]), { code: 'KEY_UNREADABLE' });
});

test('what the parser takes fits the schema, and what the schema refuses the parser refuses too', async () => {
  const junk = fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]));
  const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    fc.oneof({ arbitrary: good, weight: 8 }, { arbitrary: junk, weight: 1 });
  const statement = fc.record(
    {
      type: mostly(fc.constantFrom('spdxjson', 'https://a.example/b')),
      by: mostly(fc.constantFrom(['a'], ['a', 'b'])),
      count: mostly(fc.integer({ min: 0, max: 17 })),
    },
    { requiredKeys: ['type', 'by'] },
  );
  const requirement = fc.record(
    {
      platforms: mostly(fc.uniqueArray(fc.constantFrom('linux/amd64', 'linux/arm64', 'x'), { maxLength: 2 })),
      signatures: mostly(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'n'), { maxLength: 2 }).map((names) => names.map((by) => ({ by }))),
      ),
      statements: mostly(fc.array(statement, { maxLength: 1 })),
      twinBuild: fc.record(
        {
          by: fc.constant(['a']),
          varied: mostly(fc.constant(['path'])),
          cold: mostly(fc.constant(true)),
          modulesAuthenticated: mostly(fc.constant(true)),
          maxAge: mostly(fc.integer({ min: 0 })),
        },
        { requiredKeys: ['by'] },
      ),
      image: fc.record(
        {
          nonRoot: mostly(fc.constant(true)),
          labels: mostly(fc.dictionary(fc.string(), mostly(fc.string()), { maxKeys: 2 })),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(requirement, async (require) => {
      const trust = ['a', 'b'].map((name) => ({ name, cosign: { keyFile: `${name}.pub` } }));
      const document = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require };
      const issues = await validateAgainst('policy', document as unknown as JsonValue);
      const parsed = await parsePolicy(source(JSON.stringify(document))).catch((error: unknown) => {
        assert.ok(error instanceof TwinsealError, String(error));
        return undefined;
      });
      if (parsed !== undefined) taken++;
      assert.ok(issues.length === 0 || parsed === undefined, JSON.stringify([document, issues]));
    }),
    { numRuns: 300 },
  );
  assert.ok(taken > 20);
});
