import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textDifferences } from '../../src/seal/compare/text-difference.ts';
import { looksLike, sameWords } from '../../src/seal/compare/words.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Constants as they stand in a program: one after another, without anything between. */
const filler = Array.from({ length: 400 }, (_, index) => `constant number ${index * 7919} `).join('');

test('a text that changed in place is shown with what stands before it', () => {
  const [a, b] = ['10:00:00', '10:00:01'].map((time) => encode(`${filler}built at ${time}\n${filler}`));
  assert.ok(a && b);
  const [found, ...others] = textDifferences(a, b);
  assert.deepEqual(others, []);
  assert.match(found?.a ?? '', /built at 10:00:00/);
  assert.match(found?.b ?? '', /built at 10:00:01/);
});

test('a text that moved because its length changed is one difference, and what it passed is none', () => {
  const half = filler.length / 2;
  const a = encode(`${filler.slice(0, half)}built at x\n${filler.slice(half)}`);
  const b = encode(`${filler}built at some other place\n`);
  assert.deepEqual(textDifferences(a, b), [{ a: 'built at x\n', b: 'built at some other place\n' }]);
});

test('bytes that are no text are not shown', () => {
  const numbers = (seed: number): Uint8Array => Uint8Array.from({ length: 4096 }, (_, at) => (at * at * seed) & 0xff);
  assert.deepEqual(textDifferences(numbers(3), numbers(5)), []);
});

test('equal bytes have no text that differs, and any others give a bounded list', () => {
  const bytes = fc.uint8Array({ maxLength: 2000 });
  fc.assert(fc.property(bytes, (a) => assert.deepEqual(textDifferences(a, a), [])));
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const found = textDifferences(a, b);
      assert.ok(found.length <= 24);
      for (const each of found) assert.ok(each.a !== each.b && each.a.length <= 4096 && each.b.length <= 4096);
    }),
  );
});

test('texts that look like a time, a commit or a path are told by it', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['2026-11-24T10:00:00Z', '2026-11-24T10:00:01Z', 'a time'],
    ['20261124100000', '20261124100001', 'a time'],
    ['Tue Nov 24 10:00:00 UTC 2026', 'Tue Nov 24 10:00:07 UTC 2026', 'a time'],
    ['1795514400', '1795514401', 'a time'],
    ['unset', '2026-11-24', 'a time'],
    ['a'.repeat(40), 'b'.repeat(40), 'a commit'],
    ['/home/me/src/app', '/builds/42/app', 'a path'],
    ['host-one', 'host-two', undefined],
    ['v1.2.3', 'v1.2.4', undefined],
    ['built 2026-11-24 by me', 'built 2026-11-24 by you', undefined],
  ];
  for (const [a, b, kind] of cases) assert.equal(looksLike(a, b), kind, `${a} ${b}`);
});

test('the same words in another order are told from other words', () => {
  assert.ok(sameWords('a,b,c', 'c,a,b') && sameWords('{"x":1,"y":2}', '{"y":2,"x":1}'));
  assert.ok(!sameWords('a,b', 'a,b') && !sameWords('a,b', 'a,c') && !sameWords('ab', 'ba') && !sameWords('a a', 'a a'));
});
