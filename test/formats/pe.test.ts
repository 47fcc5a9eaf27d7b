import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readExecutable } from '../../src/formats/executable/executable.ts';
import { programSymbols } from '../../src/formats/executable/symbols.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { isPe, readPe } from '../../src/formats/pe/pe-file.ts';

const HEADER = 128;
const OPTIONAL = HEADER + 24;
const TABLE = OPTIONAL + 112;
const STRINGS = 600;

/** A PE file with a code section and one whose long name stands in the string table, as the PE/COFF specification has them. */
function sample(kind = 0x20b, machine = 0x8664): Uint8Array {
  const out = new Uint8Array(1024);
  const view = new DataView(out.buffer);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, true);
  const text = (at: number, value: string): void => out.set(new TextEncoder().encode(value), at);
  text(0, 'MZ');
  u32(60, HEADER);
  text(HEADER, 'PE\0\0');
  view.setUint16(HEADER + 4, machine, true);
  view.setUint16(HEADER + 6, 2, true);
  u32(HEADER + 12, STRINGS - 54);
  u32(HEADER + 16, 3);
  view.setUint16(HEADER + 20, 112, true);
  view.setUint16(OPTIONAL, kind, true);
  if (kind === 0x20b) view.setBigUint64(OPTIONAL + 24, 0x140000000n, true);
  else u32(OPTIONAL + 28, 0x400000);
  ['.text', '/4'].forEach((name, index) => {
    const at = TABLE + index * 40;
    text(at, name);
    u32(at + 8, 20);
    u32(at + 12, 0x1000 * (index + 1));
    u32(at + 16, 32);
    u32(at + 20, 512 + 32 * index);
    u32(at + 36, index === 0 ? 0x60000020 : 0xc0000040);
  });
  // A symbol with a short name and a record more, and one whose name stands in the string table.
  text(STRINGS - 54, 'main.f');
  u32(STRINGS - 54 + 8, 4);
  view.setUint16(STRINGS - 54 + 12, 1, true);
  out[STRINGS - 54 + 17] = 1;
  u32(STRINGS - 18 + 4, 17);
  view.setUint16(STRINGS - 18 + 12, 1, true);
  text(STRINGS + 4, '.zdebug_info\0main.main.func1\0');
  return out;
}

test('headers of both kinds are read: machine, sections with long names, symbols', () => {
  for (const [kind, machine, name, goarch, base] of [
    [0x20b, 0x8664, 'IMAGE_FILE_MACHINE_AMD64', 'amd64', 0x140000000],
    [0x20b, 0xaa64, 'IMAGE_FILE_MACHINE_ARM64', 'arm64', 0x140000000],
    [0x10b, 0x14c, 'IMAGE_FILE_MACHINE_I386', '386', 0x400000],
  ] as const) {
    const file = readExecutable(sample(kind, machine));
    assert.deepEqual([file.format, file.machine, file.goarch, file.is64], ['pe', name, goarch, kind === 0x20b]);
    assert.deepEqual(
      file.sections.map(({ name: own, offset, size, address, code, writable, compressed }) => [
        own,
        offset,
        size,
        address,
        code,
        writable,
        compressed,
      ]),
      [
        ['.text', 512, 20, base + 0x1000, true, false, false],
        ['.zdebug_info', 544, 20, base + 0x2000, false, true, true],
      ],
    );
    assert.ok(file.hasSymbols);
  }
  assert.equal(readPe(sample(0x20b, 7)).machine, 'machine 7');
});

test('symbols are read with short and long names, and records that follow them are passed over', () => {
  assert.deepEqual(programSymbols(readExecutable(sample())), [
    { name: 'main.main.func1', address: 0x140001000, size: 4, section: 0 },
    { name: 'main.f', address: 0x140001004, size: 16, section: 0 },
  ]);
});

test('what is no PE file, or leaves its own bounds, is refused', () => {
  assert.ok(!isPe(new Uint8Array(64)) && !isPe(new Uint8Array([0x4d, 0x5a])));
  assert.throws(() => readPe(new Uint8Array(64)), FormatError);
  const broken: readonly (readonly [string, (view: DataView) => void])[] = [
    ['header offset', (view) => view.setUint32(60, 0xffffffff, true)],
    ['signature', (view) => view.setUint32(HEADER, 0, true)],
    ['optional header', (view) => view.setUint16(OPTIONAL, 1, true)],
    ['number of sections', (view) => view.setUint16(HEADER + 6, 0xffff, true)],
    ['section offset', (view) => view.setUint32(TABLE + 20, 1020, true)],
    ['string table', (view) => view.setUint32(HEADER + 12, 0x7fffffff, true)],
  ];
  for (const [what, change] of broken) {
    const copy = sample();
    change(new DataView(copy.buffer));
    assert.throws(() => readPe(copy), FormatError, what);
  }
  const endless = sample().fill(0x61, STRINGS);
  assert.throws(() => readPe(endless), /does not end/);
  for (let length = 64; length < 340; length += 7)
    assert.throws(() => readPe(sample().slice(0, length)), FormatError, `cut at ${length}`);
});

test('any bytes are read or refused with a FormatError, never another error', () => {
  const whole = sample();
  const change = fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: STRINGS - 54, max: STRINGS + 40 })),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const copy = whole.slice();
      for (const [at, value] of changes) copy[at] = value;
      try {
        programSymbols(readExecutable(copy));
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});
