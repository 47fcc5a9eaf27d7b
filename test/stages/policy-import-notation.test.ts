// Trust policies of notation's own tests become policies, or refusals that say why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { statementOf } from '../../src/judge/policy/import/import.ts';
import { importFile, importText, refused } from '../support/foreign-policy.ts';

test('notation’s trust policy becomes a policy with the certificates of its stores', async () => {
  const { policy, losses } = await importFile('notation/trustpolicy.json');
  assert.deepEqual(losses, []);
  assert.deepEqual(policy.images, ['**']);
  assert.deepEqual(policy.require, { signatures: [{ by: 'e2e' }] });
  const [signer] = policy.trust;
  assert.ok(signer !== undefined && 'notation' in signer);
  assert.deepEqual(signer.notation.identities, ['*']);
  assert.deepEqual([signer.notation.revocation, signer.notation.log], ['enforce', undefined]);
  const named = await importFile('notation/valid_trusted_identity_trustpolicy.json');
  assert.ok(named.policy.trust[0] !== undefined && 'notation' in named.policy.trust[0]);
  assert.deepEqual(named.policy.trust[0].notation.identities, ['x509.subject: CN=e2e,O=Notary,L=Seattle,ST=WA,C=US']);
});

test('each level and override becomes what is enforced, noted or asked; only a statement that skips has to be waived', async () => {
  const choice = async (name: string) => {
    const { policy, losses } = await importFile(`notation/${name}_trustpolicy.json`);
    const [signer] = policy.trust;
    assert.ok(signer !== undefined && 'notation' in signer);
    assert.deepEqual([losses, policy.mode], [[], 'enforce']);
    return [signer.notation.log ?? [], signer.notation.revocation ?? 'skip'];
  };
  assert.deepEqual(await choice('permissive'), [['authenticTimestamp', 'expiry'], 'log']);
  assert.deepEqual(await choice('audit'), [['authenticity', 'authenticTimestamp', 'expiry'], 'log']);
  assert.deepEqual(await choice('override_strict'), [['authenticity', 'authenticTimestamp', 'expiry'], 'log']);
  assert.deepEqual(await choice('override_audit'), [[], 'enforce']);
  await refused('notation/skip_trustpolicy.json', 'POLICY_UNMAPPED', /--waive skip\./);
  await refused('notation/skip_trustpolicy.json', 'POLICY_UNMAPPED', /nothing is left/, { waive: ['skip'] });
  const { notes } = await importFile('notation/audit_trustpolicy.json');
  assert.ok(notes.some((note) => /authenticity is noted and not enforced/.test(note)));
});

test('a trust policy that notation refuses is refused', async () => {
  for (const [name, why] of [
    ['multi_statements_with_the_same_name', /another statement/],
    ['multi_statements_with_the_same_registry_scope', /another statement/],
    ['wildcard_plus_other_registry_scope', /beside others/],
    ['missing_state_trusted_identity', /ST is missing/],
    ['overlapped_trusted_identity', /overlaps/],
    ['malformed_registry_scope', /no full name/],
    ['malformed_trust_store', /ca:NAME/],
    ['override_integrity_for_permissive', /integrity/],
    ['invalid_format', /comma or a closing bracket/],
  ] as const)
    await refused(`notation/${name}_trustpolicy.json`, 'INPUT_MALFORMED', why);
  await refused('notation/blob_trust_policy.json', 'INPUT_MALFORMED', /registryScopes" is missing/);
});

test('several statements are cases: the one that names the repository, else that for all others', async () => {
  const path = 'notation/multi_statements_with_wildcard_registry_scope_trustpolicy.json';
  const { policy } = await importFile(path);
  // Both trust the same certificates and names: that is one signer.
  assert.deepEqual(
    policy.trust.map(({ name }) => name),
    ['e2e'],
  );
  assert.deepEqual(policy.cases, [
    { name: 'e2e', if: { images: ['localhost:5000/test-repo9'] }, require: { signatures: [{ by: 'e2e' }] } },
    { name: 'e2e2', require: { signatures: [{ by: 'e2e' }] } },
  ]);
  const alone = await importFile(path, { statement: 'e2e2' });
  assert.deepEqual(alone.policy.images, ['**']);
  assert.equal(alone.policy.cases, undefined);
  assert.ok(alone.notes.some((note) => /imported alone/.test(note)));
  await refused(path, 'POLICY_UNMAPPED', /no statement e2e3/, { statement: 'e2e3' });
});

test('stores of timestamp authorities and of signing authorities become what their schemes need', async () => {
  const text = (trustStores: readonly string[], level = 'strict', verifyTimestamp = 'afterCertExpiry') =>
    JSON.stringify({
      version: '1.0',
      trustPolicies: [
        {
          name: 'e2e',
          registryScopes: ['*'],
          signatureVerification: { level, verifyTimestamp },
          trustStores,
          trustedIdentities: ['*'],
        },
      ],
    });
  const stamped = (await importText(text(['ca:e2e', 'tsa:e2e']))).policy.trust[0];
  assert.ok(stamped !== undefined && 'notation' in stamped);
  assert.equal(stamped.notation.timestamps?.when, 'afterCertExpiry');
  const always = (await importFile('notation/timestamp_trustpolicy.json')).policy.trust[0];
  assert.ok(always !== undefined && 'notation' in always && always.notation.timestamps?.when === 'always');
  const alone = (await importText(text(['signingAuthority:e2e', 'tsa:e2e']))).policy;
  assert.deepEqual(alone.require, { signatures: [{ by: 'e2e' }] });
  assert.ok(alone.trust[0] !== undefined && 'notation' in alone.trust[0]);
  assert.deepEqual([alone.trust[0].notation.signingAuthority, alone.trust[0].notation.timestamps], [true, undefined]);
});

test('the statement for a repository is the one that names it, else that for all; of neither nothing is verified', async () => {
  const of = (repository: string, ...scopes: readonly (readonly [string, string])[]) =>
    statementOf(
      'trustpolicy.json',
      encodeUtf8(
        JSON.stringify({
          version: '1.0',
          trustPolicies: scopes.map(([name, scope]) => ({
            name,
            registryScopes: [scope],
            signatureVerification: { level: name === 'skips' ? 'skip' : 'strict' },
            ...(name !== 'skips' && { trustStores: ['ca:e2e'], trustedIdentities: ['*'] }),
          })),
        }),
      ),
      repository,
    );
  assert.equal(await of('a.io/b', ['all', '*'], ['own', 'a.io/b']), 'own');
  assert.equal(await of('a.io/c', ['all', '*'], ['own', 'a.io/b']), 'all');
  assert.equal(await of('a.io/b', ['own', 'A.IO/b']), 'own');
  await assert.rejects(of('a.io/c', ['own', 'a.io/b']), { code: 'TRUST_POLICY_SILENT', message: /no statement/ });
  await assert.rejects(of('a.io/b', ['all', '*'], ['skips', 'a.io/b']), {
    code: 'TRUST_POLICY_SILENT',
    message: /nothing was verified/,
  });
});
