// Real bundles of the public instance and of a private one, and mutations of good bundles.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Digest } from '../../src/formats/digest.ts';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { type BlobArtifact, verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import type { BlobHash } from '../../src/judge/verify/blob-signature.ts';
import type { WantedSigner } from '../../src/judge/verify/bundle-signer.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import { fileArtifact, refusals } from '../support/blob-bundles.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { vector } from '../support/vectors.ts';

const OLD = 'trusted-root-public-good-2023';
const NEW = 'trusted-root-public-good-2025';
const GITHUB = 'https://token.actions.githubusercontent.com';

function byDigest(digest: string): BlobArtifact {
  const [hash, hex = ''] = digest.split(':');
  return { name: digest, digest: digest as Digest, blob: { hash: hash as BlobHash, digest: Buffer.from(hex, 'hex') } };
}

function verify(bundle: string, root: string, digest: string, wanted: WantedSigner) {
  const trusted = parseTrustedRoot(vector(`sigstore/${root}.json`));
  const bytes = vector(`sigstore/${bundle}.json`);
  return verifyBlobBundle({ name: bundle, bytes, artifact: byDigest(digest), wanted, root: trusted, now: SIGNED });
}

const REAL = [
  {
    bundle: 'npm-provenance-v0.1',
    roots: [OLD, NEW],
    digest:
      'sha512:76176ffa33808b54602c7c35de5c6e9a4deb96066dba6533f50ac234f4f1f4c6b3527515dc17c06fbe2860030f410eee69ea20079bd3a2c6f3dcf3b329b10751',
    identity: 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main',
    issuer: GITHUB,
  },
  {
    bundle: 'sigstore.js@2.0.0-provenance.sigstore',
    roots: [OLD, NEW],
    digest:
      'sha512:46d4e2f74c4877316640000a6fdf8a8b59f1e0847667973e9859f774dd31b8f1e0937813b777fb66a2ac67d50540fe34640966eee9fc2ccca387082b4c85cd3c',
    identity: 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main',
    issuer: GITHUB,
  },
  {
    bundle: 'oci-attestation.sigstore',
    roots: [OLD, NEW],
    digest: 'sha256:732112270d7e59418a8c080b134b24cabd67d250d0d0147a97ed95ba5c280aa4',
    identity: 'cody@soyland.com',
    issuer: 'https://github.com/login/oauth',
  },
  {
    bundle: 'othername.sigstore',
    roots: ['trusted-root-scaffolding'],
    digest: 'sha256:bc103b4a84971ef6459b294a2b98568a2bfb72cded09d4acd1e16366a401f95b',
    identity: 'foo!oidc.local',
    issuer: 'http://oidc.local:8080',
  },
] as const;

for (const { bundle, roots, digest, identity, issuer } of REAL)
  test(`${bundle} verifies, for its identity, issuer, artifact and instance alone`, () => {
    const wanted = { kind: 'identity', identity, issuer } as const;
    for (const root of roots) {
      const report = verify(bundle, root, digest, wanted);
      assert.equal(report.outcome, 'verified', JSON.stringify(report.checks, undefined, 1));
      assert.equal(report.signer?.kind === 'certificate' && report.signer.identity, identity);
      const others = [
        [verify(bundle, root, digest, { ...wanted, identity: `${identity}/` }), 'BUNDLE_IDENTITY_OTHER'],
        [verify(bundle, root, digest, { ...wanted, issuer: `${issuer}/` }), 'BUNDLE_ISSUER_OTHER'],
      ] as const;
      for (const [other, code] of others) assert.deepEqual(refusals(other), [code]);
      const bent = digest.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      assert.equal(verify(bundle, root, bent, wanted).outcome, 'refused');
    }
    const foreign = roots.includes('trusted-root-scaffolding' as never) ? NEW : 'trusted-root-scaffolding';
    assert.deepEqual(refusals(verify(bundle, foreign, digest, wanted)), ['BUNDLE_LOG_MISSING']);
  });

test('a bundle by key is held to the logs of the root, or to its timestamp authorities where it names no log', () => {
  const key = publicKeyOf(
    createPublicKey(
      '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4M25NDTMbDCpLsh9zJtoZOeD5l38\nfUpzTdK3JWjJGf1Gb75J0xooxS+n/gdN3ch6dUU9ZyRy75JQPvMBl/uEdA==\n-----END PUBLIC KEY-----\n',
    ).export({ type: 'spki', format: 'der' }),
  );
  const bytes = vector('sigstore/public-key-validity.sigstore.json');
  const artifact = fileArtifact(Buffer.from('test content'));
  const one = { name: 'bundle', bytes, artifact, wanted: { kind: 'key', key }, now: SIGNED } as const;
  assert.equal(verifyBlobBundle(one).outcome, 'verified');
  const root = parseTrustedRoot(vector('sigstore/trusted-root-public-key-validity.json'));
  // That root names no log and a timestamp authority, so the key's bundle is held to that.
  const stamped = verifyBlobBundle({ ...one, root });
  assert.deepEqual([stamped.outcome, stamped.logs, stamped.signedAt?.length], ['verified', [], 1]);
  const { verificationMaterial, ...rest } = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const { timestampVerificationData: _, ...material } = verificationMaterial;
  const unstamped = encodeUtf8(JSON.stringify({ ...rest, verificationMaterial: material }));
  assert.deepEqual(refusals(verifyBlobBundle({ ...one, bytes: unstamped, root })), ['BUNDLE_TIME_MISSING']);
  assert.deepEqual(refusals(verifyBlobBundle({ ...one, root: parseTrustedRoot(vector(`sigstore/${NEW}.json`)) })), [
    'BUNDLE_LOG_MISSING',
  ]);
});

test('a good bundle with any one byte changed is refused, or says the very same', () => {
  const instance = makeInstance();
  const root = parseTrustedRoot(instance.rootBytes);
  const file = Buffer.from('the artifact');
  const wanted = { kind: 'identity', identity: IDENTITY, issuer: ISSUER } as const;
  for (const log of ['v1', 'v2'] as const) {
    const good = instance.bundle({ file }, { log });
    const judged = (bytes: Uint8Array) =>
      verifyBlobBundle({ name: 'bundle', bytes, artifact: fileArtifact(file), wanted, root, now: SIGNED });
    const expected = judged(good);
    assert.equal(expected.outcome, 'verified');
    let same = 0;
    const property = fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Uint8Array.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ change;
      const report = judged(bytes);
      if (report.outcome === 'verified') {
        same++;
        assert.deepEqual({ ...report, checks: [] }, { ...expected, checks: [] });
      } else assert.equal(report.signer, undefined);
    });
    fc.assert(property, { numRuns: 250 });
    // The place in a log of v2 is the proof's; nothing else may be free.
    assert.ok(same < 5, `${same} of 250 changes changed nothing`);
  }
});
