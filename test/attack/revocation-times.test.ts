// A trusted time of a signature says which revocations of its certificates count.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { askRevocation } from '../../src/roads/ask-revocation.ts';
import { RememberedRevocation } from '../../src/roads/remember-revocation.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { makeChain } from '../support/certificates.ts';
import { type ListShape, listDer, revocationServer } from '../support/revocation.ts';
import { attachNotation, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';
import { notationSignature } from '../support/signing.ts';
import { stampedJws } from '../support/stamped.ts';
import { makeStamper } from '../support/timestamp-authority.ts';
import { testCall } from '../support/walkable-image.ts';

const server = await revocationServer();
after(() => server.close());
const DAY = 86_400;
const FRESH = { thisUpdate: NOW - DAY, nextUpdate: NOW + DAY };
const STAMPED = NOW - 10 * DAY;
const SERIAL = new Uint8Array([0x55, 0x66]);
const CA = { keyUsage: ['keyCertSign', 'cRLSign'] as const };
const chain = makeChain({ leaf: { serial: SERIAL, crl: [`${server.origin}/ca.crl`] }, root: CA });
const [, root = new Uint8Array()] = chain.chain;
const TSA = makeStamper();
const own = (shape: Partial<ListShape> = {}) =>
  server.serve('/ca.crl', () => listDer(root, chain.issuerKey, { ...FRESH, ...shape }));

async function codeOf(more: Readonly<Record<string, unknown>> = {}): Promise<readonly [string, string]> {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const stamped = stampedJws((signature) => TSA.stamp(signature, STAMPED));
    attachNotation(image.store, subject, notationSignature(chain, subject, stamped));
  }
  const timestamps = { certificates: TSA.rootPem, when: 'always' };
  const notation = { certificates: chain.rootPem, identities: ['*'], revocation: 'enforce', timestamps, ...more };
  const policy = await testPolicy({ signatures: [{ by: 'notary' }] }, { trust: [{ name: 'notary', notation }] });
  const clock = { now: () => NOW * 1000 };
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  const ask = askRevocation(new RememberedRevocation(http, clock), clock);
  const request = { reader: image.store, requested: 'registry.example.com/app:v1', target: 'v1', policy };
  const { verdict } = await verifyImage(request, clock, testCall(), ask);
  await http.close();
  const { code = '', reason = '' } = verdict.checks.find(({ id }) => id === 'signature:notary') ?? {};
  return [code, reason];
}

test('a signature that was seen before the key became invalid stands; after it, or without a trusted time, it does not', async () => {
  const lost = (invalidFrom?: number) =>
    own({ revoked: [{ serial: SERIAL, at: NOW - DAY, reason: 1, ...(invalidFrom !== undefined && { invalidFrom }) }] });
  lost(STAMPED + 2);
  assert.equal((await codeOf())[0], 'OK');
  assert.equal((await codeOf({ timestamps: undefined }))[0], 'SIGNATURE_CERTIFICATE_REVOKED');
  lost(STAMPED);
  assert.equal((await codeOf())[0], 'SIGNATURE_CERTIFICATE_REVOKED');
  // That it was revoked later shows nothing about when its key was lost.
  lost();
  assert.equal((await codeOf())[0], 'SIGNATURE_CERTIFICATE_REVOKED');
});
