// Timestamps on signatures of notation. Each attack differs from the accepted twin in what it attacks alone, and is
// told by its own code and reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHAIN_END, CHAIN_START, makeChain } from '../support/certificates.ts';
import { both, LATER, pem, STAMPED, said, type Trust, TSA, trusting } from '../support/notation-verdicts.ts';
import { listDer } from '../support/revocation.ts';
import { CHAIN, NOW } from '../support/sealed-image.ts';
import type { StampIt } from '../support/stamped.ts';
import { makeStamper, type TestStamper, type TokenBend } from '../support/timestamp-authority.ts';

const by =
  (tsa: TestStamper, bend: TokenBend = {}, time = STAMPED): StampIt =>
  (signature) =>
    tsa.stamp(signature, time, bend);

async function allowed(stamp: StampIt | undefined, trust: Trust = {}, now = NOW, chain = CHAIN) {
  const { outcome, reason } = await said(both(stamp, chain), trust, now);
  assert.equal(outcome, 'allow', reason);
}
async function denied(code: string, reason: RegExp, stamp: StampIt | undefined, trust: Trust = {}, now = NOW) {
  const told = await said(both(stamp, trust.chain), trust, now);
  assert.deepEqual([told.outcome, told.code], ['deny', code], told.reason);
  assert.match(told.reason, reason);
}
const invalid = (reason: RegExp, stamp: StampIt, trust: Trust = {}) =>
  denied('SIGNATURE_TIMESTAMP_INVALID', reason, stamp, trust);

test('a signature with a trusted timestamp counts, also after its certificates have expired; then nothing ends it', async () => {
  await allowed(by(TSA));
  await allowed(by(TSA), {}, LATER);
  await allowed(by(TSA, { hash: 'sha384' }), {}, LATER);
  assert.equal((await said(both(by(TSA)), {}, NOW)).until, undefined);
});

test('without a timestamp it does not count where each must have one', async () => {
  await denied(
    'SIGNATURE_TIMESTAMP_MISSING',
    /it has no timestamp, and the policy wants each signature to have one/,
    undefined,
  );
});

test('a policy that says nothing of timestamps looks at none: the chain must be valid at the present', async () => {
  const none = { notation: {} };
  await allowed(by(TSA), none);
  await allowed(() => new Uint8Array([1]), none);
  await denied('SIGNATURE_EXPIRED', /has expired/, by(TSA), none, LATER);
});

test('where only expired certificates need one, it is looked at then, and told of', async () => {
  const after = { when: 'afterCertExpiry' };
  await allowed(undefined, after);
  await denied('SIGNATURE_EXPIRED', /has expired$/, undefined, after, LATER);
  await allowed(by(TSA), after);
  await allowed(by(TSA), after, LATER);
  const bad = by(makeStamper());
  await allowed(bad, after);
  await denied(
    'SIGNATURE_EXPIRED',
    /has expired, and signed by notary: the timestamp is of no authority/,
    bad,
    after,
    LATER,
  );
  assert.equal(
    (await said(both(undefined), after, NOW)).until,
    new Date(CHAIN_END * 1000).toISOString().replace('.000', ''),
  );
});

test('the timestamp is over this signature, and is the token alone', async () => {
  await invalid(/stamps something else than this signature/, () => TSA.stamp(Buffer.from('other'), STAMPED));
  await invalid(/whole response/, by(TSA, { response: true }));
  await invalid(/stamps something else/, by(TSA, { hash: 'sha1' }));
  await invalid(/ends too early|longer than what/, (signature) => TSA.stamp(signature, STAMPED).subarray(0, -1));
});

test('the stamper is the certificate that the token binds, of an authority that is trusted', async () => {
  await invalid(/of no authority that the policy trusts/, by(makeStamper()));
  await invalid(/does not carry the certificate that it binds/, by(TSA, { carried: [TSA.middle] }));
  await invalid(/of no authority/, by(TSA, { carried: [TSA.stamper] }));
  await invalid(/does not carry the certificate that it binds/, by(TSA, { bound: makeStamper().stamper }));
  await invalid(/by SHA-1/, by(TSA, { bindsBySha1: true }));
  await invalid(/has a signature that does not verify/, by(TSA, { signer: CHAIN.leafKey }));
  await invalid(
    /has a content that its signer did not sign/,
    by(TSA, { content: (info) => Uint8Array.from(info, (octet, at) => (at === info.length - 2 ? octet ^ 1 : octet)) }),
  );
  await allowed(by(TSA, { carried: [TSA.middle, TSA.root, TSA.stamper] }));
  await invalid(/carries 17 certificates/, by(TSA, { carried: Array(17).fill(TSA.middle) }));
});

test('the certificates of a stamper are for timestamps and nothing else, up to the root', async () => {
  const stamping = '1.3.6.1.5.5.7.3.8';
  const one = async (shapes: Parameters<typeof makeStamper>[0], reason: RegExp | undefined) => {
    const tsa = makeStamper(shapes);
    const notation = { timestamps: { certificates: tsa.rootPem, when: 'always' } };
    if (reason === undefined) await allowed(by(tsa), { notation });
    else await invalid(reason, by(tsa), { notation });
  };
  await one({}, undefined);
  await one({ middle: { pathLength: 0 } }, undefined);
  await one({ stamper: { purposesCritical: false } }, /not for timestamps alone/);
  await one({ stamper: { purposes: [stamping, '1.3.6.1.5.5.7.3.3'] } }, /not for timestamps alone/);
  await one({ stamper: { purposes: ['1.3.6.1.5.5.7.3.3'] } }, /not for timestamps alone/);
  await one({ stamper: { purposes: ['2.5.29.37.0'] } }, /not for timestamps alone/);
  await one({ stamper: { ca: true } }, /signed by an authority/);
  await one({ stamper: { keyUsage: undefined } }, /key usage is not digitalSignature alone/);
  await one({ stamper: { keyUsage: ['digitalSignature', 'keyCertSign'] } }, /key usage is not digitalSignature alone/);
  await one({ stamper: { keyUsage: ['digitalSignature', 'nonRepudiation'] } }, undefined);
  await one({ stamper: { strange: '1.2.3.4' } }, /critical extension 1\.2\.3\.4/);
  await one({ middle: { ca: false } }, /no authority/);
  await one({ middle: { keyUsage: ['cRLSign'] } }, /no authority/);
  await one({ middle: { purposes: ['1.3.6.1.5.5.7.3.3'] } }, /not for this purpose/);
  await one({ root: { pathLength: 0 } }, /allows 0 authorities below it/);
  const over = { notAfter: STAMPED - 1 };
  await one({ stamper: over }, /is not valid at/);
  await one({ middle: over }, /is not valid at/);
  await one({ root: over }, /is not valid at/);
  await one({ stamper: { notAfter: STAMPED } }, undefined);
});

test('the whole time in which it may have been stamped lies within the validity of the signer’s certificates', async () => {
  const outside = /not wholly within the validity of its certificates/;
  await allowed(by(TSA, {}, CHAIN_END));
  await invalid(outside, by(TSA, {}, CHAIN_END + 0.001));
  await allowed(by(TSA, { accuracy: [2, 0] }, CHAIN_END - 2));
  await invalid(outside, by(TSA, { accuracy: [2, 1] }, CHAIN_END - 2));
  await allowed(by(TSA, {}, CHAIN_START));
  await invalid(outside, by(TSA, {}, CHAIN_START - 1));
  await allowed(by(TSA, { accuracy: [0, 500] }, CHAIN_START + 0.5));
  await invalid(outside, by(TSA, { accuracy: [0, 501] }, CHAIN_START + 0.5));
  // ETSI's baseline policy is right to a second where it says nothing.
  const baseline = '0.4.0.2023.1.1';
  await allowed(by(TSA, { policy: baseline }, CHAIN_END - 1));
  await invalid(outside, by(TSA, { policy: baseline }, CHAIN_END - 0.5));
  await allowed(by(TSA, { policy: baseline, accuracy: [0, 1] }, CHAIN_END - 0.5));
  // One certificate of the chain that had ended, or had not begun.
  const chain = makeChain({ intermediate: { notAfter: STAMPED - 1 } });
  await invalid(outside, by(TSA), { chain });
});

test('a timestamp that is not there yet does not shift the signature’s own expiry', async () => {
  const expiry = new Date(NOW * 1000).toISOString().replace('.000', '');
  const stamp = by(TSA);
  const expiring = both(stamp, CHAIN, { expiry }, { expiry: NOW });
  assert.equal((await said(expiring, {}, NOW - 1)).outcome, 'allow');
  assert.deepEqual((await said(expiring, {}, NOW)).code, 'SIGNATURE_EXPIRED');
});

test('a trusted timestamp is the time that windows and revocations of keys are held against', async () => {
  const timestamps = { certificates: TSA.rootPem };
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
  const window = (until: number) => ({ notation: { timestamps, until: iso(until) } });
  await allowed(by(TSA), window(STAMPED), LATER);
  await denied('KEY_NOT_VALID_THEN', /is trusted until/, by(TSA), window(STAMPED - 1));
  const certificate = pem(CHAIN.chain[0] ?? assert.fail());
  const revoked = (from: number) => ({
    notation: { timestamps },
    more: { revoked: [{ certificate, from: iso(from), reason: 'lost' }] },
  });
  await allowed(by(TSA), revoked(STAMPED + 1), LATER);
  await denied('KEY_REVOKED', /its key is revoked \(lost\)/, by(TSA), revoked(STAMPED));
  // What may have been stamped a little later than it says is held to be so.
  await denied('KEY_REVOKED', /its key is revoked/, by(TSA, { accuracy: [1, 0] }), revoked(STAMPED + 1));
});

test('the word of an authority that the policy revokes counts for nothing, whatever time it says', async () => {
  for (const certificate of [TSA.stamper, TSA.middle, TSA.root]) {
    const revoked = [{ certificate: pem(certificate), from: '2030-01-01T00:00:00Z', reason: 'stolen' }];
    await denied('SIGNATURE_TIMESTAMP_INVALID', /of an authority that the policy revokes \(stolen\)/, by(TSA), {
      more: { revoked },
    });
  }
});

test('the certificate of a stamper is looked up for revocation too', async () => {
  const tsa = makeStamper({ middle: { keyUsage: ['keyCertSign', 'cRLSign'] } });
  const listed = (serial: number, more: object = {}): Trust => {
    const revoked = [{ serial: new Uint8Array([0x11, serial]), at: NOW - 10, reason: 1, ...more }];
    const list = listDer(tsa.middle, tsa.issuerKey, { thisUpdate: NOW - 1, nextUpdate: NOW + 1000, revoked });
    const timestamps = { certificates: tsa.rootPem };
    return { notation: { timestamps, revocation: 'enforce', crls: [pem(list, 'X509 CRL')] } };
  };
  const lost = (trust: Trust) =>
    denied('SIGNATURE_CERTIFICATE_REVOKED', /revoked the certificate of "CN=stamper/, by(tsa), trust);
  await allowed(by(tsa), listed(0x23));
  await lost(listed(0x22));
  // Whoever has the key stamps whatever time he likes, so that a time since when it is lost says nothing.
  await lost(listed(0x22, { invalidFrom: STAMPED + 1 }));
});

test('a policy that makes no sense of time is refused', async () => {
  for (const [notation, reason] of [
    [{ timestamps: {} }, /certificateFile/],
    [{ timestamps: { certificates: TSA.rootPem, when: 'never' } }, /must be always or afterCertExpiry/],
    [{ timestamps: { certificates: TSA.rootPem, who: 'me' } }, /"who" is not a member/],
    [{ timestamps: { certificates: pem(TSA.middle), when: 'always' } }, /not self-signed: name the root/],
    [{ signingAuthority: false }, /can only be true/],
    [{ signingAuthority: true, timestamps: { certificates: TSA.rootPem } }, /has no place beside signingAuthority/],
  ] as const)
    await assert.rejects(trusting({ notation }), reason);
});

test('an authority that is revoked from some time on needs somebody who tells what was signed before', async () => {
  const revoked = [{ certificate: CHAIN.rootPem, from: '2026-03-01T00:00:00Z', reason: 'lost' }];
  const more = { revoked };
  await assert.rejects(trusting({ notation: {}, more }), /nothing tells what was signed before: give timestamps/);
  await allowed(by(TSA, {}, CHAIN_START + 86_400), { more });
  await denied('KEY_REVOKED', /its key is revoked \(lost\)/, by(TSA, {}, NOW), { more });
  const never = { revoked: [{ certificate: CHAIN.rootPem, reason: 'lost' }] };
  await assert.rejects(trusting({ more: never }), /so that nothing below it counts/);
});
