import assert from 'node:assert/strict';
import { constants, verify, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { encode, Tagged } from 'cborg';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseNotaryCose, serialiseNotaryCose } from '../../src/formats/notary/cose.ts';
import {
  type CoseProtectedHeader,
  parseCoseProtectedHeader,
  serialiseCoseProtectedHeader,
} from '../../src/formats/notary/cose-header.ts';
import { parseNotaryEnvelope } from '../../src/formats/notary/envelope.ts';
import { NOTARY_ALGORITHMS } from '../../src/formats/notary/header.ts';
import { parseNotaryPayload } from '../../src/formats/notary/payload.ts';
import { makeChain } from '../support/certificates.ts';
import { type CoseBend, coseHeader, coseSignature, epoch } from '../support/notation-cose.ts';
import { vector } from '../support/vectors.ts';

const refused = (call: () => unknown, message: RegExp) =>
  assert.throws(call, (error) => error instanceof FormatError && message.test(error.message));

test("notation's envelope verifies over the bytes that were read, and comes back byte for byte", () => {
  const bytes = vector('notation/signature.cose');
  const cose = parseNotaryCose(bytes);
  assert.equal(cose.header.alg, 'PS256');
  assert.equal(cose.header.scheme, 'notary.x509');
  assert.equal(cose.header.contentType, 'application/vnd.cncf.notary.payload.v1+json');
  assert.equal((cose.header.expiry ?? 0) - cose.header.signingTime, 87600 * 3600);
  assert.equal(cose.signingAgent, 'notation-go/1.3.2');
  assert.deepEqual({ ...parseNotaryPayload(cose.payload).annotations }, { who: 'me' });
  const [leaf] = cose.chain;
  assert.ok(leaf);
  const options = {
    key: new X509Certificate(leaf).publicKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  };
  assert.ok(verify('sha256', cose.signingInput, options, cose.signature));
  assert.deepEqual(serialiseNotaryCose(cose), bytes);
  assert.deepEqual(serialiseCoseProtectedHeader(cose.header), Uint8Array.from(cose.protectedHeader));
});

test('both envelopes say the same by the same names', () => {
  const jws = parseNotaryEnvelope('application/jose+json', vector('notation/signature.jws.json'));
  const cose = parseNotaryEnvelope('application/cose', vector('notation/signature.cose'));
  const { alg, contentType, scheme } = jws.header;
  assert.deepEqual([cose.header.alg, cose.header.contentType, cose.header.scheme], [alg, contentType, scheme]);
  assert.deepEqual(
    cose.chain.map((der) => Buffer.from(der)),
    jws.chain.map((der) => Buffer.from(der)),
  );
  assert.deepEqual(Object.keys(cose).sort(), Object.keys(jws).sort());
});

const header: fc.Arbitrary<CoseProtectedHeader> = fc
  .record({
    alg: fc.constantFrom(...NOTARY_ALGORITHMS),
    scheme: fc.constantFrom('notary.x509' as const, 'notary.x509.signingAuthority' as const),
    signingTime: fc.integer({ min: 0, max: 4_000_000_000 }),
    life: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    extended: fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'com.example'), fc.oneof(fc.string(), fc.integer(), fc.boolean())), {
        maxLength: 3,
      })
      .map((entries) => new Map(entries)),
  })
  .map(({ life, signingTime, ...rest }) => ({
    ...rest,
    contentType: 'application/x',
    signingTime,
    ...(life === undefined ? {} : { expiry: signingTime + life }),
  }));

test('headers round-trip both ways', () => {
  fc.assert(
    fc.property(header, (value) => {
      const bytes = serialiseCoseProtectedHeader(value);
      const read = parseCoseProtectedHeader(bytes);
      assert.deepEqual(read, value);
      assert.deepEqual(serialiseCoseProtectedHeader(read), bytes);
    }),
  );
});

test('envelopes round-trip both ways', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
  const parts = fc.record(
    {
      payload: bytes,
      protectedHeader: header.map(serialiseCoseProtectedHeader),
      signature: bytes,
      chain: fc.array(bytes, { minLength: 1, maxLength: 4 }),
      timestampToken: bytes,
      signingAgent: fc.constant('twinseal/0.1.0'),
    },
    { requiredKeys: ['payload', 'protectedHeader', 'signature', 'chain'] },
  );
  fc.assert(
    fc.property(parts, (value) => {
      const written = serialiseNotaryCose(value);
      const read = parseNotaryCose(written);
      assert.deepEqual(serialiseNotaryCose(read), written);
      assert.deepEqual(Buffer.from(read.payload), Buffer.from(value.payload));
      assert.deepEqual(Buffer.from(read.protectedHeader), Buffer.from(value.protectedHeader));
    }),
  );
});

test('no octet of an envelope can change without the envelope being refused or saying something else', () => {
  const bytes = vector('notation/signature.cose');
  const whole = (cose: ReturnType<typeof parseNotaryCose>) => Buffer.from(serialiseNotaryCose(cose)).toString('hex');
  const before = whole(parseNotaryCose(bytes));
  for (let at = 0; at < bytes.length; at++) {
    const bent = Uint8Array.from(bytes);
    bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
    try {
      assert.notEqual(whole(parseNotaryCose(bent)), before, `octet ${at}`);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
});

const CHAIN = makeChain();
const TARGET = { mediaType: 'application/x', digest: `sha256:${'0'.repeat(64)}` as const, size: 1 };
const made = (bend: CoseBend) => coseSignature(CHAIN, TARGET as never, bend);
const SCHEME = 'io.cncf.notary.signingScheme';
const TIME = 'io.cncf.notary.signingTime';
const AUTHENTIC = 'io.cncf.notary.authenticSigningTime';
const EXPIRY = 'io.cncf.notary.expiry';
const NOON = 1_800_000_000;

test('the envelope that the tests bend is good', () => {
  assert.equal(parseNotaryCose(made({})).header.alg, 'ES256');
  assert.equal(parseNotaryCose(made({ expiry: NOON })).header.expiry, NOON);
});

for (const [what, header, message] of [
  ['no algorithm', [[1, undefined]], /label 1 \(alg\) is none of ES256/],
  ['EdDSA', [[1, -8]], /none of ES256/],
  ['RS256', [[1, -257]], /none of ES256/],
  ['an algorithm by name', [[1, 'ES256']], /none of ES256/],
  ['no content type', [[3, undefined]], /content type/],
  ['a content type by number', [[3, 50]], /content type/],
  ['no crit', [[2, undefined]], /crit/],
  ['an empty crit', [[2, []]], /does not list io\.cncf\.notary\.signingScheme/],
  ['a crit that is no list', [[2, SCHEME]], /crit/],
  [
    'an unknown critical label that is there',
    [
      [2, [SCHEME, 'x']],
      ['x', 1],
    ],
    /not understood/,
  ],
  ['an unknown critical label that is not there', [[2, [SCHEME, 'x']]], /not understood/],
  ['a registered label in crit', [[2, [SCHEME, 1]]], /not understood/],
  ['a critical label twice', [[2, [SCHEME, SCHEME]]], /twice/],
  ['17 critical labels', [[2, Array(17).fill(SCHEME)]], /at most 16/],
  ['an expiry that is not critical', [[EXPIRY, epoch(NOON)]], /does not list io\.cncf\.notary\.expiry/],
  ['a critical expiry that is not there', [[2, [SCHEME, EXPIRY]]], /not understood or not there/],
  [
    'an expiry at the signing time',
    [
      [2, [SCHEME, EXPIRY]],
      [TIME, epoch(NOON)],
      [EXPIRY, epoch(NOON)],
    ],
    /not after the signing time/,
  ],
  ['another scheme', [[SCHEME, 'notary.x']], /none of the signing schemes/],
  ['no scheme', [[SCHEME, undefined]], /none of the signing schemes/],
  ['no signing time', [[TIME, undefined]], /signingTime" is missing/],
  ['an authentic time beside notary.x509', [[AUTHENTIC, epoch(NOON)]], /has no place beside/],
  [
    'no time from a signing authority',
    [
      [SCHEME, 'notary.x509.signingAuthority'],
      [TIME, undefined],
    ],
    /is missing/,
  ],
  [
    'a time that is not critical from an authority',
    [
      [SCHEME, 'notary.x509.signingAuthority'],
      [TIME, undefined],
      [AUTHENTIC, epoch(NOON)],
    ],
    /does not list .*authenticSigningTime/,
  ],
  ['a time without a tag', [[TIME, NOON]], /not a time with the tag 1/],
  ['a time as text', [[TIME, new Tagged(0, '2026-11-24T13:34:10Z')]], /not a time with the tag 1/],
  ['a time as tagged text', [[TIME, epoch('2026-11-24T13:34:10Z')]], /whole seconds/],
  ['a fraction of a second', [[TIME, epoch(NOON + 0.5)]], /floating point/],
  ['a time before 1970', [[TIME, epoch(-1)]], /years 1970 to 9999/],
  ['a time after the year 9999', [[TIME, epoch(253_402_300_800)]], /years 1970 to 9999/],
  ['a key identifier', [[4, new Uint8Array([1])]], /label 4 has no place in the protected header/],
  ['a certificate chain inside', [[33, []]], /label 33 has no place in the protected header/],
] as const) {
  test(`a header with ${what} is refused`, () => refused(() => parseNotaryCose(made({ header })), message));
}

const swap = (at: number, part: unknown) => (parts: readonly unknown[]) =>
  parts.map((old, index) => (index === at ? part : old));
/** The header with its first label again at the end, as the deterministic writer would never have it. */
const twice = (bytes: Uint8Array) =>
  Uint8Array.from([(bytes[0] ?? 0) + 1, ...bytes.subarray(1), ...encode(1), ...encode(-7)]);

const ATTACKS: readonly (readonly [string, CoseBend, RegExp])[] = [
  ['no tag', { tag: null }, /no tag 18/],
  ['the tag of COSE_Sign', { tag: 98 }, /no tag 18/],
  ['a tag within a tag', { bytes: (whole) => Uint8Array.from([0xd2, ...whole]) }, /list of four parts/],
  ['three parts', { parts: (parts) => parts.slice(0, 3) }, /list of four parts/],
  ['five parts', { parts: (parts) => [...parts, null] }, /list of four parts/],
  ['a detached payload', { parts: swap(2, null) }, /the payload must be a byte string/],
  ['an empty payload', { parts: swap(2, new Uint8Array()) }, /the payload must be a byte string that is not empty/],
  ['a payload that is text', { parts: swap(2, '{}') }, /the payload must be a byte string/],
  ['an empty signature', { parts: swap(3, new Uint8Array()) }, /the signature must be a byte string/],
  ['a signature of 3000 bytes', { parts: swap(3, new Uint8Array(3000)) }, /more than 2048/],
  ['a header that is a map and no byte string', { parts: swap(0, coseHeader(CHAIN)) }, /the protected header must be/],
  ['an empty header', { parts: swap(0, new Uint8Array()) }, /the protected header must be/],
  ['a header that is no map', { protectedBytes: () => encode([1, 2]) }, /not a map/],
  ['a header with bytes after it', { protectedBytes: (bytes) => Uint8Array.from([...bytes, 0]) }, /after the value/],
  ['a header with a label twice', { protectedBytes: twice }, /twice/],
  [
    'a header of an indefinite length',
    { protectedBytes: (bytes) => Uint8Array.from([0xbf, ...bytes.subarray(1), 0xff]) },
    /indefinite/,
  ],
  [
    'a header with a label in a long form',
    { protectedBytes: (bytes) => Uint8Array.from([bytes[0] ?? 0, 0x18, 0x01, ...bytes.subarray(2)]) },
    /shortest form/,
  ],
  ['an unprotected header that is a list', { parts: swap(1, []) }, /unprotected header is not a map/],
  ['no certificates', { unprotected: [[33, undefined]] }, /x5chain/],
  ['an empty chain', { chain: [] }, /1 to 16/],
  ['17 certificates', { chain: Array(17).fill(CHAIN.chain[0]) }, /1 to 16/],
  ['a lone certificate that is not in a list', { unprotected: [[33, CHAIN.chain[0]]] }, /must be a list/],
  ['a certificate that is text', { unprotected: [[33, ['AAAA']]] }, /certificate 0 must be a byte string/],
  ['a certificate of 70000 bytes', { chain: [new Uint8Array(70_000)] }, /more than 65536/],
  ['an algorithm in the open header', { unprotected: [[1, -7]] }, /belongs to the protected/],
  ['a signing time in the open header', { unprotected: [[TIME, epoch(NOON)]] }, /belongs to the protected/],
  ['a label in both headers', { header: [['x', 1]], unprotected: [['x', 2]] }, /belongs to the protected/],
  ['a timestamp that is text', { unprotected: [['io.cncf.notary.timestampSignature', 'x']] }, /byte string/],
  ['an agent that is a number', { unprotected: [['io.cncf.notary.signingAgent', 1]] }, /must be text/],
  ['bytes after it', { bytes: (whole) => Uint8Array.from([...whole, 0]) }, /after the value/],
  ['its last byte cut off', { bytes: (whole) => whole.subarray(0, -1) }, /ends too early/],
  ['a tag in a long form', { bytes: (whole) => Uint8Array.from([0xd8, 18, ...whole.subarray(1)]) }, /shortest form/],
  [
    'a list of an indefinite length',
    { bytes: (whole) => Uint8Array.from([0xd2, 0x9f, ...whole.subarray(2), 0xff]) },
    /indefinite/,
  ],
];
for (const [what, bend, message] of ATTACKS) {
  test(`an envelope with ${what} is refused`, () => refused(() => parseNotaryCose(made(bend)), message));
}

test('stray unsigned members and signed attributes that nobody must understand are passed over', () => {
  const cose = parseNotaryCose(made({ header: [['com.example.build', 7]], unprotected: [['com.example.note', 1]] }));
  assert.equal(cose.chain.length, 2);
  assert.deepEqual([...cose.header.extended], [['com.example.build', 7]]);
});

test('labels in another order are the same header, and the bytes that were signed stay', () => {
  const reversed = encode(new Map([...coseHeader(CHAIN)].toReversed()), { mapSorter: () => 0 });
  const cose = parseNotaryCose(made({ protectedBytes: () => reversed }));
  assert.deepEqual(Buffer.from(cose.protectedHeader), Buffer.from(reversed));
});

test('an envelope past its bounds is refused before it costs anything', () => {
  refused(() => parseNotaryCose(new Uint8Array(4 * 1024 * 1024 + 1)), /more than the/);
  refused(() => parseNotaryCose(new Uint8Array(4 * 1024 * 1024).fill(0x81)), /nested deeper/);
  refused(() => parseNotaryCose(new Uint8Array([0xd2, 0x9a, 0xff, 0xff, 0xff, 0xff])), /ends too early/);
  refused(() => parseNotaryCose(made({ unprotected: [['x', Array(2000).fill(0)]] })), /more than 1024 items/);
  refused(() => parseNotaryCose(made({ header: [['x', 'y'.repeat(20_000)]] })), /more than the 16384/);
  refused(() => parseNotaryCose(made({ payload: 'y'.repeat(1_100_000) })), /payload has more than/);
});
