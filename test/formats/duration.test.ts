import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDuration } from '../../src/formats/duration.ts';
import { FormatError } from '../../src/formats/format-error.ts';

test('stretches of time are read as notation writes them, and in days', () => {
  for (const [text, seconds] of [
    ['1s', 1],
    ['30m', 1800],
    ['12h', 43_200],
    ['3h20m', 12_000],
    ['30d', 2_592_000],
    ['1d1h1m1s', 90_061],
    ['36525d', 3_155_760_000],
  ] as const)
    assert.equal(parseDuration(text), seconds, text);
});

for (const text of ['', '0d', '0h0m', '5', 'h', '-1h', '1.5h', '1h 1m', '1m1h', '1h1h', '1w', '36525d1s', '9999999s'])
  test(`${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseDuration(text), FormatError);
  });

test('any text is read or refused, and what is read is whole seconds of a century', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\d{1,8}[dhms]){1,4}$/)), (text) => {
      try {
        const seconds = parseDuration(text);
        assert.ok(Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= 3_155_760_000);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});
