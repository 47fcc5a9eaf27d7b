import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dynamicNeeds } from '../../src/formats/elf/dynamic.ts';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { findSection, placeOf, sectionBytes } from '../../src/formats/elf/locate.ts';
import { goArchOf } from '../../src/formats/elf/machine.ts';
import { readNotes } from '../../src/formats/elf/notes.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { elfSample } from './elf-sample.ts';

const WIDTHS = [
  { is64: true, littleEndian: true, machine: 62, goarch: 'amd64' },
  { is64: true, littleEndian: true, machine: 183, goarch: 'arm64' },
  { is64: true, littleEndian: false, machine: 22, goarch: 's390x' },
  { is64: true, littleEndian: true, machine: 21, goarch: 'ppc64le' },
  { is64: true, littleEndian: false, machine: 21, goarch: 'ppc64' },
  { is64: true, littleEndian: true, machine: 243, goarch: 'riscv64' },
  { is64: false, littleEndian: true, machine: 3, goarch: '386' },
  { is64: false, littleEndian: true, machine: 40, goarch: 'arm' },
  { is64: false, littleEndian: false, machine: 8, goarch: 'mips' },
] as const;

test('files of each width and byte order are read, and their machine names its GOARCH', () => {
  for (const { goarch, ...sample } of WIDTHS) {
    const file = readElf(elfSample({ ...sample, interpreter: '/lib/ld.so', needed: ['libc.so.6', 'libm.so.6'] }));
    assert.equal(goArchOf(file), goarch);
    assert.deepEqual(dynamicNeeds(file), { interpreter: '/lib/ld.so', needed: ['libc.so.6', 'libm.so.6'] }, goarch);
  }
});

test('a machine at a width that Go does not have is no GOARCH', () => {
  assert.equal(goArchOf({ machine: 62, is64: false, littleEndian: true }), undefined);
  assert.equal(goArchOf({ machine: 999, is64: true, littleEndian: true }), undefined);
});

test('a static file needs nothing', () => {
  assert.deepEqual(dynamicNeeds(readElf(elfSample())), { needed: [] });
});

test('a section is found by name and by offset, and the tables around them have names', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const file = readElf(elfSample({ sections: { '.text': bytes } }));
  const section = findSection(file, '.text');
  assert.ok(section);
  assert.deepEqual(sectionBytes(file, section), bytes);
  assert.equal(placeOf(file, section.offset + 1), '.text');
  assert.equal(placeOf(file, 3), 'the ELF header');
  assert.equal(placeOf(file, 70), 'the program headers');
  assert.equal(placeOf(file, 2000), 'the padding between sections');
});

test('notes are read, and one that leaves its segment is refused', () => {
  const sample = elfSample({ note: { owner: 'Go', type: 4, bytes: new Uint8Array([97, 98]) } });
  const [note] = readNotes(readElf(sample));
  assert.equal(note?.owner, 'Go');
  assert.deepEqual([...(note?.bytes ?? [])], [97, 98]);
  const broken = sample.slice();
  new DataView(broken.buffer).setUint32(4096 + 4, 0x7fffffff, true);
  assert.throws(() => readNotes(readElf(broken)), FormatError);
});

test('a hostile interpreter name can not act on a terminal', () => {
  const file = readElf(elfSample({ interpreter: '/lib/\x1b[2Jld' }));
  assert.equal(dynamicNeeds(file).interpreter, '/lib/\\x1b[2Jld');
});

test('malformed headers are refused', () => {
  const sample = elfSample({ sections: { '.text': new Uint8Array(8) }, needed: ['a'] });
  const broken: readonly (readonly [string, (view: DataView) => void])[] = [
    ['magic', (view) => view.setUint8(0, 0)],
    ['class', (view) => view.setUint8(4, 3)],
    ['byte order', (view) => view.setUint8(5, 0)],
    ['version', (view) => view.setUint8(6, 2)],
    ['program header offset', (view) => view.setBigUint64(32, 1n << 60n, true)],
    ['section header offset', (view) => view.setBigUint64(40, 0xffffffffffffffffn, true)],
    ['program header size', (view) => view.setUint16(54, 57, true)],
    ['program header count', (view) => view.setUint16(56, 0xffff, true)],
    ['section header size', (view) => view.setUint16(58, 63, true)],
    ['section count', (view) => view.setUint16(60, 0xffff, true)],
    ['extended section count', (view) => view.setUint16(60, 0, true)],
    ['name section', (view) => view.setUint16(62, 0xffff, true)],
    ['name section that is none', (view) => view.setUint16(62, 77, true)],
    ['segment offset', (view) => view.setBigUint64(64 + 8, 1n << 40n, true)],
  ];
  for (const [what, change] of broken) {
    const copy = sample.slice();
    change(new DataView(copy.buffer));
    assert.throws(() => readElf(copy), FormatError, what);
  }
  for (let length = 0; length < 200; length += 7) {
    assert.throws(() => readElf(sample.slice(0, length)), FormatError, `cut at ${length}`);
  }
});

test('two interpreters are refused, since two readers could choose differently', () => {
  const sample = elfSample({ interpreter: '/a', note: { owner: 'Go', type: 4, bytes: new Uint8Array(4) } });
  // The second program header is the note; it becomes another interpreter.
  new DataView(sample.buffer).setUint32(64 + 56, 3, true);
  assert.throws(() => dynamicNeeds(readElf(sample)), FormatError);
});

test('any bytes are read or refused with a FormatError, never another error', () => {
  const sample = elfSample({ interpreter: '/lib/ld.so', needed: ['libc'], sections: { '.text': new Uint8Array(9) } });
  const interesting = fc.integer({ min: 0, max: sample.length - 1 }).map((at) => (at % 3 === 0 ? at % 400 : at));
  fc.assert(
    fc.property(fc.array(fc.tuple(interesting, fc.integer({ min: 0, max: 255 })), { maxLength: 12 }), (changes) => {
      const copy = sample.slice();
      for (const [at, value] of changes) copy[at] = value;
      try {
        const file = readElf(copy);
        dynamicNeeds(file);
        readNotes(file);
        placeOf(file, 4200);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 3000 },
  );
});
