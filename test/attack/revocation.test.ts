// Longer than others: one kind of evidence, attacked from each side.
// Answers about revocation: real HTTP on loopback, each attack beside a twin that differs in the attacked field alone.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { contextTag } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';
import { askRevocation } from '../../src/roads/ask-revocation.ts';
import { RememberedRevocation } from '../../src/roads/remember-revocation.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { type CertificateShape, certificate, keyPair, makeChain, type TestChain } from '../support/certificates.ts';
import {
  extensionDer,
  type ListShape,
  listDer,
  type ResponseShape,
  responseDer,
  revocationServer,
} from '../support/revocation.ts';
import { attachNotation, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';
import { notationSignature } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const server = await revocationServer();
after(() => server.close());
const DAY = 86_400;
const FRESH = { thisUpdate: NOW - DAY, nextUpdate: NOW + DAY };
const SERIAL = new Uint8Array([0x55, 0x66]);
const OCSP = `${server.origin}/ocsp`;
const CRL = `${server.origin}/ca.crl`;
const CA: CertificateShape = { keyUsage: ['keyCertSign', 'cRLSign'] };
const KEY_BITS = { keyUsage: ['digitalSignature'] as const };

/** A chain whose leaf can be revoked where it says, and whose intermediate and root can't. */
const chainOf = (leaf: CertificateShape, intermediate: CertificateShape = {}): TestChain =>
  makeChain({ leaf: { serial: SERIAL, ...leaf }, intermediate: { ...CA, ...intermediate }, root: CA });
const BY_OCSP = chainOf({ ocsp: [OCSP] });
const BY_CRL = chainOf({ crl: [CRL] });
const BY_BOTH = chainOf({ ocsp: [OCSP], crl: [CRL] });
const part = ({ chain }: TestChain, at: number): Uint8Array => chain[at] ?? new Uint8Array();
const list = (chain: TestChain, shape: Partial<ListShape> = {}) =>
  listDer(part(chain, 1), chain.issuerKey, { ...FRESH, ...shape });
const response = (chain: TestChain, shape: Partial<ResponseShape> = {}) =>
  responseDer(part(chain, 0), part(chain, 1), chain.issuerKey, { ...FRESH, ...shape });
const revoked = (more: object = {}) => ({ revoked: [{ serial: SERIAL, at: NOW - 2 * DAY, ...more }] });

interface Wish {
  readonly now?: number;
  readonly notation?: Readonly<Record<string, unknown>>;
  readonly offline?: boolean;
  readonly source?: RememberedRevocation;
}

/** The whole road over real HTTP: outcome, the check that is not good, and the facts. */
async function judged(chain: TestChain, wish: Wish = {}) {
  const { now = NOW, notation = {}, offline = false } = wish;
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, subject, notationSignature(chain, subject));
  const policy = await testPolicy(
    { signatures: [{ by: 'notary' }] },
    {
      trust: [
        {
          name: 'notary',
          notation: { certificates: chain.rootPem, identities: ['*'], revocation: 'enforce', ...notation },
        },
      ],
    },
  );
  const clock = { now: () => now * 1000 };
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  const source = offline ? undefined : (wish.source ?? new RememberedRevocation(http, clock));
  const request = { reader: image.store, requested: 'registry.example.com/app:v1', target: 'v1', policy };
  const { verdict, facts } = await verifyImage(request, clock, testCall(), askRevocation(source, clock));
  await http.close();
  const bad = verdict.checks.find(({ status }) => status === 'fail' || status === 'fault');
  return { outcome: verdict.outcome, code: bad?.code ?? 'OK', reason: bad?.reason ?? '', facts, verdict };
}

async function expect(chain: TestChain, code: string, reason: RegExp = /./, wish: Wish = {}): Promise<void> {
  const got = await judged(chain, wish);
  assert.equal(got.code, code, got.reason);
  if (code !== 'OK') assert.match(got.reason, reason);
  const outcome = { OK: 'allow', SIGNATURE_CERTIFICATE_REVOKED: 'deny', REVOCATION_UNKNOWN: 'indeterminate' }[code];
  assert.equal(got.outcome, outcome);
}
const clear = (chain: TestChain, wish?: Wish) => expect(chain, 'OK', /./, wish);
const denied = (chain: TestChain, reason?: RegExp, wish?: Wish) =>
  expect(chain, 'SIGNATURE_CERTIFICATE_REVOKED', reason, wish);
const unknown = (chain: TestChain, reason?: RegExp, wish?: Wish) => expect(chain, 'REVOCATION_UNKNOWN', reason, wish);

test('a certificate without any address is not revocable, and none is asked about that no policy asks about', async () => {
  server.asked.length = 0;
  await clear(chainOf({}));
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - DAY, reason: 1 } }));
  await clear(BY_OCSP, { notation: { revocation: 'skip' } });
  assert.deepEqual(server.asked, []);
  await denied(BY_OCSP);
  assert.deepEqual([...new Set(server.asked)], ['POST /ocsp']);
});

test('nobody is asked about a chain that the policy does not trust, nor about a signature that does not hold', async () => {
  server.asked.length = 0;
  server.serve('/ocsp', () => response(BY_OCSP));
  const stranger = await judged({ ...BY_OCSP, rootPem: makeChain({ root: CA }).rootPem });
  assert.equal(stranger.code, 'SIGNATURE_UNTRUSTED');
  const other = await judged(BY_OCSP, { notation: { identities: ['x509.subject: C=DE, ST=BE, O=Other'] } });
  assert.equal(other.code, 'SIGNATURE_UNTRUSTED');
  assert.deepEqual(server.asked, []);
});

test('OCSP: good passes, revoked denies with its reason, for every kind of answer that is not known could not tell', async () => {
  server.serve('/ocsp', () => response(BY_OCSP));
  await clear(BY_OCSP);
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - 2 * DAY, reason: 1 } }));
  await denied(BY_OCSP, /revoked the certificate of "CN=leaf.*2026-04-09T00:00:00Z \(keyCompromise\)/);
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - 2 * DAY } }));
  await denied(BY_OCSP, /unspecified/);
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - 2 * DAY, reason: 6 } }));
  await denied(BY_OCSP, /on hold/);
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - 2 * DAY, reason: 8 } }));
  await clear(BY_OCSP);
  server.serve('/ocsp', () => response(BY_OCSP, { status: 'unknown' }));
  await unknown(BY_OCSP, /not known there/);
});

test('OCSP: stale, early, endless, of another certificate, said twice: none of them counts', async () => {
  const bad: readonly (readonly [Partial<ResponseShape>, RegExp])[] = [
    [{ thisUpdate: NOW - 3 * DAY, nextUpdate: NOW - 1 }, /newest answer was for the time until/],
    [{ thisUpdate: NOW + DAY }, /newest answer/],
    [{ thisUpdate: NOW + DAY, nextUpdate: NOW }, /ends before it begins/],
    [{ serial: new Uint8Array([0x55, 0x67]) }, /about another certificate/],
    [{ copies: 2 }, /twice/],
    [{ extensions: [extensionDer('1.2.3.4', der.writeNull(), true)] }, /critical extension 1\.2\.3\.4/],
  ];
  for (const [shape, reason] of bad) {
    server.serve('/ocsp', () => response(BY_OCSP, shape));
    await unknown(BY_OCSP, reason);
  }
  server.serve('/ocsp', () =>
    responseDer(part(BY_OCSP, 0), part(BY_OCSP, 1), BY_OCSP.issuerKey, { thisUpdate: NOW - DAY }),
  );
  await unknown(BY_OCSP, /nextUpdate/);
  // A clock that is some minutes ahead is no lie.
  server.serve('/ocsp', () => response(BY_OCSP, { thisUpdate: NOW + 200 }));
  await clear(BY_OCSP);
  server.serve('/ocsp', () => response(BY_OCSP, { extensions: [extensionDer('1.2.3.4', der.writeNull())] }));
  await clear(BY_OCSP);
});

test('OCSP: a good answer that is replayed after a revocation counts until it ends and no longer', async () => {
  server.serve('/ocsp', () => response(BY_OCSP));
  const { verdict } = await judged(BY_OCSP);
  // What was decided by it is not kept for longer either.
  assert.equal(verdict.validUntil, new Date((NOW + DAY) * 1000).toISOString().replace('.000', ''));
  await clear(BY_OCSP, { now: NOW + DAY });
  await unknown(BY_OCSP, /newest answer/, { now: NOW + DAY + 1 });
});

test('OCSP: only the issuer answers, or a responder whom that very issuer named for it', async () => {
  const keys = keyPair('P-256');
  const NO_CHECK = { '1.3.6.1.5.5.7.48.1.5': der.writeNull() };
  const good: CertificateShape = { cn: 'responder', ...KEY_BITS, purposes: ['1.3.6.1.5.5.7.3.9'], more: NO_CHECK };
  const issued = (shape: CertificateShape, issuer = 'middle', key = BY_OCSP.issuerKey) => ({
    certificate: certificate({ ...good, ...shape }, keys.publicKey, issuer, key),
    key: keys.privateKey,
  });
  server.serve('/ocsp', () => response(BY_OCSP, { responder: issued({}) }));
  await clear(BY_OCSP);
  const root = BY_OCSP.rootKey;
  const bad: readonly (readonly [ReturnType<typeof issued>, RegExp])[] = [
    [issued({ purposes: ['1.3.6.1.5.5.7.3.3'] }), /OCSPSigning/],
    [issued({ purposes: ['2.5.29.37.0'] }), /OCSPSigning/],
    [issued({}, 'root', root), /another issuer named/],
    [issued({}, 'middle', root), /the issuer did not sign/],
    [issued({}, 'middle', keys.privateKey), /the issuer did not sign/],
    [issued({ more: {} }), /ocsp-nocheck/],
    [issued({ keyUsage: ['keyCertSign'] }), /not for signatures/],
    [issued({ strange: '1.2.3.4' }), /critical extension/],
    [issued({ notAfter: NOW - 1 }), /newest answer/],
    [{ certificate: part(BY_OCSP, 0), key: BY_OCSP.leafKey }, /OCSPSigning/],
  ];
  for (const [responder, reason] of bad) {
    server.serve('/ocsp', () => response(BY_OCSP, { responder }));
    await unknown(BY_OCSP, reason);
  }
  server.serve('/ocsp', () => response(BY_OCSP, { responder: issued({}), certificates: [] }));
  await unknown(BY_OCSP, /neither the issuer nor a responder/);
  // Signed by a stranger, in the issuer's name.
  server.serve('/ocsp', () => responseDer(part(BY_OCSP, 0), part(BY_OCSP, 1), keys.privateKey, FRESH));
  await unknown(BY_OCSP, /neither the issuer/);
  // The certificate of another chain has the same serial number and the same names.
  const twin = chainOf({ ocsp: [OCSP] });
  server.serve('/ocsp', () => response(twin));
  await unknown(BY_OCSP, /another certificate/);
});

test('lists: not named passes, named denies, a hold counts while it lasts and ends', async () => {
  server.serve('/ca.crl', () => list(BY_CRL));
  await clear(BY_CRL);
  server.serve('/ca.crl', () =>
    list(BY_CRL, { revoked: [{ serial: new Uint8Array([0x55]), at: NOW - DAY, reason: 1 }] }),
  );
  await clear(BY_CRL);
  server.serve('/ca.crl', () => list(BY_CRL, revoked()));
  await denied(BY_CRL, /unspecified/);
  server.serve('/ca.crl', () => list(BY_CRL, revoked({ reason: 4 })));
  await denied(BY_CRL, /superseded/);
  server.serve('/ca.crl', () => list(BY_CRL, revoked({ reason: 6 })));
  await denied(BY_CRL, /on hold/);
  server.serve('/ca.crl', () => list(BY_CRL, revoked({ reason: 8 })));
  await clear(BY_CRL);
  // Nobody vouches for the time of this signature, so that its key became invalid later spares it nothing.
  server.serve('/ca.crl', () => list(BY_CRL, revoked({ reason: 1, invalidFrom: NOW - DAY })));
  await denied(BY_CRL, /keyCompromise/);
  // A revocation outlives the list that tells of it; a hold does not.
  server.serve('/ca.crl', () =>
    list(BY_CRL, { ...revoked({ reason: 1 }), thisUpdate: NOW - 3 * DAY, nextUpdate: NOW - DAY }),
  );
  await denied(BY_CRL);
  server.serve('/ca.crl', () =>
    list(BY_CRL, { ...revoked({ reason: 6 }), thisUpdate: NOW - 3 * DAY, nextUpdate: NOW - DAY }),
  );
  await unknown(BY_CRL, /newest answer/);
});

test('lists: stale, of another issuer, of a part, as differences, or with what is not read: none of them counts', async () => {
  const scope = (...parts: readonly Uint8Array[]) => [extensionDer('2.5.29.28', der.writeSequence(...parts), true)];
  const flag = (n: number) => der.writeElement(contextTag(n, 'primitive'), new Uint8Array([0xff]));
  const at = (address: string) => {
    const uri = der.writeElement(contextTag(6, 'primitive'), new TextEncoder().encode(address));
    return der.writeConstructed(contextTag(0, 'constructed'), [
      der.writeConstructed(contextTag(0, 'constructed'), [uri]),
    ]);
  };
  const bad: readonly (readonly [Partial<ListShape>, RegExp])[] = [
    [{ thisUpdate: NOW - 3 * DAY, nextUpdate: NOW - 1 }, /newest answer/],
    [{ thisUpdate: NOW + DAY, nextUpdate: NOW }, /ends before it begins/],
    [{ extensions: [extensionDer('2.5.29.27', der.writeInteger(new Uint8Array([1])), true)] }, /delta CRL/],
    [{ extensions: [extensionDer('2.5.29.46', der.writeSequence(), false)] }, /freshestCRL/],
    [{ extensions: [extensionDer('1.2.3.4', der.writeNull(), true)] }, /critical extension/],
    [{ extensions: scope(flag(4)) }, /indirect CRL/],
    [{ extensions: scope(flag(2)) }, /authorities only/],
    [{ extensions: scope(flag(5)) }, /attributes only/],
    [{ extensions: scope(der.writeElement(contextTag(3, 'primitive'), new Uint8Array([0, 1]))) }, /some reasons/],
    [{ extensions: scope(at('http://127.0.0.1/other.crl')) }, /not the one that the certificate names/],
    [{ revoked: [{ serial: new Uint8Array([1]), at: NOW, strange: '2.5.29.29' }] }, /critical extension 2\.5\.29\.29/],
    [{ revoked: [...revoked({ reason: 8 }).revoked, ...revoked({ reason: 8 }).revoked] }, /more than once/],
  ];
  for (const [shape, reason] of bad) {
    server.serve('/ca.crl', () => list(BY_CRL, shape));
    await unknown(BY_CRL, reason);
  }
  server.serve('/ca.crl', () => list(BY_CRL, { extensions: scope(at(CRL), flag(1)) }));
  await clear(BY_CRL);
  server.serve('/ca.crl', () => listDer(part(BY_CRL, 1), BY_CRL.issuerKey, { thisUpdate: NOW - DAY }));
  await unknown(BY_CRL, /nextUpdate/);
  // Signed by the root in the intermediate's name, and by the root in its own.
  server.serve('/ca.crl', () => listDer(part(BY_CRL, 1), BY_CRL.rootKey, FRESH));
  await unknown(BY_CRL, /does not verify/);
  server.serve('/ca.crl', () => listDer(part(BY_CRL, 2), BY_CRL.rootKey, FRESH));
  await unknown(BY_CRL, /another issuer/);
  const twin = chainOf({ crl: [CRL] });
  server.serve('/ca.crl', () => list(twin));
  await unknown(BY_CRL, /does not verify/);
  // An authority that may not sign lists.
  const plain = chainOf({ crl: [CRL] }, { keyUsage: ['keyCertSign'] });
  server.serve('/ca.crl', () => list(plain));
  await unknown(plain, /cRLSign/);
});

test('every list that a certificate names must let it pass; where OCSP says nothing, lists are asked', async () => {
  const second = `${server.origin}/second.crl`;
  const two = chainOf({ crl: [CRL, second] });
  server.serve('/ca.crl', () => list(two));
  server.serve('/second.crl', () => list(two));
  await clear(two);
  server.serve('/second.crl', () => list(two, revoked({ reason: 1 })));
  await denied(two);
  server.handlers.delete('/second.crl');
  await unknown(two, /answered 404/);
  server.serve('/ocsp', () => response(BY_BOTH, { status: 'unknown' }));
  server.serve('/ca.crl', () => list(BY_BOTH, revoked({ reason: 1 })));
  await denied(BY_BOTH);
  server.serve('/ca.crl', () => list(BY_BOTH));
  await clear(BY_BOTH);
  server.asked.length = 0;
  server.serve('/ocsp', () => response(BY_BOTH));
  await clear(BY_BOTH);
  assert.deepEqual([...new Set(server.asked)], ['POST /ocsp']);
});

test('intermediates are asked about too, by their own issuer', async () => {
  const chain = chainOf({}, { ...CA, serial: SERIAL, crl: [CRL] });
  server.serve('/ca.crl', () => listDer(part(chain, 2), chain.rootKey, FRESH));
  await clear(chain);
  server.serve('/ca.crl', () => listDer(part(chain, 2), chain.rootKey, { ...FRESH, ...revoked({ reason: 2 }) }));
  await denied(chain, /CN=middle.*cACompromise/);
});

test('what a server does instead of answering is could not tell, never a pass and never a denial', async () => {
  const [other, hit] = [await revocationServer(), [] as string[]];
  other.handlers.set('/ocsp', (_request, out) => out.writeHead(200).end(String(hit.push('hit'))));
  const answers: readonly (readonly [Parameters<typeof server.handlers.set>[1], RegExp])[] = [
    [
      (_, out) => out.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'),
      /has the tag|not|DER|no such form/,
    ],
    [(_, out) => out.writeHead(302, { location: `${other.origin}/ocsp` }).end(), /redirects are not followed/],
    [(_, out) => out.writeHead(200).end(Buffer.alloc(64 * 1024)), /more than the 20480 bytes/],
    [(_, out) => out.writeHead(503).end(), /answered 503/],
    [(_, out) => out.writeHead(200).end(), /too early/],
    [(_, out) => out.writeHead(200, { 'content-encoding': 'gzip' }).end(response(BY_OCSP)), /connection failed/],
    [(_, out) => out.writeHead(200).end(Buffer.from('30030a0103', 'hex')), /later/],
    [(_, out) => out.writeHead(200).end(response(BY_OCSP).subarray(0, -1)), /longer than what surrounds/],
    [(_, out) => out.destroy(), /connection failed/],
  ];
  for (const [handler, reason] of answers) {
    server.handlers.set('/ocsp', handler);
    await unknown(BY_OCSP, reason);
  }
  assert.deepEqual(hit, []);
  await other.close();
  server.handlers.set('/ca.crl', (_, out) => {
    out.writeHead(200);
    // Without an end, and without a length: it is cut off where the limit is.
    const more = (): void => {
      while (out.write(Buffer.alloc(256 * 1024)) && !out.destroyed);
    };
    out.on('drain', more);
    more();
  });
  await unknown(BY_CRL, /more than the 8388608 bytes/);
  server.handlers.set('/ocsp', () => {});
  await unknown(BY_OCSP, /took more than 2 seconds/);
});

test('only plain HTTP is asked, and no address that is never asked', async () => {
  server.asked.length = 0;
  for (const [address, reason] of [
    ['https://127.0.0.1:1/ocsp', /only addresses of plain HTTP/],
    ['ldap://127.0.0.1/cn=ca', /only addresses of plain HTTP/],
    ['http://user:secret@127.0.0.1:1/', /password/],
    ['http://169.254.169.254/latest/meta-data', /never asked/],
    ['no address', /character|plain HTTP/],
  ] as const) {
    await unknown(chainOf({ ocsp: [address] }), reason);
    await unknown(chainOf({ crl: [address] }), reason);
  }
  const http = new HttpRevocation(revocationGuard({ privateHosts: ['crl.intern'], loopback: false }));
  const ask = (address: string) => http.ask({ kind: 'crl', address }, testCall());
  assert.match(JSON.stringify(await ask(CRL)), /never asked/);
  assert.match(JSON.stringify(await ask('http://10.1.2.3/ca.crl')), /privateHosts/);
  assert.deepEqual(server.asked, []);
});

test('log notes what it learns and counts the signature; offline asks nobody', async () => {
  server.serve('/ocsp', () => response(BY_OCSP, { status: { at: NOW - DAY, reason: 1 } }));
  const noted = await judged(BY_OCSP, { notation: { revocation: 'log' } });
  assert.equal(noted.outcome, 'allow');
  assert.equal(noted.facts.signatures[0]?.revocation?.certificates[0]?.answers[0]?.status, 'revoked');
  assert.match(noted.verdict.checks.find(({ id }) => id === 'signature:notary')?.reason ?? '', /not enforced.*revoked/);
  server.asked.length = 0;
  await unknown(BY_OCSP, /nobody is asked while offline/, { offline: true });
  assert.deepEqual(server.asked, []);
});

test('lists of the policy are the answer for certificates of their issuers, offline too', async () => {
  server.asked.length = 0;
  const pem = (bytes: Uint8Array): string =>
    `-----BEGIN X509 CRL-----\n${(
      Buffer.from(bytes)
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    ).join('\n')}\n-----END X509 CRL-----\n`;
  const by = (shape?: Partial<ListShape>, chain = BY_OCSP): Wish => ({
    notation: { crls: [pem(list(chain, shape))] },
    offline: true,
  });
  await clear(BY_OCSP, by());
  await denied(BY_OCSP, /keyCompromise/, by(revoked({ reason: 1 })));
  await unknown(BY_OCSP, /newest answer/, by({ thisUpdate: NOW - 3 * DAY, nextUpdate: NOW - 1 }));
  // A certificate that names no address is held to the list all the same.
  const silent = chainOf({});
  await denied(silent, /keyCompromise/, by(revoked({ reason: 1 }), silent));
  // The list of another authority says nothing, whatever its name.
  await unknown(BY_OCSP, /list of the policy.*does not verify/, by({}, silent));
  await clear(BY_OCSP, { ...by(), offline: false });
  assert.deepEqual(server.asked, []);
});

test('an answer that holds is asked for once, by many at a time; what does not hold is not kept', async () => {
  let now = NOW * 1000;
  const clock = { now: () => now };
  const http = new HttpRevocation(revocationGuard({ loopback: true }));
  const source = new RememberedRevocation(http, clock);
  server.serve('/ocsp', () => response(BY_OCSP));
  server.asked.length = 0;
  await Promise.all([1, 2, 3].map(() => judged(BY_OCSP, { source })));
  await judged(BY_OCSP, { source });
  assert.equal(server.asked.length, 1);
  now += 3_600_000;
  await judged(BY_OCSP, { source });
  assert.equal(server.asked.length, 2);
  const junk = new RememberedRevocation(http, clock);
  server.serve('/ocsp', () => responseDer(part(BY_OCSP, 0), part(BY_OCSP, 1), keyPair('P-256').privateKey, FRESH));
  await unknown(BY_OCSP, /neither/, { source: junk });
  server.serve('/ocsp', () => response(BY_OCSP));
  await clear(BY_OCSP, { source: junk });
  await http.close();
});
