// Timestamps of a real authority on notation's signatures, in both envelopes and both ways, and what they are worth once the
// certificates have expired.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Explanation } from '../../src/records/explanation.ts';
import { craneImage } from '../support/crane-image.ts';
import { makeStamper } from '../support/timestamp-authority.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { documentsOf, ENVELOPES, newNotationKey } from './notation-rounds.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';
import { startTimestampServer } from './timestamp-server.ts';

const skip = withoutPeers('registry-ggcr', 'notation', 'crane', 'timestamp-server');
const root = mkdtempSync(join(tmpdir(), 'twinseal-notation-stamps-'));
after(() => rmSync(root, { recursive: true, force: true }));

const LATER = new Date(Date.now() + 500 * 86_400_000).toISOString().replace(/\.\d+/, '');
const SOONER = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');

/** Outcome and codes of a policy that trusts this root, and believes what it says of time, as of a moment. */
async function judged(reference: string, authority: string, time: object, at: string): Promise<readonly string[]> {
  const policy = join(root, 'policy.json');
  const trust = [{ name: 'notary', notation: { certificateFile: authority, identities: ['*'], ...time } }];
  const require = { signatures: [{ by: 'notary' }] };
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
  const words = ['policy', 'explain', reference, '--policy', policy, '--time', at, '-o', 'json'];
  const { stdout, stderr } = await twinseal(words);
  assert.notEqual(stdout, '', stderr);
  const said = JSON.parse(stdout) as Explanation;
  const codes = said.rules.filter(({ check }) => check === 'signature:notary').map(({ code }) => code);
  return [said.outcome, ...new Set(codes)];
}

/** A home whose policy demands a timestamp of this authority. */
async function strictHome(certificate: string, stamps: string, repository: string): Promise<string> {
  const home = await notationHome(certificate, [repository]);
  await peerOutput('notation', ['cert', 'add', '--type', 'tsa', '--store', 'stamps', stamps], { home });
  const file = join(home, '.config', 'notation', 'trustpolicy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8'));
  policy.trustPolicies[0].trustStores.push('tsa:stamps');
  policy.trustPolicies[0].signatureVerification.verifyTimestamp = 'always';
  writeFileSync(file, JSON.stringify(policy));
  return home;
}

test('a real authority’s timestamps: what notation stamps counts here after expiry, what Twinseal stamps counts there', {
  skip,
}, async () => {
  const server = await startTimestampServer();
  const rootOf = (name: string, chain: string) => {
    const path = join(root, `${name}.pem`);
    writeFileSync(
      path,
      chain
        .trim()
        .split(/(?=-----BEGIN)/)
        .at(-1) ?? '',
    );
    return path;
  };
  const [stamps, others] = [rootOf('tsa', server.chain), rootOf('other-tsa', makeStamper().rootPem)];
  const registry = await startGgcr();
  after(registry.stop);
  // The certificates live for 100 days.
  const own = newNotationKey(join(root, 'own'), 'P-384');
  for (const envelope of ENVELOPES) {
    const theirs = await craneImage(root, `${registry.host}/theirs/${envelope}`);
    const plain = await craneImage(root, `${registry.host}/plain/${envelope}`);
    const sign = ['sign', '--insecure-registry', '--signature-format', envelope, '--force-referrers-tag=false'];
    const stamping = ['--timestamp-url', server.url, '--timestamp-root-cert', stamps];
    for (const one of await documentsOf(theirs.reference))
      await peerOutput('notation', [...sign, ...stamping, one], { home: own.home });
    for (const one of await documentsOf(plain.reference))
      await peerOutput('notation', [...sign, one], { home: own.home });

    const ours = await craneImage(root, `${registry.host}/ours/${envelope}`);
    const signer = ['--notation-key', own.key, '--notation-cert', own.chain, '--signature-format', envelope];
    const signed = await twinseal([
      'sign',
      ours.reference,
      ...signer,
      '--timestamp-url',
      server.url,
      '--timestamp-roots',
      stamps,
    ]);
    assert.equal(signed.status, 0, signed.stderr);

    const always = { timestamps: { certificateFile: stamps } };
    const later = { timestamps: { certificateFile: stamps, when: 'afterCertExpiry' } };
    const foreign = { timestamps: { certificateFile: others } };
    for (const { reference } of [theirs, ours]) {
      for (const at of [SOONER, LATER]) {
        assert.deepEqual(await judged(reference, own.root, always, at), ['allow', 'OK'], at);
        assert.deepEqual(await judged(reference, own.root, later, at), ['allow', 'OK'], at);
        assert.deepEqual(await judged(reference, own.root, foreign, at), ['deny', 'SIGNATURE_TIMESTAMP_INVALID']);
      }
      assert.deepEqual(await judged(reference, own.root, {}, LATER), ['deny', 'SIGNATURE_EXPIRED']);
    }
    assert.deepEqual(await judged(plain.reference, own.root, always, SOONER), ['deny', 'SIGNATURE_TIMESTAMP_MISSING']);
    assert.deepEqual(await judged(plain.reference, own.root, later, SOONER), ['allow', 'OK']);
    assert.deepEqual(await judged(plain.reference, own.root, later, LATER), ['deny', 'SIGNATURE_EXPIRED']);

    for (const { reference } of [theirs, ours]) {
      const home = await strictHome(own.root, stamps, reference.slice(0, reference.lastIndexOf(':')));
      for (const one of await documentsOf(reference))
        await peerOutput('notation', ['verify', '--insecure-registry', one], { home });
    }
  }
});
