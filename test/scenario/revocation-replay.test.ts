// A decision that rests on what authorities answered is computed anew when they are long gone; so is one to which nobody answered.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { askRevocation } from '../../src/roads/ask-revocation.ts';
import { judgeImage } from '../../src/roads/judge-image.ts';
import { rememberImages } from '../../src/roads/remember-images.ts';
import { RememberedRevocation } from '../../src/roads/remember-revocation.ts';
import { replayAudit } from '../../src/roads/replay-audit.ts';
import { auditCall, exportFolder, filesOf, keyOfFolder, problemsOf } from '../support/audit-sets.ts';
import { auditorService, judgeInto } from '../support/auditor-service.ts';
import { makeChain } from '../support/certificates.ts';
import { listDer, responseDer, revocationServer } from '../support/revocation.ts';
import { attachNotation, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';
import { notationSignature } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const server = await revocationServer();
const service = await auditorService();
after(() => service.stop());
const DAY = 86_400;
const FRESH = { thisUpdate: NOW - DAY, nextUpdate: NOW + DAY };
const SERIAL = new Uint8Array([0x55, 0x66]);
const CA = { keyUsage: ['keyCertSign', 'cRLSign'] as const };
const chain = makeChain({
  leaf: { serial: SERIAL, ocsp: [`${server.origin}/ocsp`], crl: [`${server.origin}/ca.crl`] },
  intermediate: CA,
  root: CA,
});
const [leaf = new Uint8Array(), middle = new Uint8Array()] = chain.chain;
const image = makeImage();
for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
  attachNotation(image.store, subject, notationSignature(chain, subject));
const policyOf = (certificates: string, more: object) =>
  testPolicy(
    { signatures: [{ by: 'notary' }] },
    { trust: [{ name: 'notary', notation: { certificates, identities: ['*'], ...more } }] },
  );
const policy = await policyOf(chain.rootPem, { revocation: 'enforce' });
const clock = { now: () => NOW * 1000 };
const asking = () => {
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  after(() => http.close());
  return askRevocation(new RememberedRevocation(http, clock), clock);
};
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const good = () => responseDer(leaf, middle, chain.issuerKey, FRESH);
const judged = (n: number) => judgeInto(service.store, image.store, [policy], { id: idOf(n), now: NOW, ask: asking() });

test('decisions by answers, by a list where a responder is silent, and by nothing at all replay without a network', async () => {
  server.serve('/ocsp', good);
  server.serve('/ca.crl', () =>
    listDer(middle, chain.issuerKey, { ...FRESH, revoked: [{ serial: SERIAL, at: NOW - DAY, reason: 1 }] }),
  );
  assert.equal((await judged(1)).verdict.outcome, 'allow');
  server.handlers.delete('/ocsp');
  assert.equal((await judged(2)).verdict.outcome, 'deny');
  server.handlers.delete('/ca.crl');
  assert.equal((await judged(3)).verdict.outcome, 'indeterminate');
  await server.close();
  const set = await exportFolder(service.folder);
  assert.deepEqual(await problemsOf(set, keyOfFolder(service.folder)), []);
  const { results } = await replayAudit(filesOf(set), auditCall());
  assert.deepEqual(
    results.map(({ id, state, reason }) => [id, state, reason]),
    [1, 2, 3].map((n) => [idOf(n), 'same', undefined]),
  );
});

test('a service that remembers images asks anew, gives new answers at once, and tells a policy beside it nothing', async () => {
  const own = await revocationServer();
  after(() => own.close());
  const other = makeChain({ leaf: { serial: SERIAL, ocsp: [`${own.origin}/ocsp`] }, root: CA });
  const [first = new Uint8Array(), root = new Uint8Array()] = other.chain;
  const pictured = makeImage();
  for (const subject of [pictured.index, ...pictured.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(pictured.store, subject, notationSignature(other, subject));
  const both = [await policyOf(other.rootPem, { revocation: 'enforce' }), await policyOf(other.rootPem, {})];
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  after(() => http.close());
  const time = { now: () => NOW * 1000 };
  // Nothing is kept of answers here, so that each question shows.
  const establish = rememberImages(time, undefined, undefined, (set, needs, call) =>
    askRevocation(new RememberedRevocation(http, time), time)(set, needs, call),
  );
  const outcomes = async () => {
    const judging = both.map((compiled) => ({ compiled, mode: 'enforce' as const }));
    const question = { reader: pictured.store, requested: 'app:v1', target: 'v1' };
    const { judgements } = await judgeImage(question, judging, { establish, clock: time }, testCall());
    return judgements.map(({ verdict, facts }) => [verdict.outcome, facts]);
  };
  own.serve('/ocsp', () => responseDer(first, root, other.issuerKey, FRESH));
  const [[before, facts] = [], [beside, plain] = []] = await outcomes();
  assert.deepEqual([before, beside], ['allow', 'allow']);
  assert.deepEqual(
    await outcomes(),
    [
      [before, facts],
      [beside, plain],
    ].map(([a, b]) => [a, b]),
  );
  own.serve('/ocsp', () =>
    responseDer(first, root, other.issuerKey, { ...FRESH, status: { at: NOW - DAY, reason: 1 } }),
  );
  const [[revoked] = [], [still, same] = []] = await outcomes();
  assert.deepEqual([revoked, still, same], ['deny', 'allow', plain]);
});
