// Signing authorities of notation, who vouch for the time of their signatures themselves.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { CHAIN_END, CHAIN_START } from '../support/certificates.ts';
import { both, byAuthority, LATER, STAMPED, said } from '../support/notation-verdicts.ts';
import { CHAIN, NOW } from '../support/sealed-image.ts';

const authority = { notation: { signingAuthority: true } };

test('a signing authority vouches for the time: what it signed while its certificates were valid counts on', async () => {
  assert.equal((await said(byAuthority(STAMPED), authority, NOW)).outcome, 'allow');
  assert.equal((await said(byAuthority(STAMPED), authority, LATER)).outcome, 'allow');
  assert.equal((await said(byAuthority(CHAIN_END), authority, LATER)).outcome, 'allow');
  for (const at of [CHAIN_START - 1, CHAIN_END + 1]) {
    const told = await said(byAuthority(at), authority, NOW);
    assert.deepEqual([told.outcome, told.code], ['deny', 'SIGNATURE_TIMESTAMP_INVALID']);
    assert.match(told.reason, /its signing authority signed at .* not wholly within/);
  }
});

test('neither scheme passes for the other: an authority is named as one, and then signs as one', async () => {
  const plain = await said(byAuthority(STAMPED), { notation: {} }, NOW);
  assert.deepEqual([plain.outcome, plain.code], ['deny', 'SIGNATURE_UNTRUSTED']);
  assert.match(plain.reason, /of a signing authority, which this policy does not trust with the time/);
  const stamped = await said(byAuthority(STAMPED), {}, NOW);
  assert.equal(stamped.code, 'SIGNATURE_UNTRUSTED');
  const other = await said(both(undefined), authority, NOW);
  assert.deepEqual([other.outcome, other.code], ['deny', 'SIGNATURE_UNTRUSTED']);
  assert.match(other.reason, /not in the scheme of signing authorities/);
});

test('whoever stole the key of a signing authority writes any time: its revocation and its window look at the present too', async () => {
  const DAY = 86_400;
  const certificate = `sha256:${createHash('sha256')
    .update(CHAIN.chain[0] ?? assert.fail())
    .digest('hex')}`;
  const revoked = [{ certificate, from: formatUtcSeconds(STAMPED), reason: 'the key was stolen' }];
  const stolen = await said(byAuthority(STAMPED - DAY), { ...authority, more: { revoked } }, NOW);
  assert.deepEqual([stolen.outcome, stolen.code], ['deny', 'KEY_REVOKED']);
  const window = { notation: { signingAuthority: true, until: formatUtcSeconds(STAMPED + DAY) } };
  const before = await said(byAuthority(STAMPED), window, STAMPED + DAY);
  assert.deepEqual([before.outcome, before.until], ['allow', formatUtcSeconds(STAMPED + DAY)]);
  const after = await said(byAuthority(STAMPED), window, STAMPED + DAY + 1);
  assert.deepEqual([after.outcome, after.code], ['deny', 'KEY_NOT_VALID_NOW']);
});
