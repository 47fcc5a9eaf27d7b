import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseTraceParent, serialiseTraceParent } from '../../src/formats/traceparent.ts';

const GOOD = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
    .filter((text) => !/^0+$/.test(text));

test('what is written is read back, and what is read is written back', () => {
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
      const text = serialiseTraceParent({ traceId, spanId, sampled });
      assert.deepEqual(parseTraceParent(text), { traceId, spanId, sampled });
      assert.equal(serialiseTraceParent(parseTraceParent(text)), text);
    }),
  );
});

test('a later version may say more at its end, version 00 may not', () => {
  assert.equal(parseTraceParent(GOOD.replace(/^00/, 'cc')).spanId, '00f067aa0ba902b7');
  assert.equal(parseTraceParent(`${GOOD.replace(/^00/, 'cc')}-what-comes-then`).sampled, true);
  assert.throws(() => parseTraceParent(`${GOOD}-more`), FormatError);
});

test('malformed headers are refused, whatever their length', () => {
  const bad = [
    '',
    GOOD.toUpperCase(),
    GOOD.slice(1),
    `${GOOD} `,
    `\n${GOOD}`,
    GOOD.replace(/^00/, 'ff'),
    GOOD.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
    GOOD.replace('00f067aa0ba902b7', '0'.repeat(16)),
    GOOD.replace('-01', '-0g'),
    `cc-${'a'.repeat(32)}-${'b'.repeat(16)}-01-${'x'.repeat(100_000)}`,
  ];
  for (const text of bad) assert.throws(() => parseTraceParent(text), FormatError, text.slice(0, 80));
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseTraceParent(text);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});
