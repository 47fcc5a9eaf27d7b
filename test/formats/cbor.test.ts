import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode, Tagged } from 'cborg';
import fc from 'fast-check';
import { parseCbor } from '../../src/formats/cbor/reader.ts';
import { type CborValue, isCborArray, isCborBytes, isCborMap, isCborTag } from '../../src/formats/cbor/value.ts';
import { serialiseCbor } from '../../src/formats/cbor/writer.ts';
import { FormatError } from '../../src/formats/format-error.ts';

const LIMITS = { maxBytes: 64 * 1024, maxDepth: 8, maxItems: 512 };
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const refused = (call: () => unknown, message: RegExp) =>
  assert.throws(call, (error) => error instanceof FormatError && message.test(error.message));

// RFC 8949 appendix A, what of it is read.
for (const [bytes, value] of [
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['c11a514b67b0', { tag: 1, value: 1_363_896_240 }],
  ['40', new Uint8Array()],
  ['4401020304', new Uint8Array([1, 2, 3, 4])],
  ['60', ''],
  ['6449455446', 'IETF'],
  ['62c3bc', 'ü'],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['a0', new Map()],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    'a26161016162820203',
    new Map<string, CborValue>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
  ],
] as const) {
  test(`${bytes} is read, and written the same`, () => {
    assert.deepEqual(parseCbor(hex(bytes), LIMITS), value);
    assert.deepEqual(serialiseCbor(value), hex(bytes));
  });
}

for (const [what, bytes, message] of [
  ['nothing', '', /ends too early/],
  ['a length that is cut off', '58', /ends too early/],
  ['bytes that are cut off', '4401', /ends too early/],
  ['bytes after the value', '0000', /after the value/],
  ['a list that is cut off', '8201', /ends too early/],
  ['a list that claims 2^32 values', '9affffffff', /ends too early/],
  ['a byte string that claims 2^52 bytes', '5b0010000000000000', /ends too early/],
  ['a long form of 0', '1800', /shortest form/],
  ['a long form of 255', '1900ff', /shortest form/],
  ['a long form of 65535', '1a0000ffff', /shortest form/],
  ['a long form of 2^32 - 1', '1b00000000ffffffff', /shortest form/],
  ['a long form of a length', '580101', /shortest form/],
  ['a long form of a tag', 'd80100', /shortest form/],
  ['a number beyond 2^53', '1b0020000000000000', /beyond 2\^53/],
  ['a number beyond 2^53 below zero', '3b001fffffffffffff', /beyond 2\^53/],
  ['an indefinite byte string', '5f41004100ff', /indefinite/],
  ['an indefinite text', '7f6161ff', /indefinite/],
  ['an indefinite list', '9fff', /indefinite/],
  ['an indefinite map', 'bfff', /indefinite/],
  ['a break', 'ff', /not read/],
  ['a reserved length', '1c', /reserved/],
  ['undefined', 'f7', /not read/],
  ['an unknown simple value', 'f820', /not read/],
  ['half a float', 'f93c00', /not read/],
  ['a float', 'fb3ff0000000000000', /not read/],
  ['a label twice', 'a201010102', /twice/],
  ['a text label twice', 'a2616101616102', /twice/],
  ['a byte string as a label', 'a1410001', /neither a whole number nor text/],
  ['a list as a label', 'a18001', /neither a whole number nor text/],
  ['a text that is not UTF-8', '61ff', /UTF-8/],
  ['half a surrogate', '63eda080', /UTF-8/],
] as const) {
  test(`CBOR with ${what} is refused`, () => refused(() => parseCbor(hex(bytes), LIMITS), message));
}

test('CBOR is bounded in size, depth and count before it costs anything', () => {
  refused(() => parseCbor(new Uint8Array(64 * 1024 + 1), LIMITS), /more than the 65536 allowed/);
  for (const opening of [0x81, 0xc1, 0xd2])
    refused(() => parseCbor(new Uint8Array(60_000).fill(opening), LIMITS), /nested deeper than 8/);
  refused(() => parseCbor(serialiseCbor(Array(600).fill(0)), LIMITS), /more than 512 items/);
});

test('what can not be written is refused', () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 53 - 1, -(2 ** 53)])
    refused(() => serialiseCbor(value), /not whole or not safe/);
  refused(() => serialiseCbor('\ud800'), /surrogate/);
});

test('a byte string is a view of what it was read from', () => {
  const bytes = hex('824101420203');
  const [first] = parseCbor(bytes, LIMITS) as readonly Uint8Array[];
  assert.equal(first?.buffer, bytes.buffer);
});

const label = fc.oneof(fc.integer({ min: -70_000, max: 70_000 }), fc.string({ unit: 'grapheme' }));
const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.maxSafeInteger().filter((one) => Math.abs(one) < 2 ** 53 - 2),
    fc.integer({ min: -300, max: 70_000 }),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array({ maxLength: 300 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(label, tie('value')), { maxLength: 5 }).map((entries) => new Map(entries)),
    fc.record({ tag: fc.nat(70_000), value: tie('value') }),
  ),
}));
const WIDE = { maxBytes: 2 ** 20, maxDepth: 64, maxItems: 100_000 };

test('values round-trip, and each has one encoding', () => {
  fc.assert(
    fc.property(value, (one) => {
      const bytes = serialiseCbor(one);
      const read = parseCbor(bytes, WIDE);
      assert.deepEqual(serialiseCbor(read), bytes);
      assert.ok(sameValue(one, read));
    }),
  );
});

/** As another library has it. */
function foreign(one: CborValue): unknown {
  if (isCborTag(one)) return new Tagged(one.tag, foreign(one.value));
  if (isCborMap(one)) return new Map([...one].map(([key, member]) => [key, foreign(member)]));
  return isCborArray(one) ? one.map(foreign) : one;
}

function sameValue(a: CborValue | undefined, b: CborValue | undefined): boolean {
  if (isCborBytes(a) && isCborBytes(b)) return Buffer.compare(a, b) === 0;
  if (isCborArray(a) && isCborArray(b)) return a.length === b.length && a.every((each, i) => sameValue(each, b[i]));
  if (isCborMap(a) && isCborMap(b))
    return a.size === b.size && [...a].every(([key, each]) => b.has(key) && sameValue(each, b.get(key)));
  if (isCborTag(a) && isCborTag(b)) return a.tag === b.tag && sameValue(a.value, b.value);
  return a === b;
}

/** The tags inside, each of which the other library wants to be told of. */
function tagsOf(one: CborValue): readonly number[] {
  if (isCborTag(one)) return [one.tag, ...tagsOf(one.value)];
  if (isCborMap(one)) return [...one.values()].flatMap(tagsOf);
  return isCborArray(one) ? one.flatMap(tagsOf) : [];
}

function readByOther(bytes: Uint8Array, tags: readonly number[]): CborValue {
  const strict = { strict: true, useMaps: true, rejectDuplicateMapKeys: true, allowIndefinite: false };
  return decode(bytes, { ...strict, tags: Tagged.preserve(...tags) }) as CborValue;
}

test('another library reads what is written, and what it writes is read', () => {
  fc.assert(
    fc.property(value, (one) => {
      assert.ok(sameValue(parseCbor(encode(foreign(one)), WIDE), one));
      assert.ok(sameValue(readByOther(serialiseCbor(one), tagsOf(one)), one));
    }),
  );
});

test('bytes that are read are read by the other library too, as the same', () => {
  const bent = value.chain((one) => {
    const bytes = serialiseCbor(one);
    return fc
      .tuple(fc.nat(bytes.length - 1), fc.nat(255))
      .map(([at, octet]) => Uint8Array.from(bytes, (old, index) => (index === at ? octet : old)));
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), bent), (bytes) => {
      let read: CborValue;
      try {
        read = parseCbor(bytes, WIDE);
      } catch (error) {
        assert.ok(error instanceof FormatError);
        return;
      }
      assert.ok(sameValue(readByOther(bytes, tagsOf(read)), read));
    }),
    { numRuns: 1000 },
  );
});
