// Documents of sigstore's policy-controller and of notation, as their makers wrote them, become policies or refusals that say why.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOnePem } from '../../src/formats/der/pem.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { importedText } from '../../src/judge/policy/import/imported-text.ts';
import { WAIVERS } from '../../src/judge/policy/import/waivers.ts';
import type { SignatureRequirement } from '../../src/records/policy.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { keyPair } from '../support/certificates.ts';
import { importFile, importText, refused } from '../support/foreign-policy.ts';

const publicPem = () => keyPair('P-256').publicKey.export({ type: 'spki', format: 'pem' }).toString();
const KEYS = Array.from({ length: 6 }, publicPem);

test('a ClusterImagePolicy of one key becomes a policy that demands its signature, with nothing waived', async () => {
  const { policy, losses } = await importFile('sigstore/cip-key-no-rekor.yaml');
  assert.deepEqual(losses, []);
  assert.equal(policy.mode, 'enforce');
  assert.deepEqual(policy.images, ['**/*demo*/**']);
  assert.deepEqual(policy.require, { signatures: [{ by: 'authority-0' }] });
  assert.equal(policy.trust.length, 1);
});

test('what Twinseal does not do refuses by name and place, and loads when it is waived', async () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['custom-key-attestation-sbom-spdxjson', ['ctlog']],
    ['cip-key-and-keyless', ['ctlog', 'keyless']],
    ['cip-key-hash-algorithm', ['hash-algorithm']],
    ['cip-key-tsa', ['timestamp']],
    ['cip-match-resource-label', ['match', 'ctlog']],
    ['cip-requires-two-signatures-and-two-attestations', ['cue', 'keyless', 'ctlog', 'any-authority']],
    ['v1beta1-valid-policy-glob', ['keyless', 'kms', 'secret']],
  ];
  for (const [name, waive] of cases) {
    await refused(`sigstore/${name}.yaml`, 'POLICY_UNMAPPED', new RegExp(`--waive ${waive.join(',')}\\. `));
    for (const left of waive)
      await refused(`sigstore/${name}.yaml`, 'POLICY_UNMAPPED', new RegExp(`--waive ${left}\\. ${left} \\(/`), {
        waive: waive.filter((one) => one !== left),
      });
    const imported = await importFile(`sigstore/${name}.yaml`, { waive });
    assert.deepEqual(
      imported.losses.map(({ waiver }) => waiver),
      waive,
      name,
    );
    assert.match(imported.policy.description ?? '', new RegExp(`Waived: ${waive.join(', ')}\\.`));
    await importedText(imported, []);
  }
});

test('with everything waived that is there, a policy without a key left is refused', async () => {
  await refused('sigstore/cip-static-pass.yaml', 'POLICY_UNMAPPED', /nothing .* is left/, { waive: ['static'] });
  await refused('sigstore/cip-keyless-warn.yaml', 'POLICY_UNMAPPED', /nothing .* is left/, { waive: ['keyless'] });
  await refused('sigstore/cip-keyless-with-source.yaml', 'POLICY_UNMAPPED', /nothing .* is left/, {
    waive: ['keyless'],
  });
  await refused('sigstore/cip-key-secret.yaml', 'POLICY_UNMAPPED', /nothing .* is left/, {
    waive: ['secret', 'ctlog'],
  });
  await refused('sigstore/release-signed-by-github-actions.yaml', 'POLICY_UNMAPPED', /nothing .* is left/, {
    waive: ['keyless', 'tag'],
  });
});

test('a key that lies in a KMS or a secret is kept when its public key is given', async () => {
  const kms = await importFile('sigstore/signed-by-gcp-kms-key.yaml', {
    waive: ['ctlog'],
    keys: { 'gcp-kms': KEYS[0] ?? '' },
  });
  assert.deepEqual(kms.policy.require, { signatures: [{ by: 'gcp-kms' }] });
  const secret = await importFile('sigstore/cip-key-secret.yaml', {
    waive: ['ctlog'],
    keys: { 'authority-0': KEYS[0] ?? '' },
  });
  assert.deepEqual(
    secret.losses.map(({ waiver }) => waiver),
    ['ctlog'],
  );
});

test('an attestation is a demanded statement; CUE that only says its type is no loss', async () => {
  const { policy } = await importFile('sigstore/custom-key-attestation-sbom-spdxjson.yaml', { waive: ['ctlog'] });
  assert.deepEqual(policy.require, { statements: [{ type: 'https://spdx.dev/Document', by: ['custom-key'] }] });
  assert.deepEqual(policy.images, ['**']);
});

test('a document that policy-controller refuses is refused', async () => {
  await refused('sigstore/invalid-glob.yaml', 'INPUT_MALFORMED', /at \/spec\/images\/0\/glob/);
  await refused('sigstore/invalid-mode.yaml', 'INPUT_MALFORMED', /enforce or warn/);
  await refused('sigstore/invalid-pubkey.yaml', 'INPUT_MALFORMED', /no public key/);
  await refused('sigstore/keyref-with-multiple-properties.yaml', 'INPUT_MALFORMED', /no two/);
  await refused(
    'sigstore/valid-keyref-and-keylessref.yaml',
    'INPUT_MALFORMED',
    /exactly one of key, keyless and static/,
  );
});

const cip = (authorities: readonly object[], more: object = {}) =>
  JSON.stringify({
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata: { name: 'p' },
    spec: { images: [{ glob: '**' }], authorities, ...more },
  });
const names = (entry: SignatureRequirement) => ('by' in entry ? [entry.by] : entry.of);

test('one key of several authorities is enough, and one key in two authorities is one signer', async () => {
  const data = (index: number) => ({ key: { data: KEYS[index] } });
  const either = await importText(cip([data(0), data(1)]));
  assert.deepEqual(either.policy.require, { signatures: [{ of: ['authority-0', 'authority-1'], atLeast: 1 }] });
  const same = await importText(cip([data(0), { name: 'again', ...data(0) }]));
  assert.deepEqual(same.policy.require, { signatures: [{ by: 'authority-0' }] });
  const bundle = await importText(cip([{ key: { data: `${KEYS[0]}${KEYS[1]}` } }]));
  assert.deepEqual(bundle.policy.require, { signatures: [{ of: ['authority-0', 'authority-0-2'], atLeast: 1 }] });
  const attested = (index: number) => ({ ...data(index), attestations: [{ name: 'x', predicateType: 'custom' }] });
  const statement = await importText(cip([attested(0), attested(1)]));
  assert.deepEqual(statement.policy.require, {
    statements: [{ type: 'https://cosign.sigstore.dev/attestation/v1', by: ['authority-0', 'authority-1'] }],
  });
});

test('an imported policy is never weaker: every authority that is kept is a demanded signer, none is demanded that is not trusted', async () => {
  const authority = fc.record({
    key: fc.nat({ max: KEYS.length - 1 }),
    types: fc.subarray(['https://a.example/1', 'https://b.example/2']),
    keyless: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(authority, { minLength: 1, maxLength: 5 }), async (authorities) => {
      const kept = authorities.filter(({ keyless }) => !keyless);
      fc.pre(kept.length > 0);
      const { policy } = await importText(
        cip(
          authorities.map(({ key, types, keyless }) =>
            keyless
              ? { keyless: { identities: [{ issuer: 'i', subject: 's' }] } }
              : {
                  key: { data: KEYS[key] },
                  attestations: types.map((predicateType) => ({ name: 'n', predicateType })),
                },
          ),
        ),
        { waive: ['keyless', 'any-authority'] },
      );
      const demanded = new Set([
        ...(policy.require.signatures ?? []).flatMap(names),
        ...(policy.require.statements ?? []).flatMap(({ by }) => by),
      ]);
      const keys = compilePolicy(policy).needs.signers.flatMap((one) =>
        one.family === 'cosign' ? [sha256Digest(one.spki)] : [],
      );
      const wanted = new Set(kept.map(({ key }) => sha256Digest(parseOnePem(KEYS[key] ?? '', ['PUBLIC KEY']).bytes)));
      assert.deepEqual(new Set(keys), wanted);
      assert.equal(demanded.size, wanted.size);
      // Where only signatures are wanted, one of them is enough; else each thing that is wanted anywhere is demanded.
      const types = new Set(kept.flatMap((one) => one.types));
      assert.deepEqual(new Set((policy.require.statements ?? []).map(({ type }) => type)), types);
      const signs = kept.filter((one) => one.types.length === 0);
      assert.equal((policy.require.signatures ?? []).length > 0, signs.length > 0);
    }),
    { numRuns: 60 },
  );
});

test('each waiver has a document that needs it and nothing else, and that loads when it is waived', async () => {
  const key = { data: KEYS[0] };
  const attested = (type: string) => ({
    key,
    attestations: [{ name: 'a', predicateType: 'vuln', policy: { type, data: 'anything' } }],
  });
  const trusted = (more: object) => ({
    name: 's',
    registryScopes: ['a.io/b'],
    signatureVerification: { level: 'strict' },
    trustStores: ['ca:e2e'],
    trustedIdentities: ['*'],
    ...more,
  });
  const trustPolicy = (...trustPolicies: readonly object[]) => JSON.stringify({ version: '1.0', trustPolicies });
  const documents: Readonly<Record<keyof typeof WAIVERS, string>> = {
    keyless: cip([{ key }, { keyless: { identities: [] } }]),
    kms: cip([{ key }, { key: { kms: 'gcpkms://x' } }]),
    secret: cip([{ key }, { key: { secretRef: { name: 's' } } }]),
    static: cip([{ key }, { static: { action: 'pass' } }]),
    ctlog: cip([{ key, ctlog: { url: 'https://rekor.example.com' } }]),
    source: cip([{ key, source: [{ oci: 'a.io/signatures' }] }]),
    'hash-algorithm': cip([{ key: { ...key, hashAlgorithm: 'sha512' } }]),
    cue: cip([attested('cue')]),
    rego: cip([{ key }], { policy: { type: 'rego', data: 'package sigstore' } }),
    match: cip([{ key }], { match: [{ resource: 'pods', version: 'v1' }] }),
    tag: cip([{ key }], { images: [{ glob: 'a.io/b:v1' }] }),
    'any-authority': cip([{ key }, { key: { data: KEYS[1] }, attestations: [{ name: 'a', predicateType: 'vuln' }] }]),
    timestamp: cip([{ key, rfc3161timestamp: { trustRootRef: 'tsa' } }]),
    skip: trustPolicy(trusted({}), { name: 'u', registryScopes: ['a.io/c'], signatureVerification: { level: 'skip' } }),
  };
  for (const [waiver, text] of Object.entries(documents)) {
    await assert.rejects(
      importText(text),
      (error: unknown) =>
        error instanceof TwinsealError &&
        error.code === 'POLICY_UNMAPPED' &&
        error.message.includes(`--waive ${waiver}. ${waiver} (/`),
      waiver,
    );
    const { losses } = await importText(text, { waive: [waiver] });
    assert.deepEqual(
      losses.map((loss) => loss.waiver),
      [waiver],
    );
  }
});

test('the docs list each waiver with what it means', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'policy-tools.md'), 'utf8');
  for (const [name, { of, lost }] of Object.entries(WAIVERS))
    assert.ok(page.includes(`| \`${name}\` | ${of.join(', ')} | ${lost} |`), name);
});
