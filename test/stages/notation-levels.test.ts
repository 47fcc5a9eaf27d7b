// What a policy only notes of a notation signature counts all the same, is told, and is nobody's signature where whose it is is only noted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { CHAIN_END, makeChain, type TestChain } from '../support/certificates.ts';
import { attachNotation, CHAIN, judge, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';
import { type JwsBend, notationSignature } from '../support/signing.ts';

const STRANGER = makeChain();
const EVERYTHING = ['authenticity', 'authenticTimestamp', 'expiry'];

async function checkOf(
  log: readonly string[],
  wish: { chain?: TestChain; bend?: JwsBend; now?: number; identity?: string; require?: object } = {},
) {
  const { chain = CHAIN, bend = {}, now = NOW, identity = '*', require = {} } = wish;
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, subject, notationSignature(chain, subject, bend));
  const notation = { certificates: CHAIN.rootPem, identities: [identity], ...(log.length > 0 && { log }) };
  const policy = await testPolicy(
    { signatures: [{ by: 'notary' }], ...require },
    { trust: [{ name: 'notary', notation }] },
  );
  const { verdict } = await judge(image, policy, now);
  const check = verdict.checks.find(({ id }) => id === 'signature:notary');
  const expression = verdict.checks.find(({ id }) => id.startsWith('expression:'))?.status;
  return {
    outcome: verdict.outcome,
    code: check?.code,
    status: check?.status,
    reason: check?.reason ?? '',
    expression,
  };
}

const expiry = new Date((NOW - 60) * 1000).toISOString().replace('.000', '');

test('an expired signature or chain counts where that is only noted, and the check says so', async () => {
  assert.equal((await checkOf([], { bend: { expiry } })).code, 'SIGNATURE_EXPIRED');
  const late = await checkOf(['expiry'], { bend: { expiry } });
  assert.deepEqual([late.outcome, late.code], ['allow', 'OK']);
  assert.match(late.reason, /noted and not enforced: expiry: it expired at/);
  assert.equal((await checkOf(['authenticTimestamp'], { bend: { expiry } })).code, 'SIGNATURE_EXPIRED');
  assert.equal((await checkOf([], { now: CHAIN_END + 1 })).code, 'SIGNATURE_EXPIRED');
  assert.equal((await checkOf(['expiry'], { now: CHAIN_END + 1 })).code, 'SIGNATURE_EXPIRED');
  const old = await checkOf(['authenticTimestamp'], { now: CHAIN_END + 1 });
  assert.deepEqual([old.outcome, old.code], ['allow', 'OK']);
  assert.match(old.reason, /authenticTimestamp: a certificate of its chain is outside of its validity/);
  // What holds is not told.
  assert.doesNotMatch((await checkOf(['authenticTimestamp', 'expiry'])).reason, /noted/);
});

test('where whose signature it is is only noted, any whole one lets the image in, and the check is never passed', async () => {
  for (const wish of [
    {},
    { chain: STRANGER },
    { identity: 'x509.subject: C=DE, ST=BE, O=Other' },
    { bend: { expiry } },
  ]) {
    const got = await checkOf(EVERYTHING, wish);
    assert.deepEqual([got.outcome, got.status, got.code], ['allow', 'skip', 'SIGNATURE_NOT_ENFORCED']);
  }
  assert.match((await checkOf(EVERYTHING, { chain: STRANGER })).reason, /authenticity: .*leads to no authority/);
  const image = makeImage();
  const notation = { certificates: CHAIN.rootPem, identities: ['*'], log: EVERYTHING };
  const policy = await testPolicy({ signatures: [{ by: 'notary' }] }, { trust: [{ name: 'notary', notation }] });
  assert.equal((await judge(image, policy)).verdict.outcome, 'deny');
  // Integrity is no matter of a level.
  assert.equal((await checkOf(EVERYTHING, { bend: { header: { alg: 'ES384' } } })).code, 'SIGNATURE_INVALID');
  const other = { targetArtifact: { mediaType: 'a/b', digest: `sha256:${'1'.repeat(64)}`, size: 1 } };
  assert.equal((await checkOf(EVERYTHING, { bend: { payload: other } })).code, 'SIGNATURE_WRONG_SUBJECT');
});

test('a signature of nobody in particular is none for expressions, fills no role, and takes none from others', async () => {
  const expressions = [{ name: 'signed', expression: 'signatures.exists(s, s.signer == "notary")', message: 'm' }];
  assert.equal((await checkOf([], { require: { expressions } })).expression, 'pass');
  assert.equal((await checkOf(EVERYTHING, { require: { expressions } })).expression, 'fail');
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, subject, notationSignature(CHAIN, subject));
  const loose = { name: 'loose', notation: { certificates: STRANGER.rootPem, identities: ['*'], log: EVERYTHING } };
  const strict = { name: 'notary', notation: { certificates: CHAIN.rootPem, identities: ['*'] } };
  const both = await testPolicy({ signatures: [{ by: 'loose' }, { by: 'notary' }] }, { trust: [loose, strict] });
  const { verdict } = await judge(image, both);
  const codes = new Set(
    verdict.checks.filter(({ id }) => id.startsWith('signature:')).map(({ id, code }) => `${id} ${code}`),
  );
  assert.deepEqual(codes, new Set(['signature:loose SIGNATURE_NOT_ENFORCED', 'signature:notary OK']));
  await assert.rejects(
    testPolicy({ signatures: [{ of: ['loose', 'notary'], atLeast: 2 }] }, { trust: [loose, strict] }),
    (error: unknown) =>
      (error instanceof TwinsealError || error instanceof FormatError) && /counts as nobody here/.test(error.message),
  );
});
