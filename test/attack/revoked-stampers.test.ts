// Whoever stamps a signature can be revoked like whoever made it: a timestamp by a revoked authority dates nothing (CVE-2024-56138).
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { askRevocation } from '../../src/roads/ask-revocation.ts';
import { RememberedRevocation } from '../../src/roads/remember-revocation.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { both, STAMPED } from '../support/notation-verdicts.ts';
import { type ListShape, listDer, revocationServer } from '../support/revocation.ts';
import { attachNotation, CHAIN, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';
import { makeStamper } from '../support/timestamp-authority.ts';
import { testCall } from '../support/walkable-image.ts';

const server = await revocationServer();
after(() => server.close());
// The number that every certificate of these tests has.
const SERIAL = new Uint8Array([0x11, 0x22]);
const DAY = 86_400;
const tsa = makeStamper({
  middle: { keyUsage: ['keyCertSign', 'cRLSign'] },
  stamper: { crl: [`${server.origin}/tsa.crl`] },
});
const list =
  (shape: Partial<ListShape> = {}) =>
  () =>
    listDer(tsa.middle, tsa.issuerKey, { thisUpdate: NOW - DAY, nextUpdate: NOW + DAY, ...shape });

/** What is said of an image whose signatures this authority stamped, in either envelope. */
async function said(envelope: 0 | 1, revocation: string): Promise<readonly [string, string]> {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const signature = both((over) => tsa.stamp(over, STAMPED), CHAIN)(subject)[envelope];
    assert.ok(signature);
    attachNotation(image.store, subject, signature);
  }
  const timestamps = { certificates: tsa.rootPem, when: 'always' };
  const notation = { certificates: CHAIN.rootPem, identities: ['*'], revocation, timestamps };
  const policy = await testPolicy({ signatures: [{ by: 'notary' }] }, { trust: [{ name: 'notary', notation }] });
  const clock = { now: () => NOW * 1000 };
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  const ask = askRevocation(new RememberedRevocation(http, clock), clock);
  const request = { reader: image.store, requested: 'registry.example.com/team/app:v1', target: 'v1', policy };
  const { verdict } = await verifyImage(request, clock, testCall(), ask);
  await http.close();
  const bad = verdict.checks.find(({ status }) => status === 'fail' || status === 'fault');
  return [verdict.outcome, bad?.code ?? 'OK'];
}

test('the certificate of a timestamp authority is asked about, and a revoked one dates nothing', async () => {
  for (const envelope of [0, 1] as const) {
    server.serve('/tsa.crl', list());
    server.asked.length = 0;
    assert.deepEqual(await said(envelope, 'enforce'), ['allow', 'OK']);
    assert.ok(
      server.asked.some((one) => one.endsWith(' /tsa.crl')),
      'the list of the authority was not asked for',
    );
    server.serve('/tsa.crl', list({ revoked: [{ serial: SERIAL, at: STAMPED - DAY, reason: 1 }] }));
    assert.deepEqual(await said(envelope, 'enforce'), ['deny', 'SIGNATURE_CERTIFICATE_REVOKED']);
    assert.deepEqual(await said(envelope, 'skip'), ['allow', 'OK']);
    server.handlers.set('/tsa.crl', (_, response) => {
      response.statusCode = 500;
      response.end();
    });
    assert.deepEqual(await said(envelope, 'enforce'), ['indeterminate', 'REVOCATION_UNKNOWN']);
  }
});
