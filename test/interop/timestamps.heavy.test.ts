// Signatures with timestamps of an authority made of OpenSSL: cosign and notation verify them with its certificates, and with those
// of a stranger they don't; so does Twinseal.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { SignedImage } from '../../src/roads/sign.ts';
import { craneImage } from '../support/crane-image.ts';
import { startOpensslTsa } from '../support/openssl-tsa.ts';
import { attachedIn, makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'notation', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-timestamps-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const [tsa, stranger] = [await startOpensslTsa(join(root, 'tsa')), await startOpensslTsa(join(root, 'stranger'))];
after(() => Promise.all([tsa.stop(), stranger.stop()]));
const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };
const STAMPED = ['--timestamp-url', tsa.url, '--timestamp-roots', tsa.root];

for (const format of ['jws', 'cose']) {
  test(`both families with timestamps, notation in ${format}`, { skip }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const notation = ['--notation-key', keys.notationKey, '--notation-cert', keys.notationChain];
    const words = ['--cosign-key', keys.cosignKey, ...notation, '--signature-format', format, ...STAMPED];
    const { status, stdout, stderr } = await twinseal(['sign', reference, ...words, '-o', 'json'], { env });
    assert.equal(status, 0, stderr);
    const { signatures } = JSON.parse(stdout) as SignedImage;
    assert.equal(signatures.length, 6);
    const repository = reference.slice(0, reference.lastIndexOf(':'));

    for (const { subject } of signatures.filter(({ family }) => family === 'notation')) {
      for (const [roots, good] of [
        [tsa.root, true],
        [stranger.root, false],
      ] as const) {
        const home = await notationHome(keys.notationRoot, [repository]);
        await peerOutput('notation', ['cert', 'add', '--type', 'tsa', '--store', 'stamps', roots], { home });
        const file = join(home, '.config', 'notation', 'trustpolicy.json');
        const policy = JSON.parse(readFileSync(file, 'utf8'));
        policy.trustPolicies[0].trustStores.push('tsa:stamps');
        policy.trustPolicies[0].signatureVerification.verifyTimestamp = 'always';
        writeFileSync(file, JSON.stringify(policy));
        const verified = await runPeer('notation', ['verify', '--insecure-registry', `${repository}@${subject}`], {
          home,
        });
        assert.equal(verified.status === 0, good, verified.stderr);
      }
    }
    for (const { subject } of signatures.filter(({ family }) => family === 'cosign')) {
      for (const [chain, good] of [
        [tsa.chain, true],
        [stranger.chain, false],
      ] as const) {
        const trusted = join(root, 'trusted_root.json');
        await peerOutput('cosign', [
          'trusted-root',
          'create',
          '--timestamp-certificate-chain',
          chain,
          '--out',
          trusted,
        ]);
        const verified = await runPeer('cosign', [
          ...['verify', '--key', keys.cosignPub, '--insecure-ignore-tlog', '--use-signed-timestamps'],
          ...['--trusted-root', trusted, '--allow-http-registry', `${repository}@${subject}`],
        ]);
        assert.equal(verified.status === 0, good, verified.stderr);
      }
    }
    // Twinseal itself, by the same roots: a key alone says nothing of when, the authority does.
    const layout = join(root, `${format}.oci`);
    assert.equal((await twinseal(['pull', reference, layout])).status, 0);
    const [one] = attachedIn(layout).filter(({ artifactType }) => artifactType === MEDIA_TYPES.sigstoreBundle);
    assert.ok(one !== undefined);
    const bundle = join(layout, 'blobs', 'sha256', one.blob.slice('sha256:'.length));
    for (const [chain, status] of [
      [tsa.chain, 0],
      [stranger.chain, 1],
    ] as const) {
      const trusted = join(root, 'own_root.json');
      await peerOutput('cosign', ['trusted-root', 'create', '--timestamp-certificate-chain', chain, '--out', trusted]);
      const args = ['--bundle', bundle, '--key', keys.cosignPub, '--trusted-root', trusted, one.subject, '-o', 'json'];
      const report = await twinseal(['bundle', 'verify', ...args]);
      assert.equal(report.status, status, report.stdout + report.stderr);
      const { checks, signedAt } = JSON.parse(report.stdout);
      if (status === 0) assert.equal(signedAt.length, 1);
      else
        assert.ok(
          checks.some(({ code }: { code: string }) => code === 'BUNDLE_TIME_MISSING'),
          report.stdout,
        );
    }
    const verified = await twinseal(['verify', reference, '--cosign-key', keys.cosignPub]);
    assert.equal(verified.status, 0, verified.stderr + verified.stdout);
  });
}
