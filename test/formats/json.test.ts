import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJson, canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import { DEFAULT_JSON_LIMITS, type JsonRule, parseJson } from '../../src/formats/json/parse.ts';
import { sameJson } from '../../src/formats/json/same.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { cpuTime } from '../support/cpu-time.ts';

const parse = (text: string, limits = DEFAULT_JSON_LIMITS) => parseJson(encodeUtf8(text), limits);
const plain = (value: JsonValue) => JSON.parse(JSON.stringify(value));

const refused = (action: () => unknown, rule: JsonRule, at?: string) =>
  assert.throws(action, (error) => {
    assert.ok(error instanceof FormatError, String(error));
    assert.equal(error.rule, rule, error.message);
    if (at !== undefined) assert.equal(error.at, at);
    return true;
  });

/** Values that the strict parser takes: no NUL, no lone surrogate, no number that a text changes. */
const json = fc.letrec((tie) => ({
  text: fc.string({ unit: 'binary' }).filter((s) => !s.includes('\0')),
  number: fc.oneof(
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => {
      if (Object.is(n, -0)) return false;
      return !Number.isInteger(n) || Number.isSafeInteger(n) || Math.abs(n) >= 1e21;
    }),
  ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    tie('number'),
    tie('text'),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(tie('text') as fc.Arbitrary<string>, tie('value'), { maxKeys: 6 }),
  ),
})).value as fc.Arbitrary<JsonValue>;

test('canonical JSON is read back as the same value, and written again as the same bytes', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      const again = parse(text);
      assert.deepEqual(plain(again), plain(value));
      assert.equal(canonicalJson(again), text);
    }),
    { numRuns: 500 },
  );
});

test('whatever the strict parser takes, JSON.parse reads alike', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.json().map((t) => `${t} `),
      ),
      (text) => {
        let strict: JsonValue;
        try {
          strict = parse(text);
        } catch (error) {
          assert.ok(error instanceof FormatError);
          return;
        }
        assert.deepEqual(plain(strict), JSON.parse(text));
      },
    ),
    { numRuns: 500 },
  );
});

test('any bytes give a value or a FormatError, never another error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        parseJson(bytes);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('each rule refuses with its own name', () => {
  const table: readonly (readonly [string, JsonRule, string?])[] = [
    ['', 'empty'],
    ['\ufeff{}', 'byte-order-mark'],
    ['{} {}', 'trailing-text', '@3'],
    ['{"a":1,"a":2}', 'duplicate-name', ''],
    ['{"x":{"a":1,"\\u0061":2}}', 'duplicate-name', '/x'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate-name'],
    ['["\\ud800"]', 'surrogate', '/0'],
    ['["\\udc00\\ud800"]', 'surrogate'],
    ['["\\u0000"]', 'nul'],
    ['1e400', 'number-range'],
    ['-1e400', 'number-range'],
    ['1e-400', 'number-range'],
    ['9007199254740992', 'number-precision'],
    ['-9007199254740993', 'number-precision'],
    ['9007199254740993.0', 'number-precision'],
    ['90071992547409930e-1', 'number-precision'],
    ['9223372036854775807', 'number-precision'],
    ['18446744073709551616', 'number-int64'],
    ['-9223372036854775809.0', 'number-int64'],
    ['-0', 'negative-zero'],
    ['-0.0', 'negative-zero'],
    ['-0e5', 'negative-zero'],
  ];
  for (const [text, rule, at] of table) refused(() => parse(text), rule, at);
  refused(() => parseJson(new Uint8Array([0x22, 0xff, 0x22])), 'utf8');
  refused(() => parseJson(new Uint8Array([0x22, 0xc0, 0x80, 0x22])), 'utf8');
  refused(() => parseJson(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])), 'utf8');
});

test('malformed JSON is refused as syntax', () => {
  const malformed = [
    '{',
    '[',
    '"',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    '[1,]',
    '[,1]',
    '{,}',
    '{a:1}',
    "{'a':1}",
    '+1',
    '.5',
    '--1',
    'NaN',
    'Infinity',
    'nul',
    'True',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"\t"',
    '"\n"',
    '//x',
    '/**/1',
    '[1 2]',
    '[01]',
    '[1.]',
    '[1e]',
    '{"a" 1}',
    '\u00a01',
    '\v1',
    ']',
    '}',
    ',',
    ':',
  ];
  for (const text of malformed) refused(() => parse(text), 'syntax');
  for (const text of ['01', '1.', '1e', '1e+', 'nullx', '1x', 'true false', '"a"b', '[]]', '1 2'])
    refused(() => parse(text), 'trailing-text');
});

test('limits of size, depth and count are met before the work is done', () => {
  refused(() => parse('[1]', { maxBytes: 2, maxDepth: 9, maxValues: 9 }), 'size');
  assert.deepEqual(parse('[1]', { maxBytes: 3, maxDepth: 1, maxValues: 2 }), [1]);
  refused(() => parse('[1]', { maxBytes: 3, maxDepth: 0, maxValues: 9 }), 'depth');
  refused(() => parse('[1]', { maxBytes: 3, maxDepth: 1, maxValues: 1 }), 'values');
  refused(() => parse('['.repeat(100_000)), 'depth');
  refused(() => parse('{"a":'.repeat(100_000)), 'depth');
  const spent = cpuTime();
  refused(() => parse(`[${'0,'.repeat(2_000_000)}0]`), 'values');
  refused(() => parse(`["${'\\u0061'.repeat(600_000)}`), 'syntax');
  assert.ok(spent() < 2000);
});

test('objects have no prototype, so that __proto__ and constructor are names like others', () => {
  const value = parse('{"__proto__":{"polluted":true},"constructor":1}') as Record<string, JsonValue>;
  assert.equal(Object.getPrototypeOf(value), null);
  assert.deepEqual(Object.keys(value), ['__proto__', 'constructor']);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  assert.equal(canonicalJson(value), '{"__proto__":{"polluted":true},"constructor":1}');
});

test('the vectors of RFC 8785 come out byte for byte', () => {
  // RFC 8785 section 3.2.2 and 3.2.3.
  const input = `{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
    "literals": [null, true, false]
  }`;
  assert.equal(
    canonicalJson(parse(input)),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  // Section 3.2.3: names are sorted by UTF-16 code units.
  const sorted = parse(
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
  );
  assert.deepEqual(
    [...canonicalJson(sorted).matchAll(/:"([^"]+)"/g)].map((match) => match[1]),
    [
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ],
  );
  // Appendix B: IEEE 754 bits and their text.
  const numbers: readonly (readonly [string, string])[] = [
    ['0000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ];
  for (const [bits, text] of numbers) {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    assert.equal(canonicalJson(view.getFloat64(0)), text);
  }
});

test('what has no canonical form is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }])
    assert.throws(() => canonicalJson(value), FormatError);
  assert.equal(canonicalJson({ a: undefined, b: [null] }), '{"b":[null]}');
  assert.deepEqual(canonicalJsonBytes('é'), encodeUtf8('"é"'));
});

test('two values are the same when their canonical JSON is, whatever the order of members', () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, turned(member)]);
    // As literals write what is left out.
    return Object.fromEntries([['left out', undefined] as [string, unknown], ...members.reverse()]);
  };
  fc.assert(
    fc.property(json, json, (one, other) => {
      assert.equal(sameJson(one, other), canonicalJson(one) === canonicalJson(other));
      const again = turned(one);
      assert.ok(sameJson(one, again) && sameJson(again, one));
      for (const changed of [{ one, more: other }, [one, other], [one]])
        assert.ok(!sameJson(one, changed) && !sameJson(changed, one));
    }),
    { numRuns: 500 },
  );
});

test('members that only one has, inherited ones and kinds that JSON lacks make no two values the same', () => {
  const differ: readonly (readonly [unknown, unknown])[] = [
    [{ a: 1 }, { b: 1 }],
    [
      { a: 1, b: undefined },
      { a: 1, b: null },
    ],
    [{ a: undefined }, { a: null }],
    [{}, []],
    [{ 0: 1, length: 1 }, [1]],
    [{ toString: Object.prototype.toString }, {}],
    [new Map([['a', 1]]), new Map([['a', 1]])],
    [new Date(1), new Date(1)],
    [new Uint8Array([1]), new Uint8Array([1])],
    ['1', 1],
  ];
  for (const [one, other] of differ) assert.ok(!sameJson(one, other) && !sameJson(other, one));
  let deep: unknown = 1;
  for (let i = 0; i < 200; i++) deep = { deep, beside: 2 };
  assert.ok(sameJson(deep, structuredClone(deep)));
});
