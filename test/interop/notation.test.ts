// Notation's signatures in both envelopes and both ways with the real notation, and what it makes of ours in a layout. The other
// types of keys are in matrix.heavy.test.ts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { documentsOf, ENVELOPES, judgedHere, newNotationKey, notationRounds } from './notation-rounds.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'notation', 'crane', 'oras');
const root = mkdtempSync(join(tmpdir(), 'twinseal-notation-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('JWS and COSE by a P-256 key: notation and Twinseal take one another’s signatures, and refuse a stranger’s', {
  skip,
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  await notationRounds(root, registry.host, 'P-256');
});

test('the newer shape of the manifest, the older one and those of a layout are all read', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const own = newNotationKey(join(root, 'shapes'), 'P-256');
  for (const envelope of ENVELOPES) {
    const repository = `${registry.host}/older/${envelope}`;
    const { reference } = await craneImage(root, repository);
    const newer = await craneImage(root, `${registry.host}/newer/${envelope}`);
    const layout = join(root, `older-${envelope}.oci`);
    const documents = await documentsOf(reference);
    for (const one of documents) {
      const words = ['sign', '--insecure-registry', '--signature-format', envelope, '--force-referrers-tag=false', one];
      await peerOutput('notation', words, { home: own.home });
      // The same envelope in the shape of the specification's main branch: artifactType, and an empty config.
      const [{ digest }] = JSON.parse(
        await peerOutput('oras', ['discover', '--plain-http', '--format', 'json', one]),
      ).referrers;
      const [blob] = JSON.parse(
        await peerOutput('oras', ['manifest', 'fetch', '--plain-http', `${repository}@${digest}`]),
      ).layers;
      const file = join(root, 'envelope');
      await peerOutput('oras', ['blob', 'fetch', '--plain-http', '--output', file, `${repository}@${blob.digest}`]);
      const subject = one.replace('/older/', '/newer/');
      const attach = ['attach', '--plain-http', '--artifact-type', 'application/vnd.cncf.notary.signature', subject];
      await peerOutput('oras', [...attach, `envelope:${blob.mediaType}`], { cwd: root });
    }
    assert.equal((await judgedHere(root, reference, own.root)).outcome, 'allow');
    assert.equal((await judgedHere(root, newer.reference, own.root)).outcome, 'allow');
    for (const from of [reference, newer.reference]) {
      rmSync(layout, { recursive: true, force: true });
      assert.equal((await twinseal(['pull', from, layout])).status, 0);
      assert.equal((await judgedHere(root, layout, own.root)).outcome, 'allow');
    }
    // Signed in a layout by notation itself.
    const bare = await craneImage(root, `${registry.host}/bare/${envelope}`);
    rmSync(layout, { recursive: true, force: true });
    assert.equal((await twinseal(['pull', bare.reference, layout])).status, 0);
    for (const one of await documentsOf(bare.reference)) {
      const words = ['sign', '--oci-layout', '--signature-format', envelope, `${layout}${one.slice(one.indexOf('@'))}`];
      await peerOutput('notation', words, { home: own.home, env: { NOTATION_EXPERIMENTAL: '1' } });
    }
    // Of a platform, which index.json does not name, notation signs the type application/octet-stream: it is another document.
    const { checks } = await judgedHere(root, layout, own.root);
    assert.deepEqual(
      checks.filter(({ id }) => id === 'signature:notary').map(({ code }) => code),
      ['OK', 'SIGNATURE_WRONG_SUBJECT', 'SIGNATURE_WRONG_SUBJECT'],
    );
  }
});
