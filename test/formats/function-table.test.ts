import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { readSymbols } from '../../src/formats/elf/symbols.ts';
import { readExecutable } from '../../src/formats/executable/executable.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { findEmbeddedFiles } from '../../src/formats/gobuild/embedded-files.ts';
import { readFunctionTable } from '../../src/formats/gobuild/function-table.ts';
import { programBuildId, programBuildInfo } from '../../src/formats/gobuild/program-build-info.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { goProgramSample } from './go-program-sample.ts';

const FUNCTIONS = [
  { name: 'runtime.main', file: 'runtime/proc.go', line: 147, size: 64 },
  { name: 'main.(*T).Method', file: 'example.com/app/main.go', line: 7, size: 32 },
  { name: 'main.main', file: 'example.com/app/main.go', line: 12, size: 48 },
];
const WIDTHS = [
  { is64: true, littleEndian: true, machine: 62 },
  { is64: true, littleEndian: false, machine: 22 },
  { is64: false, littleEndian: true, machine: 40 },
  { is64: false, littleEndian: false, machine: 8 },
];

test('functions are read with their files and lines, at each width and byte order', () => {
  for (const width of WIDTHS) {
    const table = readFunctionTable(readExecutable(goProgramSample({ ...width, functions: FUNCTIONS })));
    assert.deepEqual(
      table?.functions.map(({ name, start, size, startLine, file }) => [
        name,
        start,
        size,
        startLine,
        table.files[file],
      ]),
      [
        ['runtime.main', 0, 64, 147, 'runtime/proc.go'],
        ['main.(*T).Method', 64, 32, 7, 'example.com/app/main.go'],
        ['main.main', 96, 48, 12, 'example.com/app/main.go'],
      ],
      JSON.stringify(width),
    );
    const [, , main] = table?.functions ?? [];
    assert.deepEqual(main === undefined ? [] : table?.sources(main), ['example.com/app/main.go']);
  }
});

test('tables of Go 1.18 have no lines of declarations, and those of other versions are not read', () => {
  const old = readFunctionTable(readExecutable(goProgramSample({ magic: 0xfffffff0, functions: FUNCTIONS })));
  assert.deepEqual(
    old?.functions.map(({ startLine }) => startLine),
    [0, 0, 0],
  );
  assert.equal(readFunctionTable(readExecutable(goProgramSample({ magic: 0xfffffffa }))), undefined);
});

test('code that only moved within its file has the same lines', () => {
  const at = (line: number): string => {
    const table = readFunctionTable(readExecutable(goProgramSample({ functions: [{ name: 'main.f', line }] })));
    return String(table?.functions[0]?.lines);
  };
  assert.equal(at(10), at(400));
});

test('files of an embed.FS are found by name, without symbols', () => {
  const embedded = { 'static/a.txt': 'hello', 'static/empty': '', 'static/\u00e9.json': '{}' };
  for (const width of WIDTHS) {
    const found = findEmbeddedFiles(readExecutable(goProgramSample({ ...width, embedded, stripped: true })));
    assert.deepEqual(
      Object.fromEntries(found.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])),
      embedded,
      JSON.stringify(width),
    );
  }
  assert.deepEqual(findEmbeddedFiles(readExecutable(goProgramSample({ embedded: {} }))), []);
});

test('symbols are read with their places, and none in a stripped file', () => {
  for (const width of WIDTHS) {
    const symbols = readSymbols(readElf(goProgramSample({ ...width, values: { 'main.date': 'today' } })));
    assert.deepEqual(
      symbols.map(({ name, size }) => [name, size]),
      [
        ['main.date.str', 6],
        ['main.date', width.is64 ? 16 : 8],
      ],
    );
  }
  assert.deepEqual(readSymbols(readElf(goProgramSample({ stripped: true }))), []);
});

test('many entries that share one long name are refused, not read again and again', () => {
  const program = readExecutable(goProgramSample({ functions: [{ name: `main.${'x'.repeat(70_000)}` }].slice(1) }));
  assert.deepEqual(readFunctionTable(program)?.functions, []);
  // A symbol table whose 200,000 entries all begin at the start of one name of 60,000 bytes.
  const bytes = sharedNames(200_000, 60_000);
  const spent = cpuTime();
  assert.throws(() => readSymbols(readElf(bytes)), /bytes of names/);
  assert.ok(spent() < 5000);
});

function sharedNames(count: number, length: number): Uint8Array {
  const names = 64;
  const table = names + length + 2;
  const headers = table + count * 24;
  const out = new Uint8Array(headers + 4 * 64);
  const view = new DataView(out.buffer);
  out.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  out.fill(0x61, names, names + length);
  out.set(new TextEncoder().encode('\0.symtab\0.strtab\0'), names + length - 40);
  view.setBigUint64(40, BigInt(headers), true);
  view.setUint16(58, 64, true);
  view.setUint16(60, 3, true);
  view.setUint16(62, 2, true);
  const header = (index: number, name: number, offset: number, size: number): void => {
    view.setUint32(headers + index * 64, name, true);
    view.setUint32(headers + index * 64 + 4, 3, true);
    view.setBigUint64(headers + index * 64 + 24, BigInt(offset), true);
    view.setBigUint64(headers + index * 64 + 32, BigInt(size), true);
  };
  header(1, length - 39, table, count * 24);
  header(2, length - 31, names, length + 1);
  for (let index = 0; index < count; index += 1) view.setUint16(table + index * 24 + 6, 1, true);
  return out;
}

test('any change of a program is read or refused with a FormatError, in bounded time', () => {
  const sample = goProgramSample({
    functions: FUNCTIONS,
    embedded: { 'a.txt': 'hello', 'b.txt': 'there' },
    values: { 'main.date': 'today' },
  });
  const change = fc.tuple(fc.integer({ min: 0, max: sample.length - 1 }), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const copy = sample.slice();
      for (const [at, value] of changes) copy[at] = value;
      const readers = [readFunctionTable, findEmbeddedFiles, programBuildInfo, programBuildId] as const;
      for (const read of readers) {
        try {
          const found = read(readExecutable(copy));
          if (found !== undefined && 'sources' in found) found.functions.map((each) => found.sources(each));
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
      }
    }),
    { numRuns: 3000 },
  );
});
