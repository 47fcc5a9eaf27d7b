// Signatures of signing authorities, by a signer of our own, as the real notation and Twinseal judge them: the same.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { makeChain } from '../support/certificates.ts';
import { both, byAuthority } from '../support/notation-verdicts.ts';
import { attachNotation, makeImage, type TestImage } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerHome, runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('notation');
const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);

test('notation and Twinseal take the same signatures of signing authorities, in both envelopes', { skip }, async () => {
  const times = { notBefore: now - 100 * DAY, notAfter: now - DAY };
  // A chain that has expired: only the word of an authority on the time can make it count.
  const chain = makeChain({ leaf: times, intermediate: times, root: times });
  const current = { notBefore: now - 100 * DAY, notAfter: now + DAY };
  const valid = makeChain({ leaf: current, intermediate: current, root: current });
  const CASES = [
    ['expired', chain, byAuthority(now - 50 * DAY, chain), 'signingAuthority', true],
    ['outside', chain, byAuthority(now - 100 * DAY - 1, chain), 'signingAuthority', false],
    ['late', chain, byAuthority(now, chain), 'signingAuthority', false],
    ['not-trusted-as-one', valid, byAuthority(now - DAY, valid), 'ca', false],
    ['plain', valid, both(undefined, valid), 'ca', true],
    ['plain-of-authority', valid, both(undefined, valid), 'signingAuthority', false],
  ] as const;
  const images = new Map<string, TestImage>();
  for (const [name, , sign] of CASES)
    for (const [at, envelope] of ['jws', 'cose'].entries()) {
      const image = makeImage();
      for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
        attachNotation(image.store, subject, sign(subject)[at] ?? assert.fail());
      images.set(`${name}/${envelope}`, image);
    }
  const registry = await serveImages(images);
  after(registry.stop);
  for (const [name, { rootPem }, , store, good] of CASES) {
    const home = peerHome();
    const config = join(home, '.config', 'notation');
    const folder = join(config, 'truststore', 'x509', store, 'own');
    mkdirSync(folder, { recursive: true });
    const root = join(folder, 'root.pem');
    writeFileSync(root, rootPem);
    const statement = {
      name: 'own',
      registryScopes: ['*'],
      signatureVerification: { level: 'strict' },
      trustStores: [`${store}:own`],
      trustedIdentities: ['*'],
    };
    writeFileSync(join(config, 'trustpolicy.json'), JSON.stringify({ version: '1.0', trustPolicies: [statement] }));
    const notation = { certificateFile: root, identities: ['*'], ...(store !== 'ca' && { signingAuthority: true }) };
    const policy = join(home, 'policy.json');
    const document = { trust: [{ name: 'own', notation }], require: { signatures: [{ by: 'own' }] } };
    writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', ...document }));
    for (const envelope of ['jws', 'cose']) {
      const image = images.get(`${name}/${envelope}`) ?? assert.fail();
      const reference = `${registry.host}/${name}/${envelope}@${image.index.digest}`;
      const theirs = await runPeer('notation', ['verify', '--insecure-registry', reference], { home });
      assert.equal(theirs.status === 0, good, `${name}, ${envelope}: ${theirs.stderr}`);
      const ours = await twinseal(['verify', reference, '--policy', policy, '-o', 'json']);
      assert.notEqual(ours.stdout, '', ours.stderr);
      const { outcome, checks } = JSON.parse(ours.stdout) as Verdict;
      assert.equal(outcome, good ? 'allow' : 'deny', `${name}, ${envelope}: ${JSON.stringify(checks)}`);
    }
  }
});
