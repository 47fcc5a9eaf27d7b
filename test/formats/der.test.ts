import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { ecdsaDerToRaw, ecdsaRawToDer, isEcdsaDer } from '../../src/formats/der/ecdsa-signature.ts';
import { parseOnePem } from '../../src/formats/der/pem.ts';
import { parseDer } from '../../src/formats/der/reader.ts';
import { parseSpki } from '../../src/formats/der/spki.ts';
import { DER_TAGS } from '../../src/formats/der/tags.ts';
import { timeSeconds } from '../../src/formats/der/time.ts';
import { bitString, booleanValue, oidValue, smallInteger, unsignedBytes } from '../../src/formats/der/values.ts';
import {
  writeBitString,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writePrintableString,
  writeSequence,
  writeTime,
} from '../../src/formats/der/writer.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { vector, vectorText } from '../support/vectors.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const refused = (call: () => unknown, message: RegExp) =>
  assert.throws(call, (error) => error instanceof FormatError && message.test(error.message));

for (const [what, bytes, message] of [
  ['an empty value', '', /ends too early/],
  ['a length that is cut off', '30', /ends too early/],
  ['content that is cut off', '3003 0201', /longer than what surrounds it/],
  ['an indefinite length', '3080 0000', /indefinite/],
  ['a long form for a short length', '308103 020105', /shortest form/],
  ['a length with a leading zero octet', `30820080 ${'00'.repeat(128)}`, /shortest form/],
  ['a length of five octets', '308500000000 00', /more than four bytes/],
  ['bytes after the value', '020105 00', /after the value/],
  ['a child that reaches past its parent', '3003 020205 05', /longer than what surrounds it/],
  ['a tag number above 30', '1f8100 00', /above 30/],
  ['a constructed OCTET STRING', '2403 040100', /no such form/],
  ['a primitive SEQUENCE', '1000', /no such form/],
  ['end-of-contents octets', '0000', /end-of-contents/],
] as const) {
  test(`DER with ${what} is refused`, () => refused(() => parseDer(hex(bytes)), message));
}

test('DER is bounded in size, depth and count before it costs anything', () => {
  refused(() => parseDer(new Uint8Array(65 * 1024)), /more than the 65536 allowed/);
  const nested = Array.from({ length: 100 }).reduce<Uint8Array>((inner) => writeSequence(inner), writeNull());
  refused(() => parseDer(nested), /nested deeper than 32/);
  const wide = writeSequence(...Array.from({ length: 5000 }, () => writeNull()));
  refused(() => parseDer(wide), /more than 4096 elements/);
});

for (const [what, bytes, read] of [
  ['an empty INTEGER', '0200', unsignedBytes],
  ['an INTEGER with a needless zero', '02020001', unsignedBytes],
  ['a negative INTEGER', '0201ff', unsignedBytes],
  ['an INTEGER beyond 2^31', '02050080000000', smallInteger],
  ['a BOOLEAN of 1', '010101', booleanValue],
  ['an OBJECT IDENTIFIER with a padded arc', '06038055 04', oidValue],
  ['an OBJECT IDENTIFIER that ends inside an arc', '06025580', oidValue],
  ['a BIT STRING with stray unused bits', '03020701', bitString],
  ['a BIT STRING without its count', '0300', bitString],
  ['a BIT STRING of eight unused bits', '03020800', bitString],
] as const) {
  test(`${what} is refused`, () => {
    const element = parseDer(hex(bytes));
    assert.throws(() => read(element, 'it'), FormatError);
  });
}

test('whatever the reader takes, writing the same elements gives the same bytes', () => {
  const element = fc.letrec<{ node: Uint8Array }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.uint8Array({ maxLength: 300 }).map(writeOctetString),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map(writeInteger),
      fc.array(tie('node'), { maxLength: 5 }).map((parts) => writeSequence(...parts)),
    ),
  })).node;
  const rewrite = (bytes: Uint8Array): Uint8Array => {
    const { tag, content, children } = parseDer(bytes);
    return tag === DER_TAGS.sequence
      ? writeSequence(...children.map((c) => rewrite(c.bytes)))
      : writeElement(tag, content);
  };
  fc.assert(fc.property(element, (bytes) => assert.deepEqual(rewrite(bytes), bytes)));
});

test('random and mutated bytes never break the reader with anything but a FormatError', () => {
  const base = parseOnePem(vectorText('openssl/rsa2048.pub'), ['PUBLIC KEY']).bytes;
  const mutated = fc.tuple(fc.nat(base.length - 1), fc.nat(255)).map(([at, value]) => base.with(at, value));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
      try {
        parseSpki(bytes);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('object identifiers round-trip', () => {
  const arc = fc.integer({ min: 0, max: 2 ** 40 });
  const oid = fc.tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 39 }),
    fc.array(arc, { maxLength: 6 }),
  );
  fc.assert(
    fc.property(oid, ([root, second, rest]) => {
      const dotted = [root, second, ...rest].join('.');
      assert.equal(oidValue(parseDer(writeOid(dotted)), 'it'), dotted);
    }),
  );
  for (const wrong of ['', '1', '3.1', '1.40', '1.2.', '1.02', 'a.b']) refused(() => writeOid(wrong), /not an object/);
});

test('times round-trip between 1950 and 9999, and days that do not exist are refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: -631152000, max: 253402300799 }), (seconds) =>
      assert.equal(timeSeconds(parseDer(writeTime(seconds)), 'it'), seconds),
    ),
  );
  for (const text of ['260231000000Z', '261301000000Z', '260101240000Z', '2601010000Z', '260101000000+0100'])
    refused(() => timeSeconds(parseDer(writeElement(DER_TAGS.utcTime, Buffer.from(text))), 'it'), /it /);
  refused(() => timeSeconds(undefined, 'notAfter'), /notAfter/);
});

test('PrintableString takes only its own characters', () =>
  refused(() => writePrintableString('a@b'), /PrintableString/));

const CURVES = [
  ['p256', 'P-256'],
  ['p384', 'P-384'],
  ['p521', 'P-521'],
] as const;

for (const [name, curve] of CURVES) {
  test(`an OpenSSL signature on ${curve} verifies as r || s and comes back as the same DER`, () => {
    const der = vector(`openssl/${name}.sig`);
    const raw = ecdsaDerToRaw(der, curve);
    const key = createPublicKey(vectorText(`openssl/${name}.pub`));
    assert.ok(verify('sha256', vector('openssl/message.txt'), { key, dsaEncoding: 'ieee-p1363' }, raw));
    assert.deepEqual(ecdsaRawToDer(raw, curve), der);
  });
}

test('ECDSA signatures have one form each way', () => {
  const half = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => bytes.some((octet) => octet !== 0));
  fc.assert(
    fc.property(half, half, (r, s) => {
      const raw = new Uint8Array([...r, ...s]);
      const der = ecdsaRawToDer(raw, 'P-256');
      assert.deepEqual(ecdsaDerToRaw(der, 'P-256'), raw);
    }),
  );
});

test('whether a signature is strict DER is told by one pass as by reading it', () => {
  const curves = fc.constantFrom('P-256', 'P-384', 'P-521');
  const number = fc.oneof(
    fc.uint8Array({ maxLength: 68 }),
    fc.constantFrom([0], [0, 0x80], [0, 0x7f], [0x80], [0, ...Array(66).fill(0xff)], Array(32).fill(0xff), []),
  );
  const any = fc.array(number, { minLength: 1, maxLength: 3 });
  const half = fc.uint8Array({ minLength: 1, maxLength: 34 }).filter(([first = 0]) => first > 0 && first < 0x80);
  const positive = fc.array(half, { minLength: 2, maxLength: 2 });
  const element = (tag: number, content: ArrayLike<number>): Uint8Array =>
    writeElement(
      tag,
      Uint8Array.from({ length: content.length }, (_, at) => content[at] ?? 0),
    );
  const bend = fc.option(fc.tuple(fc.nat(160), fc.nat(255), fc.integer({ min: -3, max: 3 })), { nil: undefined });
  const seen = { good: 0, bad: 0 };
  fc.assert(
    fc.property(curves, fc.oneof(positive, any), bend, (curve, numbers, bent) => {
      const parts = numbers.map((one) => element(DER_TAGS.integer, one));
      const whole = Uint8Array.from(
        element(
          DER_TAGS.sequence,
          parts.flatMap((part) => [...part]),
        ),
      );
      const made = bent === undefined ? whole : new Uint8Array(whole.length + bent[2] + 3).subarray(3);
      if (bent !== undefined) {
        made.set(whole.subarray(0, made.length));
        made[bent[0] % made.length] = bent[1];
      }
      let strict = true;
      try {
        ecdsaDerToRaw(made, curve);
      } catch {
        strict = false;
      }
      seen[strict ? 'good' : 'bad'] += 1;
      assert.equal(isEcdsaDer(made, curve), strict, Buffer.from(made).toString('hex'));
    }),
    { numRuns: 5000 },
  );
  assert.ok(seen.good > 100 && seen.bad > 100, JSON.stringify(seen));
});

for (const [what, bytes, message] of [
  ['zero as r', '3006 020100 020101', /r is zero/],
  ['zero as s', '3006 020101 020100', /s is zero/],
  ['a padded r', '3007 02020001 020101', /leading zero/],
  ['a negative s', '3006 020101 0201ff', /negative/],
  ['a third number', '3009 020101 020101 020101', /parts|elements/],
  ['one number', '3003 020101', /parts/],
  ['an r of 33 bytes', `3026 0221 01${'00'.repeat(32)} 020101`, /longer than P-256/],
  ['bytes behind', '3006 020101 020101 00', /after the value/],
] as const) {
  test(`an ECDSA signature with ${what} is refused`, () => {
    refused(() => ecdsaDerToRaw(hex(bytes), 'P-256'), message);
    assert.equal(isEcdsaDer(hex(bytes), 'P-256'), false);
  });
}

test('r || s of another length, or with a zero half, is refused', () => {
  refused(() => ecdsaRawToDer(new Uint8Array(64), 'P-256'), /zero/);
  refused(() => ecdsaRawToDer(new Uint8Array(63).fill(1), 'P-256'), /63 bytes/);
});

test('public keys of OpenSSL and cosign are told apart', () => {
  const typeOf = (name: string) => {
    const info = parseSpki(parseOnePem(vectorText(name), ['PUBLIC KEY']).bytes);
    return info.type === 'ec' ? info.curve : info.type === 'rsa' ? `rsa ${info.bits} ${info.exponent}` : info.type;
  };
  assert.deepEqual(
    ['openssl/p256', 'openssl/p384', 'openssl/p521', 'openssl/rsa2048', 'openssl/ed25519', 'cosign/cosign'].map((n) =>
      typeOf(`${n}.pub`),
    ),
    ['P-256', 'P-384', 'P-521', 'rsa 2048 65537', 'ed25519', 'P-256'],
  );
});

for (const [what, spki, message] of [
  [
    'explicit curve parameters',
    writeSequence(writeSequence(writeOid('1.2.840.10045.2.1'), writeSequence()), writeBitString(new Uint8Array([4]))),
    /curve has the tag/,
  ],
  [
    'another curve',
    writeSequence(
      writeSequence(writeOid('1.2.840.10045.2.1'), writeOid('1.3.132.0.10')),
      writeBitString(new Uint8Array([4])),
    ),
    /none of P-256/,
  ],
  [
    'a compressed point',
    writeSequence(
      writeSequence(writeOid('1.2.840.10045.2.1'), writeOid('1.2.840.10045.3.1.7')),
      writeBitString(new Uint8Array(33).fill(2)),
    ),
    /uncompressed/,
  ],
  [
    'another algorithm',
    writeSequence(writeSequence(writeOid('1.2.840.10040.4.1')), writeBitString(new Uint8Array([1]))),
    /neither EC, RSA nor/,
  ],
  [
    'an even RSA modulus',
    writeSequence(
      writeSequence(writeOid('1.2.840.113549.1.1.1'), writeNull()),
      writeBitString(writeSequence(writeInteger(new Uint8Array([6])), writeInteger(new Uint8Array([3])))),
    ),
    /even or too small/,
  ],
  [
    'RSA without its NULL',
    writeSequence(
      writeSequence(writeOid('1.2.840.113549.1.1.1')),
      writeBitString(writeSequence(writeInteger(new Uint8Array([7])), writeInteger(new Uint8Array([3])))),
    ),
    /missing/,
  ],
] as const) {
  test(`a public key with ${what} is refused`, () => refused(() => parseSpki(spki), message));
}
