import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOnePem, parsePem, serialisePem } from '../../src/formats/der/pem.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { vectorText } from '../support/vectors.ts';

const good = serialisePem('TEST', new Uint8Array(100).fill(7));
const refused = (text: string, message: RegExp) =>
  assert.throws(
    () => parsePem(text),
    (error) => error instanceof FormatError && message.test(error.message),
    text,
  );

test('any bytes round-trip, and the text too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const text = serialisePem('SOME LABEL', bytes);
      const [block] = parsePem(text);
      assert.deepEqual(block, { label: 'SOME LABEL', bytes });
      assert.equal(serialisePem('SOME LABEL', block.bytes), text);
    }),
  );
});

test('files of OpenSSL and cosign come back byte for byte', () => {
  for (const name of [
    'openssl/p521.key',
    'openssl/pkcs1.key',
    'openssl/root.crt',
    'cosign/cosign.key',
    'cosign/cosign.pub',
    'notation/example.com.crt',
  ]) {
    const text = vectorText(name);
    assert.equal(
      parsePem(text)
        .map(({ label, bytes }) => serialisePem(label, bytes))
        .join(''),
      text,
      name,
    );
  }
});

test('several blocks, blank lines and CRLF are read', () => {
  assert.equal(parsePem(`${good}\n${good}`.replaceAll('\n', '\r\n')).length, 2);
});

test('text around certificates is passed over only when asked for', () => {
  const text = vectorText('openssl/leaf.crt');
  refused(text, /outside the PEM blocks/);
  assert.equal(parsePem(text, { explanatoryText: true })[0]?.label, 'CERTIFICATE');
});

for (const [what, text, message] of [
  ['nothing', '', /no PEM block/],
  ['no END line', good.replace(/-----END.*\n/, ''), /no END line/],
  ['another label at the end', good.replace('END TEST', 'END TOAST'), /no END line/],
  ['white space inside', good.replace('BwcH', 'Bwc H'), /another length/],
  ['a short line in the middle', good.replace('\n', '\nBwcH\n'), /another length/],
  ['RFC 1421 headers', good.replace('\n', '\nProc-Type: 4,ENCRYPTED\n\n'), /headers/],
  ['stray bits at the end', good.replace('Bw==', 'Bx=='), /strict base64/],
  ['no padding', good.replace('Bw==', 'Bw'), /strict base64/],
  ['an empty label', good.replaceAll('TEST', ''), /outside the PEM blocks/],
  ['a broken BEGIN line', good.replace('-----BEGIN', '----BEGIN'), /outside the PEM blocks/],
] as const) {
  test(`PEM with ${what} is refused`, () => refused(text, message));
}

test('a broken boundary is never passed over as text', () => {
  const text = good.replace('-----BEGIN TEST-----', '-----BEGIN TEST ----- ');
  assert.throws(() => parsePem(text, { explanatoryText: true }), FormatError);
});

test('size and number of blocks are bounded', () => {
  refused('x'.repeat(1024 * 1024 + 1), /more than the 1048576 allowed/);
  refused(good.repeat(65), /more than 64 blocks/);
});

test('one block of the right label, when one is asked for', () => {
  assert.equal(parseOnePem(good, ['TEST']).bytes.length, 100);
  assert.throws(() => parseOnePem(good + good, ['TEST']), /exactly one/);
  assert.throws(() => parseOnePem(good, ['PUBLIC KEY']), /not PUBLIC KEY/);
});
