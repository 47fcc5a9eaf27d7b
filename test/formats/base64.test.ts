import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { cpuTime } from '../support/cpu-time.ts';

/** As a browser has it, which lacks Node's codec. */
async function inBrowser(): Promise<typeof import('../../src/formats/base64.ts')> {
  const own = globalThis.Buffer;
  const address: string = '../../src/formats/base64.ts?browser';
  Reflect.deleteProperty(globalThis, 'Buffer');
  try {
    return await import(address);
  } finally {
    globalThis.Buffer = own;
  }
}

test('a browser reads and writes as Node does, and refuses with the same words', async () => {
  const browser = await inBrowser();
  const node = { decodeBase64, decodeBase64Url };
  const said = (read: () => Uint8Array): unknown => {
    try {
      return read();
    } catch (error) {
      assert.ok(error instanceof FormatError);
      return `${error.message} ${error.at}`;
    }
  };
  const loose = fc.string({ unit: fc.constantFrom(...'ABghyz019+/-_= \n\u00e9\u{1f600}'), maxLength: 12 });
  const strict = fc.uint8Array({ maxLength: 100 }).map((bytes) => encodeBase64(bytes));
  fc.assert(
    fc.property(fc.oneof(loose, strict), fc.uint8Array({ maxLength: 100 }), (text, bytes) => {
      for (const name of ['decodeBase64', 'decodeBase64Url'] as const)
        assert.deepEqual(
          said(() => browser[name](text)),
          said(() => node[name](text)),
        );
      assert.equal(browser.encodeBase64(bytes), encodeBase64(bytes));
      assert.equal(browser.encodeBase64Url(bytes), encodeBase64Url(bytes));
    }),
    { numRuns: 3000 },
  );
});

test('decoded bytes share no memory with others', () => {
  const [one, other] = [decodeBase64('AAAA'), decodeBase64('AAAA')];
  assert.notEqual(one.buffer, other.buffer);
  assert.equal(one.buffer.byteLength, 3);
});

test('bytes come back, and the text is the one of another implementation', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.equal(encodeBase64Url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decodeBase64(encodeBase64(bytes)), Uint8Array.from(bytes));
      assert.deepEqual(decodeBase64Url(encodeBase64Url(bytes)), Uint8Array.from(bytes));
    }),
    { numRuns: 300 },
  );
});

test('one value has one text: what decodes encodes to the same text', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ABghyz019+/-_= \n'), maxLength: 12 });
  fc.assert(
    fc.property(text, (value) => {
      for (const [decode, encode] of [
        [decodeBase64, encodeBase64],
        [decodeBase64Url, encodeBase64Url],
      ] as const) {
        let bytes: Uint8Array;
        try {
          bytes = decode(value);
        } catch (error) {
          assert.ok(error instanceof FormatError);
          continue;
        }
        assert.equal(encode(bytes), value);
      }
    }),
    { numRuns: 3000 },
  );
});

test('the vectors of RFC 4648 section 10', () => {
  const vectors = [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ];
  for (const [plain = '', encoded = ''] of vectors) {
    assert.equal(encodeBase64(Buffer.from(plain)), encoded);
    assert.equal(Buffer.from(decodeBase64(encoded)).toString(), plain);
  }
});

test('loose forms are refused', () => {
  for (const text of [
    'Zg',
    'Zg=',
    'Z===',
    '====',
    'Zh==',
    'Zm9=',
    ' Zm9v',
    'Zm9v\n',
    'Zm-_',
    'Zm9v====',
    'Zg==Zg==',
    '=Zm9',
    'Zm\u00e99v',
  ])
    assert.throws(() => decodeBase64(text), FormatError, text);
  for (const text of ['Zg==', 'Z', 'Zh', 'Zm9', 'Zm+/', 'Zg ', 'Zm9v\n']) {
    assert.throws(() => decodeBase64Url(text), FormatError, text);
  }
});

test('a megabyte decodes in time that grows with its length only', () => {
  const spent = cpuTime();
  assert.equal(decodeBase64('A'.repeat(4 * 2 ** 20)).length, 3 * 2 ** 20);
  assert.ok(spent() < 2000);
});
