// Certificates of the real Fulcio: what they sign is verified by Twinseal and by cosign, for whom Fulcio knew and nobody else.
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseCertificate } from '../../src/formats/der/x509.ts';
import { certificateIdentity } from '../../src/formats/sigstore/certificate-identity.ts';
import { sha256Of } from '../../src/judge/verify/outcome.ts';
import { attachBundle, digestsOf, makeImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { type KeylessBend, makeInstance } from '../support/sigstore-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { type Fulcio, startFulcio } from './fulcio.ts';
import { runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('fulcio', 'cosign', 'cosign2');
const EMAIL = 'someone@example.com';
const FILE = Buffer.from('the artifact');
const TYPE = 'https://example.com/predicate/v1';
const CONTENTS = {
  file: { file: FILE },
  statement: { statement: JSON.stringify(statementOf([sha256Of(FILE)], TYPE, {})) },
} as const;
const folder = mkdtempSync(join(tmpdir(), 'twinseal-fulcio-test-'));
const now = Math.floor(Date.now() / 1000);
const instance = makeInstance({ at: now });
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let fulcio: Fulcio;
let certificate: Uint8Array;
let root: object;

after(async () => {
  await fulcio?.stop();
  rmSync(folder, { recursive: true, force: true });
});

before(async () => {
  if (skip !== false) return;
  fulcio = await startFulcio();
  certificate = (await fulcio.issue(fulcio.token(EMAIL), EMAIL, key)) ?? assert.fail('Fulcio issued nothing');
  root = trusting(fulcio.certificateLog.publicKey);
  writeFileSync(join(folder, 'app'), FILE);
  writeFileSync(join(folder, 'root.json'), JSON.stringify(root));
});

/** The logs and timestamps of the test, with the authority of Fulcio and this log of certificates. */
function trusting(logKey: KeyObject, chain = fulcio.chain): object {
  const spki = logKey.export({ type: 'spki', format: 'der' });
  const [ctlog] = instance.root.ctlogs;
  const [authority] = instance.root.certificateAuthorities;
  assert.ok(ctlog !== undefined && authority !== undefined);
  const keyId = Buffer.from(sha256Of(spki).slice(7), 'hex').toString('base64');
  const certificates = chain.map((rawBytes) => ({ rawBytes: Buffer.from(rawBytes).toString('base64') }));
  return {
    ...instance.root,
    ctlogs: [{ ...ctlog, publicKey: { ...ctlog.publicKey, rawBytes: spki.toString('base64') }, logId: { keyId } }],
    certificateAuthorities: [{ ...authority, certChain: { certificates } }],
  };
}

/** Signed while the certificate counts, which begins when Fulcio was asked. */
const issued = (bend: KeylessBend = {}): KeylessBend => ({
  time: parseCertificate(certificate).notBefore + 1,
  issued: { certificate, key: key.privateKey },
  ...bend,
});
const who = (identity: string, issuer: string) => [
  '--certificate-identity',
  identity,
  '--certificate-oidc-issuer',
  issuer,
];

async function said(kind: keyof typeof CONTENTS, log: 'v1' | 'v2', words: readonly string[], rootFile = 'root.json') {
  const all = [...words, '--bundle', 'bundle.json', '--trusted-root', rootFile];
  const ours = await twinseal(['bundle', 'verify', ...all, 'app'], { cwd: folder });
  const verb = kind === 'file' ? ['verify-blob'] : ['verify-blob-attestation', '--type', TYPE];
  const stamps = log === 'v2' ? ['--use-signed-timestamps'] : [];
  const theirs = await Promise.all(
    (['cosign', 'cosign2'] as const).map((peer) =>
      runPeer(peer, [...verb, '--new-bundle-format', ...stamps, ...all, 'app'], { cwd: folder }),
    ),
  );
  return [ours.status, ...theirs.map(({ status }) => (status === 0 ? 0 : 1))];
}

test('the certificate says whom Fulcio knew, and by whom', { skip }, () => {
  const { identity, issuer } = certificateIdentity(parseCertificate(certificate));
  assert.deepEqual([identity, issuer], [EMAIL, fulcio.issuer.url]);
  assert.equal(fulcio.certificateLog.count(), 1);
});

for (const log of ['v1', 'v2'] as const)
  for (const kind of ['file', 'statement'] as const)
    test(`a ${kind} in a log of ${log}, signed by a certificate of Fulcio, is taken by all, and for nobody else`, {
      skip,
    }, async () => {
      writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS[kind], issued({ log })));
      assert.deepEqual(await said(kind, log, who(EMAIL, fulcio.issuer.url)), [0, 0, 0]);
      assert.deepEqual(await said(kind, log, who(`x${EMAIL}`, fulcio.issuer.url)), [1, 1, 1]);
      assert.deepEqual(await said(kind, log, who(EMAIL, `${fulcio.issuer.url}/x`)), [1, 1, 1]);
    });

test('another log of certificates, another authority, another time and another key are refused by all', {
  skip,
}, async () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(join(folder, 'other-log.json'), JSON.stringify(trusting(stranger.publicKey)));
  const { certificateAuthorities } = instance.root;
  writeFileSync(join(folder, 'other-authority.json'), JSON.stringify({ ...root, certificateAuthorities }));
  const me = who(EMAIL, fulcio.issuer.url);
  writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS.file, issued()));
  assert.deepEqual(await said('file', 'v1', me), [0, 0, 0]);
  assert.deepEqual(await said('file', 'v1', me, 'other-log.json'), [1, 1, 1]);
  assert.deepEqual(await said('file', 'v1', me, 'other-authority.json'), [1, 1, 1]);
  for (const bend of [
    { time: parseCertificate(certificate).notAfter + 1 },
    { issued: { certificate, key: stranger.privateKey } },
  ]) {
    writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS.file, issued(bend)));
    assert.deepEqual(await said('file', 'v1', me), [1, 1, 1]);
  }
});

test('an image that such a certificate signed is allowed by a policy that names who, and by no other', {
  skip,
}, async () => {
  const image = makeImage();
  const documents = [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];
  assert.equal(documents.length, digestsOf(image).length);
  for (const descriptor of documents) {
    const statement = JSON.stringify(statementOf([descriptor.digest], 'https://sigstore.dev/cosign/sign/v1', {}));
    attachBundle(image.store, descriptor, instance.bundle({ statement }, issued()));
  }
  const by = (identity: string) =>
    testPolicy(
      { signatures: [{ by: 'ci' }] },
      { trust: [{ name: 'ci', keyless: { identity, issuer: fulcio.issuer.url, trustedRoot: JSON.stringify(root) } }] },
    );
  assert.deepEqual(await verdictOf(image, await by(EMAIL), now + 86_400), ['allow']);
  assert.deepEqual(await verdictOf(image, await by(`x${EMAIL}`), now + 86_400), [
    'deny',
    'signature:ci fail SIGNATURE_UNTRUSTED',
  ]);
});

test('Fulcio itself refuses who shows no token of its issuer, or not the key', { skip }, async () => {
  assert.equal(await fulcio.issue(fulcio.token(EMAIL, { aud: 'other' }), EMAIL, key), undefined);
  assert.equal(await fulcio.issue(fulcio.token(EMAIL, { email_verified: false }), EMAIL, key), undefined);
  assert.equal(await fulcio.issue(fulcio.token(EMAIL), 'other@example.com', key), undefined);
});
