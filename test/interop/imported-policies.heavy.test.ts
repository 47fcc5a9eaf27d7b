// The very trust policy by which notation judges, imported: notation and Twinseal give one image the same answer.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneSingle } from '../support/crane-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerHome, peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-imported-'));
after(() => rmSync(root, { recursive: true, force: true }));
const skip = withoutPeers('registry-distribution', 'registry-ggcr', 'notation', 'crane');
const identity = (name: string): string => `x509.subject: CN=${name},O=Notary,L=Seattle,ST=WA,C=US`;

interface Statement {
  readonly scopes: readonly string[];
  readonly store: string;
  readonly identities: readonly string[];
}

test('notation and the imported policy agree on whom to trust, and which statement is for the image', {
  skip,
}, async () => {
  const [start] = Object.values(REGISTRIES);
  assert.ok(start);
  const registry = await start();
  after(registry.stop);
  const repository = `${registry.host}/team/app`;
  const image = await craneSingle(root, `${repository}:v1`);
  const home = peerHome();
  for (const name of ['signer', 'other']) await peerOutput('notation', ['cert', 'generate-test', name], { home });
  await peerOutput('notation', ['sign', '--insecure-registry', '--key', 'signer', image], { home });
  const file = join(home, '.config', 'notation', 'trustpolicy.json');

  async function answers(statements: readonly Statement[], level = 'strict'): Promise<readonly [boolean, boolean]> {
    const trustPolicies = statements.map(({ scopes, store, identities }, index) => ({
      name: `statement ${index}`,
      registryScopes: scopes,
      signatureVerification: { level },
      trustStores: [`ca:${store}`],
      trustedIdentities: identities,
    }));
    writeFileSync(file, JSON.stringify({ version: '1.0', trustPolicies }));
    const theirs = await runPeer('notation', ['verify', '--insecure-registry', image], { home });
    const made = await twinseal(['policy', 'import', file]);
    assert.equal(made.status, 0, made.stderr);
    writeFileSync(join(root, 'imported.yaml'), made.stdout);
    const ours = await twinseal(['verify', image, '--policy', join(root, 'imported.yaml')]);
    assert.ok(ours.status === 0 || ours.status === 1, ours.stderr);
    return [theirs.status === 0, ours.status === 0];
  }

  // notation keeps the test certificates of `cert generate-test` in stores of their names.
  const signer = { store: 'signer', identities: ['*'] };
  const other = { store: 'other', identities: ['*'] };
  const cases: readonly (readonly [readonly Statement[], boolean])[] = [
    [[{ scopes: ['*'], ...signer }], true],
    [[{ scopes: ['*'], ...other }], false],
    [[{ scopes: ['*'], store: 'signer', identities: [identity('signer')] }], true],
    [[{ scopes: ['*'], store: 'signer', identities: [identity('somebody')] }], false],
    [[{ scopes: [repository], ...signer }], true],
    [[{ scopes: [`${registry.host}/team/other`], ...signer }], false],
    [
      [
        { scopes: ['*'], ...other },
        { scopes: [repository], ...signer },
      ],
      true,
    ],
    [
      [
        { scopes: ['*'], ...signer },
        { scopes: [repository], ...other },
      ],
      false,
    ],
    [
      [
        { scopes: [`${registry.host}/team/other`], ...other },
        { scopes: ['*'], ...signer },
      ],
      true,
    ],
  ];
  for (const [statements, expected] of cases)
    assert.deepEqual(await answers(statements), [expected, expected], JSON.stringify(statements));
  assert.deepEqual(await answers([{ scopes: ['*'], ...signer }], 'permissive'), [true, true]);
  assert.deepEqual(await answers([{ scopes: ['*'], ...other }], 'permissive'), [false, false]);
});
