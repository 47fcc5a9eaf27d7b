import assert from 'node:assert/strict';
import { constants, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64Url } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { NOTARY_ALGORITHMS } from '../../src/formats/notary/header.ts';
import { parseNotaryJws, serialiseNotaryJws } from '../../src/formats/notary/jws.ts';
import {
  type NotaryProtectedHeader,
  parseNotaryProtectedHeader,
  serialiseNotaryProtectedHeader,
} from '../../src/formats/notary/jws-header.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector, vectorText } from '../support/vectors.ts';

const foreign = JSON.parse(vectorText('notation/signature.jws.json'));
const foreignHeader = JSON.parse(Buffer.from(foreign.protected, 'base64url').toString());
const parse = (json: unknown) => parseNotaryJws(encodeUtf8(JSON.stringify(json)));
const refused = (call: () => unknown, message: RegExp) =>
  assert.throws(call, (error) => error instanceof FormatError && message.test(error.message));

test("notation's envelope verifies over the input that was read, and comes back byte for byte", () => {
  const bytes = vector('notation/signature.jws.json');
  const jws = parseNotaryJws(bytes);
  assert.equal(jws.header.alg, 'PS256');
  assert.equal(jws.header.scheme, 'notary.x509');
  assert.equal(jws.header.contentType, 'application/vnd.cncf.notary.payload.v1+json');
  assert.equal((jws.header.expiry ?? 0) - (jws.header.signingTime ?? 0), 87600 * 3600);
  assert.equal(jws.signingAgent, 'notation-go/1.3.2');
  const [leaf] = jws.chain;
  assert.ok(leaf);
  const key = createPublicKey(new X509Certificate(leaf).publicKey.export({ format: 'pem', type: 'spki' }));
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  assert.ok(verify('sha256', jws.signingInput, options, jws.signature));
  assert.deepEqual(serialiseNotaryJws(jws), bytes);
});

const header: fc.Arbitrary<NotaryProtectedHeader> = fc
  .record({
    alg: fc.constantFrom(...NOTARY_ALGORITHMS),
    scheme: fc.constantFrom('notary.x509' as const, 'notary.x509.signingAuthority' as const),
    signingTime: fc.integer({ min: 0, max: 4_000_000_000 }),
    life: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    extended: fc.dictionary(fc.constantFrom('a', 'b', 'com.example'), fc.string({ unit: 'grapheme-ascii' }), {
      noNullPrototype: true,
    }),
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
      const bytes = serialiseNotaryProtectedHeader(value);
      const read = parseNotaryProtectedHeader(bytes);
      assert.deepEqual({ ...read, extended: { ...read.extended } }, { ...value, extended: { ...value.extended } });
      assert.deepEqual(serialiseNotaryProtectedHeader(read), bytes);
    }),
  );
});

test('envelopes round-trip both ways', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 100 });
  const parts = fc.record(
    {
      payload: bytes,
      protectedHeader: header.map(serialiseNotaryProtectedHeader),
      signature: bytes,
      chain: fc.array(bytes, { minLength: 1, maxLength: 4 }),
      timestampToken: bytes,
      signingAgent: fc.constant('twinseal/0.1.0'),
    },
    { requiredKeys: ['payload', 'protectedHeader', 'signature', 'chain'] },
  );
  fc.assert(
    fc.property(parts, (value) => {
      const written = serialiseNotaryJws(value);
      const read = parseNotaryJws(written);
      assert.deepEqual(serialiseNotaryJws(read), written);
      assert.deepEqual(read.payload, value.payload);
    }),
  );
});

const SCHEME = 'io.cncf.notary.signingScheme';
const TIME = 'io.cncf.notary.signingTime';
const AUTHENTIC = 'io.cncf.notary.authenticSigningTime';
const EXPIRY = 'io.cncf.notary.expiry';
const { [EXPIRY]: _, ...plain } = { ...foreignHeader, crit: [SCHEME] };
for (const [what, value, message] of [
  ['algorithm none', { ...plain, alg: 'none' }, /none of ES256/],
  ['RS256', { ...plain, alg: 'RS256' }, /none of ES256/],
  ['an algorithm in lower case', { ...plain, alg: 'ps256' }, /none of ES256/],
  ['no crit', { ...plain, crit: undefined }, /"crit" is missing/],
  ['an empty crit', { ...plain, crit: [] }, /does not list io\.cncf\.notary\.signingScheme/],
  ['an unknown critical name that is there', { ...plain, crit: [SCHEME, 'x'], x: 1 }, /not understood/],
  ['a registered name in crit', { ...plain, crit: [SCHEME, 'alg'] }, /not understood/],
  ['a critical name twice', { ...plain, crit: [SCHEME, SCHEME] }, /twice/],
  [
    'an expiry that is not critical',
    { ...plain, [EXPIRY]: '2099-01-01T00:00:00Z' },
    /does not list io\.cncf\.notary\.expiry/,
  ],
  ['a critical expiry that is not there', { ...plain, crit: [SCHEME, EXPIRY] }, /not understood or not there/],
  ['an expiry at the signing time', { ...foreignHeader, [EXPIRY]: foreignHeader[TIME] }, /not after the signing time/],
  ['another scheme', { ...plain, [SCHEME]: 'notary.x' }, /none of the signing schemes/],
  ['an authentic time beside notary.x509', { ...plain, [AUTHENTIC]: plain[TIME] }, /has no place beside/],
  [
    'no time from a signing authority',
    { ...plain, [SCHEME]: 'notary.x509.signingAuthority', [TIME]: undefined },
    /is missing/,
  ],
  [
    'a time that is not critical from an authority',
    { ...plain, [SCHEME]: 'notary.x509.signingAuthority', [TIME]: undefined, [AUTHENTIC]: plain[TIME] },
    /does not list .*authenticSigningTime/,
  ],
  ['no signing time', { ...plain, [TIME]: undefined }, /signingTime" is missing/],
  ['a fraction of a second', { ...plain, [TIME]: '2026-11-24T13:34:10.5Z' }, /whole seconds/],
  ['a time past the last second', { ...plain, [TIME]: '9999-12-31T23:59:59-01:00' }, /years 1970 to 9999/],
  ['a time in small letters', { ...plain, [TIME]: '2026-11-24t13:34:10z' }, /small letters/],
  ['a day that does not exist', { ...plain, [TIME]: '2026-02-30T00:00:00Z' }, /calendar/],
  ['a key by address', { ...plain, jku: 'https://x' }, /no place in the protected header/],
  ['a certificate chain inside', { ...plain, x5c: [] }, /no place in the protected header/],
  ['a name in another case', { ...plain, Alg: 'PS256' }, /case alone/],
] as const) {
  test(`a header with ${what} is refused`, () =>
    refused(() => parseNotaryProtectedHeader(encodeUtf8(JSON.stringify(value))), message));
}

test('a time with an offset is the same moment', () => {
  const at = (time: string) =>
    parseNotaryProtectedHeader(encodeUtf8(JSON.stringify({ ...plain, [TIME]: time }))).signingTime;
  assert.equal(at('2026-11-24T15:34:10+02:00'), at('2026-11-24T13:34:10Z'));
});

for (const [what, json, message] of [
  ['a further member', { ...foreign, signatures: [] }, /not a member/],
  ['no protected header', { ...foreign, protected: undefined }, /"protected" is missing/],
  ['padding in the signature', { ...foreign, signature: `${foreign.signature}==` }, /base64url/],
  ['standard base64', { ...foreign, payload: '+/+/' }, /base64url/],
  ['an empty signature', { ...foreign, signature: '' }, /must not be empty/],
  ['no certificate', { ...foreign, header: { x5c: [] } }, /must hold a certificate/],
  ['17 certificates', { ...foreign, header: { x5c: Array(17).fill('AAAA') } }, /more than the 16/],
  ['lax base64 in the chain', { ...foreign, header: { x5c: ['AA AA'] } }, /base64/],
  ['a number in the chain', { ...foreign, header: { x5c: [1] } }, /base64 string/],
  [
    'an algorithm in the open header',
    { ...foreign, header: { ...foreign.header, alg: 'PS256' } },
    /belongs to the protected/,
  ],
  [
    'a signing time in the open header',
    { ...foreign, header: { ...foreign.header, [TIME]: 'x' } },
    /belongs to the protected/,
  ],
  ['a header that is not JSON', { ...foreign, protected: encodeBase64Url(encodeUtf8('{')) }, /./],
] as const) {
  test(`an envelope with ${what} is refused`, () => refused(() => parse(json), message));
}

test('stray unsigned members are passed over', () => {
  assert.equal(parse({ ...foreign, header: { ...foreign.header, 'com.example.note': 1 } }).chain.length, 1);
});

test('an envelope past 4 MiB is refused', () => {
  refused(() => parseNotaryJws(new Uint8Array(4 * 1024 * 1024 + 1)), /more than the/);
});
