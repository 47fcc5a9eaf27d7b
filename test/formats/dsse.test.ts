import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { dssePae, parseDsseEnvelope, serialiseDsseEnvelope } from '../../src/formats/dsse.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector, vectorText } from '../support/vectors.ts';

const parse = (json: unknown) => parseDsseEnvelope(encodeUtf8(typeof json === 'string' ? json : JSON.stringify(json)));
const good = { payload: 'e30=', payloadType: 'a/b', signatures: [{ sig: 'AAA=' }] };

test('the pre-authentication encoding is the one of the specification', () => {
  assert.equal(
    Buffer.from(dssePae('http://example.com/HelloWorld', encodeUtf8('hello world'))).toString(),
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  );
  assert.equal(Buffer.from(dssePae('ü', encodeUtf8('é'))).toString(), 'DSSEv1 2 ü 2 é');
});

test('two different pairs of type and body never share an encoding', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '1', '2'), maxLength: 6 });
  fc.assert(
    fc.property(text, text, text, text, (t1, b1, t2, b2) => {
      const same = Buffer.from(dssePae(t1, encodeUtf8(b1))).equals(dssePae(t2, encodeUtf8(b2)));
      assert.equal(same, t1 === t2 && b1 === b2);
    }),
  );
});

test("cosign's legacy attestation verifies over the encoding of what was read", () => {
  const envelope = parseDsseEnvelope(vector('cosign/legacy-envelope.json'));
  const [signature] = envelope.signatures;
  assert.ok(signature);
  assert.equal(signature.keyid, undefined);
  const key = createPublicKey(vectorText('cosign/cosign.pub'));
  assert.ok(verify('sha256', dssePae(envelope.payloadType, envelope.payload), key, signature.sig));
});

test('envelopes round-trip both ways', () => {
  const envelope = fc.record({
    payloadType: fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !text.includes('\0')),
    payload: fc.uint8Array({ maxLength: 200 }),
    signatures: fc.array(
      fc.record(
        {
          sig: fc.uint8Array({ minLength: 1, maxLength: 80 }),
          keyid: fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
        },
        { requiredKeys: ['sig'] },
      ),
      { minLength: 1, maxLength: 16 },
    ),
  });
  fc.assert(
    fc.property(envelope, (value) => {
      const bytes = serialiseDsseEnvelope(value);
      const read = parseDsseEnvelope(bytes);
      assert.deepEqual(serialiseDsseEnvelope(read), bytes);
      assert.deepEqual(read.payload, value.payload);
      assert.equal(read.signatures.length, value.signatures.length);
    }),
  );
});

test('URL-safe base64 gives the same bytes as standard base64', () => {
  const bytes = new Uint8Array([251, 255, 254]);
  assert.deepEqual(parse({ ...good, payload: '+//+' }).payload, bytes);
  assert.deepEqual(parse({ ...good, payload: '-__-' }).payload, bytes);
});

for (const [what, json, message] of [
  ['no signature', { ...good, signatures: [] }, /must hold a signature/],
  ['17 signatures', { ...good, signatures: Array(17).fill({ sig: 'AAA=' }) }, /more than the 16/],
  ['an empty signature', { ...good, signatures: [{ sig: '' }] }, /must not be empty/],
  ['mixed alphabets', { ...good, payload: '+_-/' }, /mixed/],
  ['white space in the payload', { ...good, payload: 'e30=\n' }, /base64/],
  ['no padding', { ...good, payload: 'e30' }, /base64/],
  ['stray bits', { ...good, payload: 'e31=' }, /base64/],
  ['no type', { payload: 'e30=', signatures: good.signatures }, /"payloadType" is missing/],
  ['a payload in another case beside the real one', { ...good, Payload: 'AAAA' }, /case alone/],
  ['a long s in a name', { ...good, ſignatures: [] }, /case alone/],
  ['a payload twice', '{"payload":"e30=","payload":"AAAA","payloadType":"a","signatures":[{"sig":"AAA="}]}', /twice/],
  ['a list at the top', [good], /must be an object/],
  ['signatures that are a text', { ...good, signatures: 'AAA=' }, /must be an array/],
] as const) {
  test(`an envelope with ${what} is refused`, () => {
    assert.throws(
      () => parse(json),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('unknown members are passed over, as the specification asks', () => {
  assert.equal(parse({ ...good, more: 1, signatures: [{ sig: 'AAA=', cert: 'x' }] }).payloadType, 'a/b');
});
