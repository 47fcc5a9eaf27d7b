import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  entryBundlePath,
  parseEntryBundle,
  parseEntryBundlePath,
  serialiseEntryBundle,
} from '../../src/formats/merkle/entry-bundle.ts';

const refused = (error: unknown) => error instanceof FormatError && error.format === 'merkle';
const bytes = (...values: readonly number[]) => new Uint8Array(values);
const equal = (a: readonly Uint8Array[], b: readonly Uint8Array[]) =>
  assert.deepEqual(
    a.map((one) => [...one]),
    b.map((one) => [...one]),
  );

test('entries stand one after another, each after its length in two bytes', () => {
  assert.deepEqual([...serialiseEntryBundle([bytes(0x7b, 0x7d), bytes()])], [0, 2, 0x7b, 0x7d, 0, 0]);
  assert.deepEqual([...serialiseEntryBundle([])], []);
  equal(parseEntryBundle(bytes(0, 2, 1, 2, 0, 0, 0, 1, 9)), [bytes(1, 2), bytes(), bytes(9)]);
  const long = new Uint8Array(65_535).fill(7);
  equal(parseEntryBundle(serialiseEntryBundle([long])), [long]);
});

test('any entries come back as they were, and any bytes that are read are what is written again', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 256 });
  fc.assert(fc.property(entries, (all) => equal(parseEntryBundle(serialiseEntryBundle(all)), all)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (text) => {
      try {
        assert.deepEqual([...serialiseEntryBundle(parseEntryBundle(text))], [...text]);
      } catch (error) {
        assert.ok(refused(error));
      }
    }),
  );
});

test('a bundle that is cut off, or holds too much, is refused', () => {
  const whole = serialiseEntryBundle([bytes(1, 2, 3), bytes(4)]);
  const good = new Set([0, 5, 8]);
  for (let length = 0; length <= whole.length; length++)
    if (good.has(length)) assert.doesNotThrow(() => parseEntryBundle(whole.subarray(0, length)));
    else assert.throws(() => parseEntryBundle(whole.subarray(0, length)), refused, String(length));
  assert.throws(() => serialiseEntryBundle([new Uint8Array(65_536)]), refused);
  assert.throws(() => serialiseEntryBundle(Array.from({ length: 257 }, () => bytes())), refused);
  assert.equal(parseEntryBundle(new Uint8Array(512)).length, 256);
  assert.throws(() => parseEntryBundle(new Uint8Array(514)), refused);
  assert.throws(() => parseEntryBundle(new Uint8Array(50_000_000)), refused);
});

test('one bundle has one path, both ways, and other paths are none', () => {
  for (const [bundle, path] of [
    [{ index: 0, width: 256 }, 'tile/entries/000'],
    [{ index: 0, width: 7 }, 'tile/entries/000.p/7'],
    [{ index: 1_234_067, width: 1 }, 'tile/entries/x001/x234/067.p/1'],
  ] as const) {
    assert.equal(entryBundlePath(bundle), path);
    assert.deepEqual(parseEntryBundlePath(path), bundle);
  }
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 }), fc.integer({ min: 1, max: 256 }), (index, width) =>
      assert.deepEqual(parseEntryBundlePath(entryBundlePath({ index, width })), { index, width }),
    ),
  );
  for (const other of ['tile/0/000', 'checkpoint', '', 'Tile/entries/000'])
    assert.equal(parseEntryBundlePath(other), undefined, other);
  for (const bad of [
    'tile/entries/',
    'tile/entries/0',
    'tile/entries/0000',
    'tile/entries/000.p/0',
    'tile/entries/000.p/256',
    'tile/entries/000.p/257',
    'tile/entries/000.p/07',
    'tile/entries/x000/001',
    'tile/entries/001/000',
    'tile/entries/x001/../000',
    'tile/entries/000/',
    'tile/entries/000\n',
    `tile/entries/${'x999/'.repeat(20)}999`,
  ])
    assert.throws(() => parseEntryBundlePath(bad), refused, bad);
});
