import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExecutable } from '../../src/formats/executable/executable.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { findEmbeddedFiles } from '../../src/formats/gobuild/embedded-files.ts';
import { readFunctionTable } from '../../src/formats/gobuild/function-table.ts';
import { compareFiles, type FileDifference } from '../../src/roads/compare-files.ts';
import { cpuTime } from '../support/cpu-time.ts';

// Files that are well formed, and made to take for ever.
const MIB = 1024 * 1024;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An ELF file of these sections, loaded from 0x400000 on; `over` lets each of so many further sections cover the whole file. */
function program(parts: readonly Part[], over = 0): Uint8Array {
  const names = encode(`\0${parts.map(({ name }) => `${name}\0`).join('')}over\0.shstrtab\0`);
  const all = [...parts.map(({ bytes }) => bytes), names];
  const starts: number[] = [];
  let end = 64;
  for (const bytes of all) {
    starts.push(end);
    end = Math.ceil((end + bytes.length) / 16) * 16;
  }
  const count = parts.length + over + 2;
  const out = new Uint8Array(end + count * 64);
  const view = new DataView(out.buffer);
  out.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(18, 62, true);
  view.setBigUint64(40, BigInt(end), true);
  view.setUint16(58, 64, true);
  view.setUint16(60, count, true);
  view.setUint16(62, count - 1, true);
  for (const [index, bytes] of all.entries()) out.set(bytes, starts[index]);
  const header = (index: number, name: number, offset: number, size: number, loaded: boolean): void => {
    view.setUint32(end + index * 64, name, true);
    view.setUint32(end + index * 64 + 4, 1, true);
    view.setBigUint64(end + index * 64 + 8, loaded ? 2n : 0n, true);
    view.setBigUint64(end + index * 64 + 16, loaded ? BigInt(0x400000 + offset) : 0n, true);
    view.setBigUint64(end + index * 64 + 24, BigInt(offset), true);
    view.setBigUint64(end + index * 64 + 32, BigInt(size), true);
  };
  let name = 1;
  parts.forEach(({ name: own, bytes }, index) => {
    header(index + 1, name, starts[index] ?? 0, bytes.length, true);
    name += own.length + 1;
  });
  for (let index = 0; index < over; index += 1) header(parts.length + 1 + index, name, 64, end - 64, true);
  header(count - 1, name + 5, starts.at(-1) ?? 0, names.length, false);
  return out;
}

/** How long it takes to explain, and what comes of it. */
function within(milliseconds: number, a: Uint8Array, b: Uint8Array): FileDifference {
  const spent = cpuTime();
  const difference = compareFiles(a, b, () => 'sha256:' as never);
  const took = spent();
  assert.ok(took < milliseconds, `it took ${took} ms`);
  assert.ok(difference);
  return difference;
}

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('thousands of sections that all cover the whole file are not read one by one', () => {
  const file = program([{ name: '.text', bytes: new Uint8Array(8 * MIB) }], 8000);
  assert.throws(() => readExecutable(file), FormatError);
  assert.equal(within(15_000, file, changed(file, 4 * MIB)).causes[0]?.name, 'unknown');
});

test('embedded files that share one large range are not compared again and again', () => {
  const count = 50_000;
  const table = new Uint8Array(24 + count * 48);
  const view = new DataView(table.buffer);
  const base = 0x400000 + 64;
  const data = { address: base + Math.ceil(table.length / 16) * 16, size: 8 * MIB };
  for (const [index, value] of [base + 24, count, count].entries()) view.setBigUint64(index * 8, BigInt(value), true);
  for (let index = 0; index < count; index += 1)
    for (const [word, value] of [data.address, 4, data.address, data.size].entries())
      view.setBigUint64(24 + index * 48 + word * 8, BigInt(value), true);
  const content = new Uint8Array(data.size).fill(0x61);
  const file = program([
    { name: '.rodata', bytes: table },
    { name: '.noptrdata', bytes: content },
  ]);
  assert.deepEqual(findEmbeddedFiles(readExecutable(file)), []);
  within(15_000, file, changed(file, data.address - 0x400000 + 5 * MIB));
});

test('build info with very many settings, modules and GODEBUG words is compared in linear time', () => {
  const info = (value: string): Uint8Array => {
    const many = Array.from({ length: 20_000 }, (_, index) => `build\tKEY${index}=${value}\n`).join('');
    const modules = Array.from({ length: 20_000 }, (_, index) => `dep\texample.com/m${index}\tv1.0.${value}\n`).join(
      '',
    );
    const words = Array.from({ length: 150_000 }, (_, index) => `${value}${index}=1`).join(',');
    const stamps = Array.from({ length: 5000 }, (_, index) => `build\tvcs.${index}=${value}\n`).join('');
    const text = `path\tx\nmod\tx\t(devel)\t\n${modules}build\tDefaultGODEBUG=${words}\n${many}${stamps}`;
    const framed = encode(`${'<'.repeat(16)}${text}${'>'.repeat(16)}`);
    const header = new Uint8Array(32);
    header.set([0xff, ...encode(' Go buildinf:'), 8, 2]);
    const length: number[] = [];
    for (let rest = framed.length; ; rest = Math.floor(rest / 128)) {
      length.push(rest < 128 ? rest : (rest % 128) | 128);
      if (rest < 128) break;
    }
    const head = [...header, 8, ...encode('go1.26.8'), ...length];
    const bytes = new Uint8Array(head.length + framed.length);
    bytes.set(head);
    bytes.set(framed, head.length);
    return bytes;
  };
  const [a, b] = ['1', '2'].map((value) => program([{ name: '.go.buildinfo', bytes: info(value) }]));
  assert.ok(a && b);
  const { causes } = within(15_000, a, b);
  const modules = causes.find(({ name }) => name === 'module-version')?.reason ?? '';
  assert.match(modules, /^20000 modules have other versions, first of them "example\.com\/m0"/);
  assert.deepEqual(
    causes.map(({ name }) => name),
    ['godebug', 'build-setting', 'module-version', 'vcs-stamp'],
  );
  for (const cause of causes) assert.ok(cause.reason.length < 1000 && cause.evidence.length <= 13);
});

test('constants without an end of one letter, and such as differ everywhere, take no longer than others', () => {
  const letters = (seed: number): Uint8Array => {
    const bytes = new Uint8Array(16 * MIB);
    let state = seed;
    for (let at = 0; at < bytes.length; at += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      bytes[at] = 0x61 + ((state >>> 24) % 26);
    }
    return bytes;
  };
  const of = (bytes: Uint8Array): Uint8Array => program([{ name: '.rodata', bytes }]);
  within(15_000, of(letters(1)), of(letters(2)));
  within(15_000, of(new Uint8Array(16 * MIB).fill(0x61)), of(new Uint8Array(16 * MIB + 1).fill(0x61)));
});

test('functions that all have one long table of lines are refused, not read again and again', () => {
  const [count, lines] = [50_000, MIB];
  const [names, units, files, deltas] = [72, 76, 80, 84];
  const table = deltas + lines + 4;
  const bytes = new Uint8Array(table + count * 52 + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xfffffff1, true);
  bytes.set([1, 8], 6);
  for (const [index, value] of [count, 1, 0, names, units, files, deltas, table].entries())
    view.setBigUint64(8 + index * 8, BigInt(value), true);
  bytes.set(encode('f'), names);
  bytes.set(encode('f'), files);
  bytes.fill(2, deltas + 1, deltas + lines);
  for (let index = 0; index < count; index += 1) {
    const own = table + count * 8 + 4 + index * 44;
    view.setUint32(table + index * 8, index * 4, true);
    view.setUint32(table + index * 8 + 4, own - table, true);
    view.setUint32(own + 24, 1, true);
  }
  view.setUint32(table + count * 8, count * 4, true);
  const file = program([
    { name: '.text', bytes: new Uint8Array(count * 4) },
    { name: '.gopclntab', bytes },
  ]);
  assert.throws(() => readFunctionTable(readExecutable(file)), /4 times the bytes of the table/);
  within(15_000, file, changed(file, 200));
});
