import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-trust-'));
after(() => rmSync(root, { recursive: true, force: true }));
const statement = (more: object = {}) => ({
  name: 'usual',
  registryScopes: ['*'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:signer'],
  trustedIdentities: ['*'],
  ...more,
});
const write = (folder: string, name: string, ...trustPolicies: readonly object[]): void =>
  writeFileSync(join(folder, name), JSON.stringify({ version: '1.0', trustPolicies }));

test('the newer name of the document wins, and a store elsewhere may be named', async () => {
  const folder = mkdtempSync(join(root, 'names-'));
  const refused = async (args: readonly string[], why: RegExp): Promise<void> => {
    const { status, stderr } = await twinseal(['verify', 'registry.example.com/app:v1', ...args]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, why);
  };
  await refused(['--trust-policy', folder], /neither trustpolicy\.oci\.json nor trustpolicy\.json/);
  write(folder, 'trustpolicy.json', statement());
  await refused(['--trust-policy', folder], /trust store .*truststore.x509.ca.signer/);
  await refused(['--trust-policy', folder, '--trust-store', join(folder, 'mine')], /mine.x509.ca.signer/);
  write(folder, 'trustpolicy.oci.json');
  await refused(['--trust-policy', folder], /trustpolicy\.oci\.json is refused.*no statement/);
  await refused(['--trust-store', folder], /belongs to --trust-policy/);
  await refused(['--trust-policy', folder, '--policy', 'mine.yaml'], /give --trust-policy alone/);
});

test('an image of which the trust policy verifies nothing is refused with the reason, before anybody is asked', async () => {
  const folder = mkdtempSync(join(root, 'silent-'));
  const silent = async (why: RegExp, ...trustPolicies: readonly object[]): Promise<void> => {
    write(folder, 'trustpolicy.json', ...trustPolicies);
    const args = ['verify', 'registry.example.com/team/app:v1', '--trust-policy', folder];
    const { status, stderr, stdout } = await twinseal(args);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, why);
  };
  const skips = { name: 'skips', signatureVerification: { level: 'skip' } };
  await silent(/skips verification of registry\.example\.com\/team\/app: nothing was verified/, {
    ...skips,
    registryScopes: ['*'],
  });
  await silent(/the statement "skips".*skips verification/, statement(), {
    ...skips,
    registryScopes: ['registry.example.com/team/app'],
  });
  await silent(
    /no statement for registry\.example\.com\/team\/app, nor one for \*/,
    statement({ registryScopes: ['a.io/b'] }),
  );
  symlinkSync('trustpolicy.json', join(folder, 'trustpolicy.oci.json'));
  const { status, stderr } = await twinseal(['verify', 'a.io/b:v1', '--trust-policy', folder]);
  assert.equal(status, 2);
  assert.match(stderr, /trustpolicy\.oci\.json is a link, and a trust policy must be a file/);
});
