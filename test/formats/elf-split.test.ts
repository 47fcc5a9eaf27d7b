import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { debugFileCrc, debugLinkBytes, readDebugLink } from '../../src/formats/elf/debug-link.ts';
import { type ElfFile, PT_LOAD, PT_NOTE, readElf } from '../../src/formats/elf/elf-file.ts';
import { elfWriter } from '../../src/formats/elf/elf-writer.ts';
import { debugPath, gnuBuildId } from '../../src/formats/elf/gnu-build-id.ts';
import { findSection, sectionBytes } from '../../src/formats/elf/locate.ts';
import { readSectionTable, sectionHeaderSize, writeSectionTable } from '../../src/formats/elf/section-table.ts';
import { splitDebug } from '../../src/formats/elf/split-debug.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { elfSample } from './elf-sample.ts';
import { buildIdNote, goLikeElf, goLikeSections, type SampleSection } from './go-like-elf.ts';

const WIDTHS = [
  { is64: true, littleEndian: true, machine: 62 },
  { is64: true, littleEndian: false, machine: 22 },
  { is64: false, littleEndian: true, machine: 40 },
  { is64: false, littleEndian: false, machine: 8 },
] as const;
const ID = 'ab'.repeat(20);

const contents = (file: ElfFile): ReadonlyMap<string, string> =>
  new Map(
    file.sections.flatMap((section) =>
      section.size === 0 ? [] : [[section.name, Buffer.from(sectionBytes(file, section)).toString('hex')] as const],
    ),
  );
const refused = (bytes: Uint8Array, why: RegExp): void =>
  assert.throws(
    () => splitDebug(bytes),
    (error) => error instanceof FormatError && why.test(error.message),
  );
/** The sections of a Go-like program with one of them changed, or left out. */
const sectionsWith = (name: string, change: Partial<SampleSection> | undefined): readonly SampleSection[] =>
  goLikeSections(true).flatMap((section) =>
    section.name !== name ? [section] : change === undefined ? [] : [{ ...section, ...change }],
  );

test('every section of a program is found again in the program that ships or in the debug file, for each width and byte order', () => {
  for (const width of WIDTHS) {
    const whole = goLikeElf({ ...width, sections: goLikeSections(width.littleEndian) });
    const { shipped, debug, buildId, name } = splitDebug(whole);
    assert.equal(buildId, ID);
    assert.equal(name, `${ID}.debug`);
    const [before, program, apart] = [whole, shipped, debug].map(readElf) as [ElfFile, ElfFile, ElfFile];
    assert.deepEqual(
      program.sections.map((section) => section.name),
      ['', '.note.gnu.build-id', '.text', '.gopclntab', '.go.buildinfo', '.bss', '.gnu_debuglink', '.shstrtab'],
    );
    const [all, ran, kept] = [contents(before), contents(program), contents(apart)];
    for (const loaded of ['.note.gnu.build-id', '.text', '.gopclntab', '.go.buildinfo'])
      assert.equal(ran.get(loaded), all.get(loaded), loaded);
    assert.deepEqual(
      [...kept].filter(([section]) => section !== '.shstrtab'),
      [...all].filter(([section]) => /^\.(?:debug|symtab|strtab|note)/.test(section)),
    );
    assert.equal(gnuBuildId(apart), ID);
    assert.equal(gnuBuildId(program), ID);
  }
});

test('what is loaded stays byte for byte where it was, but for the headers', () => {
  for (const width of WIDTHS) {
    const whole = goLikeElf({ ...width, sections: goLikeSections(width.littleEndian) });
    const { shipped } = splitDebug(whole);
    const [before, after] = [readElf(whole), readElf(shipped)];
    assert.deepEqual(after.segments, before.segments);
    const load = before.segments.find(({ type }) => type === PT_LOAD);
    assert.ok(load !== undefined);
    const { offset, size } = before.sectionHeaders;
    assert.ok(shipped.subarray(offset, offset + size).every((byte) => byte === 0));
    assert.deepEqual(shipped.subarray(offset + size, load.fileSize), whole.subarray(offset + size, load.fileSize));
    const afterHeader = width.is64 ? 64 : 52;
    assert.deepEqual(shipped.subarray(afterHeader, offset), whole.subarray(afterHeader, offset));
  }
});

test('the debug file keeps the number, address and size of each section, and has no bytes of what is loaded', () => {
  for (const width of WIDTHS) {
    const whole = goLikeElf({ ...width, sections: goLikeSections(width.littleEndian) });
    const apart = readElf(splitDebug(whole).debug);
    const headers = (file: ElfFile) => readSectionTable(file).map(({ offset: _, type: __, ...rest }) => rest);
    assert.deepEqual(headers(apart), headers(readElf(whole)));
    assert.equal(findSection(apart, '.text')?.size, 0);
    const note = apart.segments.find(({ type }) => type === PT_NOTE);
    assert.deepEqual(note?.offset, findSection(apart, '.note.gnu.build-id')?.offset);
    for (const { type, fileSize, memorySize } of apart.segments.filter(({ type }) => type === PT_LOAD))
      assert.ok(fileSize < 1024 && memorySize > 4096n, `${type}`);
  }
});

test('the link in the program is the name and CRC-32 of the debug file', () => {
  for (const width of WIDTHS) {
    const { shipped, debug, name } = splitDebug(goLikeElf({ ...width, sections: goLikeSections(width.littleEndian) }));
    assert.deepEqual(readDebugLink(readElf(shipped)), { name, crc: crc32(debug) });
    assert.equal(debugFileCrc(debug), crc32(debug));
  }
});

test('a split depends on the bytes of the program alone', () => {
  const whole = goLikeElf({ sections: goLikeSections(true) });
  const elsewhere = new Uint8Array(whole.length + 7).subarray(7);
  elsewhere.set(whole);
  assert.deepEqual(splitDebug(elsewhere), splitDebug(whole));
});

test('debug information is split off whatever it is compressed by, and what is loaded is none whatever its name', () => {
  const zipped = goLikeSections(true).map((section) => ({
    ...section,
    name: section.name.replace('.debug', '.zdebug'),
  }));
  const names = readElf(splitDebug(goLikeElf({ sections: zipped })).shipped).sections.map(({ name }) => name);
  assert.ok(!names.some((name) => /debug_/.test(name)), names.join(' '));
  const loaded = sectionsWith('.text', { name: '.debug_text' });
  assert.ok(findSection(readElf(splitDebug(goLikeElf({ sections: loaded })).shipped), '.debug_text') !== undefined);
});

test('a program that can not be split is refused by a sentence that says why', () => {
  refused(goLikeElf({ sections: sectionsWith('.debug_info', undefined) }), /no debug information/);
  refused(goLikeElf({ sections: sectionsWith('.note.gnu.build-id', undefined) }), /no GNU build ID/);
  refused(splitDebug(goLikeElf({ sections: goLikeSections(true) })).shipped, /split off before/);
  refused(elfSample({ sections: { '.debug_info': new Uint8Array(4) }, note: gnuNote(4) }), /lies among what is loaded/);
  refused(goLikeElf({ sections: sectionsWith('.gopclntab', { link: '.debug_info' }) }), /\.gopclntab needs section 7/);
  refused(goLikeElf({ sections: sectionsWith('.debug_info', { align: 8192 }) }), /aligned to 8192/);
  refused(goLikeElf({ sections: sectionsWith('.debug_info', { align: 12 }) }), /no power of two/);
});

test('a build ID is two to 64 bytes, and one only', () => {
  const id = (length: number) =>
    gnuBuildId(readElf(elfSample({ note: { owner: 'GNU', type: 3, bytes: new Uint8Array(length).fill(1) } })));
  assert.equal(id(2), '0101');
  for (const length of [0, 1, 65]) assert.throws(() => id(length), FormatError);
  assert.equal(gnuBuildId(readElf(elfSample())), undefined);
  const two = goLikeElf({
    sections: [
      { name: '.note.a', type: 7, loaded: true, bytes: buildIdNote(new Uint8Array(20), true), align: 4 },
      { name: '.note.b', type: 7, loaded: true, bytes: buildIdNote(new Uint8Array(20).fill(1), true), align: 4 },
    ],
  });
  assert.throws(() => gnuBuildId(readElf(two)), /two different/);
  assert.equal(debugPath('abcdef'), '.build-id/ab/cdef.debug');
});

test('a debug link is read as it was written, and one that could lead elsewhere is refused', () => {
  const linked = (bytes: Uint8Array) => readDebugLink(readElf(elfSample({ sections: { '.gnu_debuglink': bytes } })));
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,200}$/), fc.nat(0xffffffff), (name, crc) => {
      assert.deepEqual(linked(debugLinkBytes({ name, crc }, true)), { name, crc });
    }),
  );
  for (const name of ['', '.', '../app.debug', '/app.debug', '.hidden', 'a b', 'a\n', 'a'.repeat(256)]) {
    assert.throws(() => debugLinkBytes({ name, crc: 0 }, true), FormatError, name);
    const bytes = new Uint8Array(Math.ceil((name.length + 1) / 4) * 4 + 4);
    bytes.set(new TextEncoder().encode(name));
    assert.throws(() => linked(bytes), FormatError, name);
  }
  const good = debugLinkBytes({ name: 'a.debug', crc: 7 }, true);
  for (const bytes of [
    good.subarray(0, 11),
    new Uint8Array([...good, 0]),
    debugLinkBytes({ name: 'ab', crc: 1 }, true).fill(1, 3, 4),
  ])
    assert.throws(() => linked(bytes), FormatError);
  assert.equal(readDebugLink(readElf(elfSample())), undefined);
});

test('section headers are read as they were written', () => {
  const u32 = fc.nat(0xffffffff);
  const word = fc.bigInt(0n, 0xffffffffn);
  const header = fc.record(
    {
      nameAt: u32,
      type: fc.constant(8),
      flags: word,
      address: word,
      offset: u32,
      size: word,
      link: u32,
      info: u32,
      align: word,
      entrySize: word,
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(
      fc.array(header, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.boolean(),
      (headers, is64, little) => {
        const base = readElf(elfSample({ is64, littleEndian: little }));
        const bytes = new Uint8Array(headers.length * sectionHeaderSize(is64));
        writeSectionTable(elfWriter(bytes, is64, little), headers, 0);
        const { data } = readElf(elfSample({ is64, littleEndian: little, sections: { x: bytes } }));
        const offset = findSection(readElf(data.bytes), 'x')?.offset ?? 0;
        const sections = headers.map(() => ({ name: '', type: 8, offset: 0, size: 0, address: 0n, flags: 0 }));
        const file = { ...base, data, sections, sectionHeaders: { offset, size: bytes.length } };
        assert.deepEqual(readSectionTable(file), headers);
      },
    ),
  );
});

test('whatever bytes are changed, a split ends with two files of bounded size or a FormatError', () => {
  const whole = goLikeElf({ sections: goLikeSections(true) });
  const headers = fc.integer({ min: 0, max: 0x400 });
  const anywhere = fc.nat(whole.length - 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(headers, anywhere), fc.nat(255)), { maxLength: 12 }), (changes) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        const { shipped, debug } = splitDebug(bytes);
        // Each section once, and room for headers, names and alignment.
        for (const { length } of [shipped, debug]) assert.ok(length < 3 * whole.length + 64 * 1024, `${length} bytes`);
        readElf(shipped);
        readElf(debug);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 3000 },
  );
});

test('sections that all claim the whole file do not make a debug file of many times its size', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ name: `.debug_${index}`, bytes: new Uint8Array(1) }));
  const bytes = goLikeElf({ sections: [...goLikeSections(true), ...many] });
  const file = readElf(bytes);
  const headers = readSectionTable(file).map((header, index) =>
    file.sections[index]?.name.startsWith('.debug_') ? { ...header, offset: 0, size: BigInt(bytes.length) } : header,
  );
  writeSectionTable(elfWriter(bytes, true, true), headers, file.sectionHeaders.offset);
  refused(bytes, /overlap/);
});

function gnuNote(length: number) {
  return { owner: 'GNU', type: 3, bytes: new Uint8Array(length) };
}
