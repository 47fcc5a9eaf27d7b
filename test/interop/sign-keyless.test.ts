// Signatures of an identity, made by an instance on loopback with Rekor 1 and 2: verified by Twinseal as a policy and as a bundle, and by
// the real cosign with the instance's trusted root.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bundleToJSON } from '@sigstore/bundle';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness } from '@sigstore/sign';
import type { SignedImage } from '../../src/roads/sign.ts';
import { craneImage } from '../support/crane-image.ts';
import { startKeylessInstance, WHO } from '../support/keyless-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-sign-keyless-'));
after(() => rmSync(root, { recursive: true, force: true }));
const instance = await startKeylessInstance(join(root, 'instance'));
after(() => instance.stop());
const {
  ACTIONS_ID_TOKEN_REQUEST_URL: _a,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: _b,
  SIGSTORE_ID_TOKEN: _c,
  ...plain
} = process.env;

async function codes(image: string, identity: string): Promise<readonly string[]> {
  const policy = join(root, 'policy.json');
  const keyless = { issuer: WHO.issuer, identity, trustedRoot: readFileSync(instance.trustedRoot, 'utf8') };
  writeFileSync(
    policy,
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      kind: 'Policy',
      trust: [{ name: 'ci', keyless }],
      require: { signatures: [{ by: 'ci' }] },
    }),
  );
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout).outcome;
}

test('what @sigstore/sign makes at the same instance verifies here as ours does', async () => {
  const config = JSON.parse(readFileSync(instance.config(1), 'utf8'));
  const identityProvider = { getToken: async () => readFileSync(instance.token, 'utf8').trim() };
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({ fulcioBaseURL: config.caUrls[0].url, identityProvider }),
    witnesses: [new RekorWitness({ rekorBaseURL: config.rekorTlogUrls[0].url })],
  });
  const digest = createHash('sha256').update('artifact').digest('hex');
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject: [{ name: 'a', digest: { sha256: digest } }] };
  const data = Buffer.from(JSON.stringify({ ...statement, predicateType: 'https://example.com/x', predicate: {} }));
  const file = join(root, 'theirs.json');
  const made = await builder.create({ data, type: 'application/vnd.in-toto+json' });
  writeFileSync(file, JSON.stringify(bundleToJSON(made)));
  const who = ['--certificate-identity', WHO.subject, '--certificate-oidc-issuer', WHO.issuer];
  const args = ['--bundle', file, ...who, '--trusted-root', instance.trustedRoot, `sha256:${digest}`];
  const { status, stdout, stderr } = await twinseal(['bundle', 'verify', ...args]);
  assert.equal(status, 0, stdout + stderr);
});

for (const [version, stamps] of [
  [1, false],
  [1, true],
  [2, true],
] as const) {
  test(`an identity signs with Rekor ${version}${stamps ? ' and timestamps' : ''}`, { skip }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const before = instance.asked.length;
    const words = ['--signing-config', instance.config(version, stamps), '--trusted-root', instance.trustedRoot];
    const env = { ...plain, ID_TOKEN: readFileSync(instance.token, 'utf8') };
    const by = [...words, '--identity-token', version === 1 ? instance.token : 'env://ID_TOKEN', '-o', 'json'];
    const { status, stdout, stderr } = await twinseal(['sign', reference, ...by], { env });
    assert.equal(status, 0, stderr);
    const { signatures } = JSON.parse(stdout) as SignedImage;
    assert.equal(signatures.length, 3);
    // One certificate for the index and its platforms.
    const asked = instance.asked.slice(before).map(({ path }) => path);
    assert.equal(asked.filter((path) => path.endsWith('signingCert')).length, 1);
    assert.equal(asked.filter((path) => path.endsWith(`v${version}/log/entries`)).length, 3);

    assert.equal(await codes(reference, WHO.subject), 'allow');
    assert.equal(await codes(reference, `${WHO.subject}/other`), 'deny');
    const repository = reference.slice(0, reference.lastIndexOf(':'));
    for (const [identity, good] of [
      [WHO.subject, true],
      [`${WHO.subject}/other`, false],
    ] as const)
      for (const { subject } of signatures) {
        const verified = await runPeer('cosign', [
          ...['verify', '--certificate-identity', identity, '--certificate-oidc-issuer', WHO.issuer],
          ...[
            '--trusted-root',
            instance.trustedRoot,
            '--allow-http-registry',
            ...(stamps ? ['--use-signed-timestamps'] : []),
          ],
          `${repository}@${subject}`,
        ]);
        assert.equal(verified.status === 0, good, verified.stderr);
      }
  });
}
