// Keys that were lost: what whoever has them now can do, and what was signed before. Each attack differs from what is allowed in one thing.
import assert from 'node:assert/strict';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { makeChain } from '../support/certificates.ts';
import { type Witnessed, witnessedBundle } from '../support/keyed-bundles.ts';
import {
  attachBundle,
  attachNotation,
  makeImage,
  publicPem,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { notationSignature, statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const DAY = 86_400;
const LATER = SIGNED + 99 * DAY;
const instance = makeInstance();
const other = makeInstance();
const ROOT = instance.rootBytes.toString();
const STOLEN = testKey('release');
const PEM = publicPem(STOLEN);
const SPKI = sha256Digest(createPublicKey(STOLEN).export({ type: 'spki', format: 'der' }));
const reason = 'laptop stolen';
const from = formatUtcSeconds(SIGNED + 1);
const statementFor = (digest: string) =>
  JSON.stringify(statementOf([digest], 'https://sigstore.dev/cosign/sign/v1', {}));
const subjectsOf = (image: TestImage) => [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];

function signed(...copies: readonly Witnessed[]): TestImage {
  const image = makeImage();
  for (const subject of subjectsOf(image))
    for (const witnessed of copies)
      attachBundle(image.store, subject, witnessedBundle(instance, STOLEN, statementFor(subject.digest), witnessed));
  return image;
}
const trustingKey = (more: object, cosign: object = { key: PEM, trustedRoot: ROOT }) =>
  testPolicy({ signatures: [{ by: 'release' }] }, { trust: [{ name: 'release', cosign }], ...more });
const REVOKED = ['deny', 'signature:release fail KEY_REVOKED'];
const INVALID = ['deny', 'signature:release fail SIGNATURE_INVALID'];

test('what a log or timestamp shows to be signed before the key was lost still counts, and nothing else', async () => {
  const policy = await trustingKey({ revoked: [{ key: SPKI, from, reason }] });
  assert.deepEqual(await verdictOf(signed({ stamps: [SIGNED] }), policy, LATER), ['allow']);
  assert.deepEqual(await verdictOf(signed({ logs: [{ log: 'v1', time: SIGNED }] }), policy, LATER), ['allow']);
  for (const attack of [
    {},
    { stamps: [SIGNED + 1] },
    { logs: [{ log: 'v1', time: SIGNED + 1 }] },
    // The newer log signs no time.
    { logs: [{ log: 'v2' }] },
  ] as const)
    assert.deepEqual(await verdictOf(signed(attack), policy, LATER), REVOKED, JSON.stringify(attack));
  // Not even on the day it was made: nothing shows that it was.
  assert.deepEqual(await verdictOf(signed({}), policy, SIGNED), REVOKED);
});

test('a copy without its timestamps spoils nothing, and a later stamp beside an earlier one takes nothing away', async () => {
  const policy = await trustingKey({ revoked: [{ key: PEM, from, reason }] });
  assert.deepEqual(await verdictOf(signed({ stamps: [SIGNED] }, {}), policy, LATER), ['allow']);
  assert.deepEqual(await verdictOf(signed({ stamps: [SIGNED + DAY, SIGNED] }), policy, LATER), ['allow']);
});

test('a time that nobody trusted signed is none: another instance, a changed entry, an entry of another key', async () => {
  const policy = await trustingKey({ revoked: [{ key: SPKI, from, reason }] });
  const image = makeImage();
  for (const subject of subjectsOf(image))
    attachBundle(
      image.store,
      subject,
      witnessedBundle(other, STOLEN, statementFor(subject.digest), { stamps: [SIGNED], logs: [{ log: 'v1' }] }),
    );
  assert.deepEqual(await verdictOf(image, policy, LATER), REVOKED);
  const early = (entry: object) => ({ ...entry, integratedTime: String(SIGNED - DAY) });
  const late = { log: 'v1', time: SIGNED + DAY } as const;
  assert.deepEqual(await verdictOf(signed({ logs: [late], entry: early }), policy, LATER), INVALID);
  const unsigned = (entry: object) => ({ ...entry, inclusionPromise: undefined });
  assert.deepEqual(await verdictOf(signed({ logs: [{ log: 'v1' }], entry: unsigned }), policy, LATER), REVOKED);
  assert.deepEqual(await verdictOf(signed({ logs: [{ log: 'v1' }], logged: testKey('x') }), policy, LATER), INVALID);
});

test('an entry of a log over an older signature by the same key does not date a new one', async () => {
  const policy = await trustingKey({ revoked: [{ key: SPKI, from, reason }] });
  const image = makeImage();
  const [first] = subjectsOf(image);
  assert.ok(first !== undefined);
  const older = JSON.parse(
    Buffer.from(
      witnessedBundle(instance, STOLEN, statementFor(first.digest), { logs: [{ log: 'v1' }], stamps: [SIGNED] }),
    ).toString(),
  );
  for (const subject of subjectsOf(image)) {
    const fresh = JSON.parse(
      Buffer.from(witnessedBundle(instance, STOLEN, statementFor(subject.digest), {})).toString(),
    );
    const moved = { ...fresh, verificationMaterial: older.verificationMaterial };
    attachBundle(image.store, subject, Buffer.from(JSON.stringify(moved)));
  }
  assert.deepEqual(await verdictOf(image, policy, LATER), INVALID);
});

test('one log, twice or by two names, is one log', async () => {
  const require = (logs: number) => trustingKey({}, { key: PEM, trustedRoot: ROOT, logs });
  const both = signed({ logs: [{ log: 'v1' }, { log: 'v2' }] });
  const FEW = ['deny', 'signature:release fail SIGNATURE_LOGS_TOO_FEW'];
  assert.deepEqual(await verdictOf(both, await require(2), LATER), ['allow']);
  for (const attack of [{}, { logs: [{ log: 'v1' }] }, { logs: [{ log: 'v2' }, { log: 'v2', body: 'v1' }] }] as const)
    assert.deepEqual(await verdictOf(signed(attack), await require(2), LATER), FEW, JSON.stringify(attack));
  assert.deepEqual(await verdictOf(signed({ stamps: [SIGNED] }), await require(1), LATER), FEW);
  assert.deepEqual(await verdictOf(signed({ logs: [{ log: 'v1' }] }), await require(1), LATER), ['allow']);
  // The same key under two names makes no second log, so that no signature could meet it.
  const [log] = instance.root.tlogs;
  const root = { ...instance.root, tlogs: [log, { ...log, baseUrl: 'https://mirror.example.com' }] };
  await assert.rejects(
    trustingKey({}, { key: PEM, trustedRoot: JSON.stringify(root), logs: 2 }),
    /demands 2 different logs, and the trusted root has 1/,
  );
});

test('certificates are revoked by thumbprint, key, or serial number and issuer, wherever they stand in the chain', async () => {
  const chain = makeChain({ intermediate: {} });
  const image = makeImage();
  for (const subject of subjectsOf(image)) attachNotation(image.store, subject, notationSignature(chain, subject));
  const trust = [{ name: 'notary', notation: { certificates: chain.rootPem, identities: ['*'] } }];
  const judged = async (revoked: readonly object[]) =>
    verdictOf(image, await testPolicy({ signatures: [{ by: 'notary' }] }, { trust, revoked }));
  assert.deepEqual(await judged([]), ['allow']);
  const [leaf, middle] = chain.chain.map((der) => new X509Certificate(der));
  assert.ok(leaf !== undefined && middle !== undefined);
  const LOST = ['deny', 'signature:notary fail KEY_REVOKED'];
  for (const entry of [
    { certificate: sha256Digest(leaf.raw) },
    { certificate: leaf.fingerprint256 },
    { certificate: middle.toString() },
    { key: sha256Digest(leaf.publicKey.export({ type: 'spki', format: 'der' })) },
    { key: middle.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    { serial: leaf.serialNumber, issuer: middle.toString() },
    { serial: leaf.serialNumber.toLowerCase(), issuer: middle.toString() },
  ]) {
    assert.deepEqual(await judged([{ ...entry, reason }]), LOST, JSON.stringify(entry));
    // notation signs its own time, which whoever has the key can choose.
    assert.deepEqual(await judged([{ ...entry, reason, from: '2029-01-01T00:00:00Z' }]), LOST);
  }
  assert.deepEqual(await judged([{ serial: leaf.serialNumber, issuer: leaf.toString(), reason }]), ['allow']);
  assert.deepEqual(await judged([{ serial: '77', issuer: middle.toString(), reason }]), ['allow']);
});

test('a certificate of an identity is revoked like any other', async () => {
  const image = makeImage();
  let thumbprint = '';
  for (const subject of subjectsOf(image)) {
    const bytes = instance.bundle({ statement: statementFor(subject.digest) });
    if (subject === image.index) {
      const { verificationMaterial } = JSON.parse(Buffer.from(bytes).toString());
      thumbprint = sha256Digest(Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'));
    }
    attachBundle(image.store, subject, bytes);
  }
  const trust = [{ name: 'ci', keyless: { identity: IDENTITY, issuer: ISSUER, trustedRoot: ROOT } }];
  const judged = async (revoked: readonly object[]) =>
    verdictOf(image, await testPolicy({ signatures: [{ by: 'ci' }] }, { trust, revoked }), LATER);
  assert.deepEqual(await judged([]), ['allow']);
  assert.deepEqual(await judged([{ certificate: thumbprint, reason }]), ['deny', 'signature:ci fail KEY_REVOKED']);
  assert.deepEqual(await judged([{ certificate: thumbprint, reason, from }]), ['allow']);
});
