// The real notation on the very chains of test/attack/notation-certificates.test.ts: it takes each good one, and refuses each
// bad one unless the case says why Twinseal is stricter. Twinseal is never the laxer one.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { certificateCases } from '../support/certificate-cases.ts';
import type { TestChain } from '../support/certificates.ts';
import { coseSignature } from '../support/notation-cose.ts';
import { attachNotation, makeImage, type TestImage } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { notationSignature } from '../support/signing.ts';
import { peerHome, runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('notation');
const now = Math.floor(Date.now() / 1000);
const cases = certificateCases({ notBefore: now - 86_400, notAfter: now + 86_400 });
/** A signing time within them. */
const TIME = new Date((now - 60) * 1000).toISOString().replace(/\.\d+/, '');

function signed(chain: TestChain, envelope: 'jws' | 'cose'): TestImage {
  const image = makeImage();
  const header = { 'io.cncf.notary.signingTime': TIME };
  const bytes =
    envelope === 'jws' ? notationSignature(chain, image.index, { header }) : coseSignature(chain, image.index);
  attachNotation(image.store, image.index, bytes);
  return image;
}

test('what breaks a rule on certificates is refused by notation too, or Twinseal says why it is stricter', {
  skip,
}, async () => {
  const images = new Map<string, TestImage>();
  const home = peerHome();
  const config = join(home, '.config', 'notation');
  const trusted = new Map<string, string>();
  for (const [at, { good, bad }] of cases.entries())
    for (const [kind, chain] of [
      ['good', good()],
      ['bad', bad()],
    ] as const)
      for (const envelope of ['jws', 'cose'] as const) {
        const name = `case-${at}/${kind}-${envelope}`;
        images.set(name, signed(chain, envelope));
        trusted.set(name, chain.rootPem);
      }
  const registry = await serveImages(images);
  after(registry.stop);
  const policies = [...trusted].map(([name, pem], at) => {
    const folder = join(config, 'truststore', 'x509', 'ca', `store-${at}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'root.pem'), pem);
    return {
      name: `policy-${at}`,
      registryScopes: [`${registry.host}/${name}`],
      signatureVerification: { level: 'strict' },
      trustStores: [`ca:store-${at}`],
      trustedIdentities: ['*'],
    };
  });
  writeFileSync(join(config, 'trustpolicy.json'), JSON.stringify({ version: '1.0', trustPolicies: policies }));

  const verifies = async (name: string): Promise<string> => {
    const { index } = images.get(name) ?? assert.fail();
    const reference = `${registry.host}/${name}@${index.digest}`;
    const { status, stderr } = await runPeer('notation', ['verify', '--insecure-registry', reference], { home });
    return status === 0 ? '' : stderr;
  };
  for (const [at, { what, stricter }] of cases.entries())
    for (const envelope of ['jws', 'cose']) {
      assert.equal(await verifies(`case-${at}/good-${envelope}`), '', `the twin of ${what}, ${envelope}`);
      const refusal = await verifies(`case-${at}/bad-${envelope}`);
      assert.equal(refusal === '', stricter !== undefined, `${what}, ${envelope}: ${refusal}`);
    }
});
