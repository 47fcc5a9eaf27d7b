import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';

test('both forms are those of Node, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.equal(encodeBase64Url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decodeBase64(encodeBase64(bytes)), bytes);
      assert.deepEqual(decodeBase64Url(encodeBase64Url(bytes)), bytes);
    }),
  );
});

test('a text is either refused or the only text of its bytes', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ABwxyz01+/-_= \n'), maxLength: 9 });
  for (const [decode, encode] of [
    [decodeBase64, encodeBase64],
    [decodeBase64Url, encodeBase64Url],
  ] as const)
    fc.assert(
      fc.property(text, (value) => {
        try {
          assert.equal(encode(decode(value)), value);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
});

for (const text of ['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AA==\n', 'A-==', 'A===', '====', 'AAÄA']) {
  test(`${JSON.stringify(text)} is no base64`, () => assert.throws(() => decodeBase64(text), FormatError));
}
