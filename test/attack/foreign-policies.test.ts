// Whoever writes a policy for another tool can't make the import hang, fill memory, or print a policy that lets in more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { importPolicy } from '../../src/judge/policy/import/import.ts';
import { importedText } from '../../src/judge/policy/import/imported-text.ts';
import { WAIVER_NAMES } from '../../src/judge/policy/import/waivers.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { keyPair, makeChain } from '../support/certificates.ts';
import { cpuTime } from '../support/cpu-time.ts';

const KEY = keyPair('P-256').publicKey.export({ type: 'spki', format: 'pem' }).toString();
const ROOT = makeChain().rootPem;
const CODES = ['INPUT_MALFORMED', 'POLICY_UNMAPPED', 'POLICY_INVALID'];

const importText = (text: string | Uint8Array) =>
  importPolicy({
    file: 'hostile',
    bytes: typeof text === 'string' ? encodeUtf8(text) : text,
    waive: WAIVER_NAMES,
    files: { key: async () => undefined, store: async () => ROOT },
  });

async function refused(text: string | Uint8Array, why: RegExp): Promise<void> {
  const spent = cpuTime();
  await assert.rejects(importText(text), (error: unknown) => {
    assert.ok(error instanceof TwinsealError && CODES.includes(error.code), String(error));
    assert.match(error.message, why);
    assert.ok(error.message.length < 8192, `a message of ${error.message.length} characters`);
    return true;
  });
  assert.ok(spent() < 5000, 'it took seconds');
}

const cip = (spec: object, more: object = {}) => ({
  apiVersion: 'policy.sigstore.dev/v1beta1',
  kind: 'ClusterImagePolicy',
  metadata: { name: 'p' },
  spec: { images: [{ glob: '**' }], authorities: [{ key: { data: KEY } }], ...spec },
  ...more,
});
const statement = (more: object = {}) => ({
  name: 's',
  registryScopes: ['*'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:a'],
  trustedIdentities: ['*'],
  ...more,
});
const trust = (...statements: readonly object[]) => ({ version: '1.0', trustPolicies: statements });
const json = JSON.stringify;

test('the documents that the attacks bend are taken as they are', async () => {
  assert.equal((await importText(json(cip({})))).policy.trust.length, 1);
  assert.equal((await importText(json(trust(statement())))).policy.trust.length, 1);
});

test('YAML tricks and documents in two readings are refused', async () => {
  const yaml = `apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: {name: p}\nspec:\n  images: [{glob: "**"}]\n`;
  await refused(`${yaml}  authorities: &a [{key: {data: x}}]\n`, /anchors/);
  await refused(`${yaml}  authorities: !!seq []\n`, /tags/);
  await refused(`${yaml}  authorities: []\n---\n${yaml}`, /one document; put each policy into a file of its own/);
  await refused(`${yaml}spec: {}\n`, /twice/);
  await refused(`{"version":"1.0","trustPolicies":[],"trustPolicies":[]}`, /trustPolicies/);
  await refused(`{"version":"1.0","trustPolicies":[] /* comment */}`, /./);
  await refused(`${'['.repeat(100_000)}`, /./);
  await refused(`{"trustPolicies":${'['.repeat(5000)}${']'.repeat(5000)}}`, /./);
  await refused(new Uint8Array(300 * 1024).fill(0x20), /bytes/);
  await refused(new Uint8Array([0xff, 0xfe, 0x7b]), /./);
  await refused('', /neither a ClusterImagePolicy nor a trustpolicy/);
});

test('members of other spellings and unknown ones are refused: another reader could take them', async () => {
  await refused(json(cip({}, { Spec: {} })), /"Spec" is not a member/);
  await refused(json(cip({ Authorities: [] })), /"Authorities" is not a member/);
  await refused(json(cip({ authorities: [{ key: { data: KEY, Data: KEY } }] })), /"Data"/);
  await refused(json(cip({ authorities: [{ key: { data: KEY }, threshold: 2 }] })), /"threshold"/);
  await refused(json(trust(statement({ registryscopes: ['*'] }))), /"registryscopes"/);
  await refused(json({ ...trust(statement()), VERSION: '1.0' }), /"VERSION"/);
  await refused(json(trust(statement({ signatureVerification: { level: 'strict', Level: 'skip' } }))), /"Level"/);
  await refused(json({ ...cip({}), trustPolicies: [statement()] }), /not a member/);
});

test('floods are refused by count, globs by the number of their wildcards', async () => {
  await refused(
    json(cip({ images: Array.from({ length: 300 }, (_, i) => ({ glob: `a.io/${i}` })) })),
    /more than the 256/,
  );
  await refused(
    json(cip({ authorities: Array.from({ length: 100 }, () => ({ key: { data: KEY } })) })),
    /more than the 64/,
  );
  await refused(json(cip({ authorities: [{ key: { data: KEY.repeat(100) } }] })), /16|blocks/);
  await refused(json(cip({ images: [{ glob: `a.io/${'x**y'.repeat(40)}` }] })), /wildcards/);
  await refused(json(cip({ images: [{ glob: `a.io/${'x**y/'.repeat(40)}z` }] })), /wildcards/);
  await refused(json(cip({ images: [{ glob: 'a'.repeat(5000) }] })), /glob|characters/);
  await refused(json(trust(...Array.from({ length: 40 }, (_, i) => statement({ name: `s${i}` })))), /more than the 32/);
  await refused(json(trust(statement({ trustedIdentities: Array(100).fill('*') }))), /more than the 32/);
});

test('a store can’t be named out of the trust store, nor a scope be a pattern', async () => {
  for (const store of ['ca:..', 'ca:.', 'ca:../x', 'ca:/etc', 'ca:a/b', 'ca:', 'ca', 'x:a', 'ca:a\0'])
    await refused(json(trust(statement({ trustStores: [store] }))), /ca:NAME|NUL/);
  for (const scope of [
    'a.io/*',
    'a.io/**',
    'a.io',
    '/a',
    'a.io/A',
    'a.io/a:v1',
    'a.io/a@sha256:0',
    'https://a.io/a',
    'a.io//a',
  ])
    await refused(json(trust(statement({ registryScopes: [scope] }))), /registryScopes/);
});

test('what others wrote can’t end a comment and begin a line of the policy', async () => {
  const imported = await importText(
    json(cip({ images: [{ glob: 'a.io/b' }] }, { metadata: { name: 'x\nmode: audit\u2028\u0085\rimages: []' } })),
  );
  const text = await importedText(imported, [`Imported from ${imported.origin}`]);
  assert.ok(
    !text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).some((line) => /^(?:mode: audit|images: \[\])/.test(line)),
    text,
  );
  assert.match(text, /^mode: enforce$/m);
});

test('any bend of a document is a refusal with a code, or a policy that demands a signature of a key that stood there', async () => {
  const value = fc.oneof(fc.constantFrom(null, '', '*', 'skip', 'pass', [], {}, true, 1), fc.string({ maxLength: 8 }));
  const paths = [
    ['spec'],
    ['spec', 'images'],
    ['spec', 'authorities'],
    ['spec', 'mode'],
    ['spec', 'match'],
    ['spec', 'policy'],
    ['kind'],
    ['apiVersion'],
    ['metadata'],
    ['status'],
    ['spec', 'authorities', '0', 'key'],
    ['spec', 'authorities', '0', 'keyless'],
    ['spec', 'authorities', '0', 'static'],
    ['spec', 'authorities', '0', 'attestations'],
    ['spec', 'authorities', '0', 'key', 'data'],
    ['spec', 'authorities', '0', 'key', 'hashAlgorithm'],
    ['spec', 'images', '0', 'glob'],
    ['trustPolicies', '0', 'registryScopes'],
    ['trustPolicies', '0', 'trustStores'],
    ['trustPolicies', '0', 'trustedIdentities'],
    ['trustPolicies', '0', 'signatureVerification'],
    ['trustPolicies', '0', 'signatureVerification', 'level'],
    ['trustPolicies', '0', 'signatureVerification', 'override'],
    ['version'],
    ['trustPolicies'],
  ];
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, async (path, bent) => {
      const document: Record<string, unknown> = structuredClone(
        path[0] === 'trustPolicies' || path[0] === 'version' ? trust(statement()) : cip({}),
      );
      let at: Record<string, unknown> = document;
      for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
      at[path.at(-1) ?? ''] = bent;
      let imported: Awaited<ReturnType<typeof importText>>;
      try {
        imported = await importText(json(document));
      } catch (error) {
        assert.ok(error instanceof TwinsealError && CODES.includes(error.code), String(error));
        return;
      }
      allowed++;
      const { policy } = imported;
      assert.ok((policy.require.signatures ?? []).length > 0 || (policy.require.statements ?? []).length > 0);
      assert.equal(policy.trust.length, 1);
      await importedText(imported, []);
    }),
    { numRuns: 400 },
  );
  assert.ok(allowed > 5);
});
