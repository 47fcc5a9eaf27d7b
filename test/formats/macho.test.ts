import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readExecutable } from '../../src/formats/executable/executable.ts';
import { programSymbols } from '../../src/formats/executable/symbols.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { isMachO, readMachO } from '../../src/formats/macho/macho-file.ts';

/** A Mach-O file with one segment of two sections and a symbol table, as `mach-o/loader.h` lays them out. */
function sample(is64 = true, cpu = 0x0100000c): Uint8Array {
  const out = new Uint8Array(1024);
  const view = new DataView(out.buffer);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, true);
  const word = (at: number, value: number): void =>
    is64 ? view.setBigUint64(at, BigInt(value), true) : u32(at, value);
  const text = (at: number, value: string): void => out.set(new TextEncoder().encode(value), at);
  const [start, header, width] = is64 ? [32, 72, 80] : [28, 56, 68];
  u32(0, is64 ? 0xfeedfacf : 0xfeedface);
  u32(4, cpu);
  u32(16, 2);
  u32(start, is64 ? 0x19 : 0x1);
  u32(start + 4, header + 2 * width);
  text(start + 8, '__TEXT');
  u32(start + (is64 ? 60 : 44), 5);
  u32(start + (is64 ? 64 : 48), 2);
  ['__text', '__bss'].forEach((name, index) => {
    const at = start + header + index * width;
    text(at, name);
    text(at + 16, index === 0 ? '__TEXT' : '__DATA');
    word(at + 32, 0x1000 + index * 0x1000);
    word(at + (is64 ? 40 : 36), index === 0 ? 16 : 0x100000);
    u32(at + (is64 ? 48 : 40), 512);
    u32(at + (is64 ? 64 : 56), index === 0 ? 0x80000400 : 0x1);
  });
  const symtab = start + header + 2 * width;
  u32(symtab, 0x2);
  u32(symtab + 4, 24);
  u32(symtab + 8, 600);
  u32(symtab + 12, 3);
  u32(symtab + 16, 700);
  u32(symtab + 20, 40);
  // Two symbols of the code, and one that another library gives.
  const symbols = [
    [1, 0x0f, 1, 0x1000],
    [12, 0x0f, 1, 0x1004],
    [1, 0x01, 0, 0],
  ] as const;
  for (const [index, [name, type, section, value]] of symbols.entries()) {
    const at = 600 + index * (is64 ? 16 : 12);
    u32(at, name);
    out[at + 4] = type;
    out[at + 5] = section;
    word(at + 8, value);
  }
  text(700, '\0_main.main\0_main.f\0');
  return out;
}

test('headers of both widths are read: machine, sections, symbols', () => {
  for (const [is64, cpu, machine, goarch] of [
    [true, 0x0100000c, 'CPU_TYPE_ARM64', 'arm64'],
    [true, 0x01000007, 'CPU_TYPE_X86_64', 'amd64'],
    [false, 0x7, 'CPU_TYPE_X86', '386'],
  ] as const) {
    const file = readExecutable(sample(is64, cpu));
    assert.deepEqual([file.format, file.machine, file.goarch, file.is64], ['mach-o', machine, goarch, is64]);
    assert.deepEqual(
      file.sections.map(({ name, offset, size, address, code, writable }) => [
        name,
        offset,
        size,
        address,
        code,
        writable,
      ]),
      [
        ['__TEXT,__text', 512, 16, 0x1000, true, false],
        ['__DATA,__bss', 512, 0, 0x2000, false, false],
      ],
    );
    assert.ok(file.hasSymbols);
  }
  assert.equal(readMachO(sample(true, 99)).machine, 'CPU type 99');
});

test('symbols are read with the sizes that the next ones leave them', () => {
  for (const is64 of [true, false])
    assert.deepEqual(programSymbols(readExecutable(sample(is64, is64 ? 0x0100000c : 7))), [
      { name: 'main.main', address: 0x1000, size: 4, section: 0 },
      { name: 'main.f', address: 0x1004, size: 12, section: 0 },
    ]);
});

test('what is no Mach-O file, or leaves its own bounds, is refused', () => {
  assert.ok(!isMachO(new Uint8Array(3)) && !isMachO(new Uint8Array(64)));
  assert.throws(() => readMachO(new Uint8Array(64)), FormatError);
  const broken: readonly (readonly [string, (view: DataView) => void])[] = [
    ['number of commands', (view) => view.setUint32(16, 5000, true)],
    ['commands past the end', (view) => view.setUint32(16, 400, true)],
    ['command size 0', (view) => view.setUint32(36, 0, true)],
    ['command size past the end', (view) => view.setUint32(36, 5000, true)],
    ['number of sections', (view) => view.setUint32(96, 3, true)],
    ['many sections', (view) => view.setUint32(96, 100_000, true)],
    ['section offset', (view) => view.setUint32(32 + 72 + 48, 1020, true)],
    ['section size', (view) => view.setBigUint64(32 + 72 + 40, 1n << 60n, true)],
  ];
  for (const [what, change] of broken) {
    const copy = sample();
    change(new DataView(copy.buffer));
    assert.throws(() => readMachO(copy), FormatError, what);
  }
  for (let length = 4; length < 300; length += 7)
    assert.throws(() => readMachO(sample().slice(0, length)), FormatError, `cut at ${length}`);
});

test('any bytes are read or refused with a FormatError, never another error', () => {
  const whole = sample();
  const change = fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 600, max: 740 })),
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
