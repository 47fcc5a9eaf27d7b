import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { formatUtcSeconds, parseRfc3339, parseUtcSeconds } from '../../src/formats/rfc3339.ts';

test('seconds come back from their text', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
      const text = formatUtcSeconds(seconds);
      assert.equal(parseUtcSeconds(text), seconds);
      assert.equal(formatUtcSeconds(parseUtcSeconds(text)), text);
    }),
    { numRuns: 1000 },
  );
  assert.equal(formatUtcSeconds(0), '1970-01-01T00:00:00Z');
  assert.equal(parseUtcSeconds('2000-02-29T23:59:59Z'), 951_868_799);
});

test('the writer refuses fractions and years that have no four digits', () => {
  for (const seconds of [0.5, Number.NaN, 1e12, -1e12]) assert.throws(() => formatUtcSeconds(seconds), FormatError);
});

test('the strict reader takes one form only', () => {
  for (const text of [
    '2026-11-24T12:00:00+00:00',
    '2026-11-24T12:00:00.0Z',
    '2026-11-24t12:00:00z',
    '2026-11-24T13:00:00+01:00',
  ])
    assert.throws(
      () => parseUtcSeconds(text),
      (error) => error instanceof FormatError && error.rule === 'utc-seconds',
    );
});

test('the lenient reader takes offsets and fractions as another implementation does', () => {
  for (const text of [
    '2026-11-24T12:00:00Z',
    '2026-11-24T13:00:00.5+01:00',
    '2026-11-24T00:30:00-23:59',
    '1985-04-12T23:20:50.52Z',
  ])
    assert.equal(parseRfc3339(text), Date.parse(text));
  assert.equal(parseRfc3339('2026-11-24T12:00:00.123456789Z'), Date.parse('2026-11-24T12:00:00.123Z'));
});

test('times that do not exist, or have no form, are refused with the rule', () => {
  const table: readonly (readonly [string, string])[] = [
    ['2026-02-29T00:00:00Z', 'date'],
    ['2026-13-01T00:00:00Z', 'date'],
    ['2026-00-01T00:00:00Z', 'date'],
    ['2026-04-31T00:00:00Z', 'date'],
    ['2026-01-00T00:00:00Z', 'date'],
    ['2026-01-01T24:00:00Z', 'time'],
    ['2026-01-01T00:60:00Z', 'time'],
    ['2016-12-31T23:59:60Z', 'time'],
    ['2026-01-01T00:00:00+24:00', 'offset'],
    ['2026-01-01 00:00:00Z', 'form'],
    ['2026-01-01T00:00:00', 'form'],
    ['2026-1-1T00:00:00Z', 'form'],
    ['', 'form'],
    ['yesterday', 'form'],
    ['2026-01-01T00:00:00Z\n', 'form'],
    ['+2026-01-01T00:00:00Z', 'form'],
    ['2026-01-01T00:00:00.Z', 'form'],
    ['1764000000', 'form'],
    [`2026-01-01T00:00:00.${'0'.repeat(100)}Z`, 'form'],
  ];
  for (const [text, rule] of table)
    assert.throws(
      () => parseRfc3339(text),
      (error) => error instanceof FormatError && error.rule === rule,
      text,
    );
});
