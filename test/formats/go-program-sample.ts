/** A function of a sample; sizes are bytes of code. */
export interface SampleFunction {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly size?: number;
}

/** Writes small ELF files with the tables of a Go program, so that tests can break each field on purpose. */
export interface GoProgramSample {
  readonly is64?: boolean;
  readonly littleEndian?: boolean;
  readonly machine?: number;
  /** First bytes of the function table: 0xfffffff1 of Go 1.20, 0xfffffff0 of Go 1.18. */
  readonly magic?: number;
  readonly functions?: readonly SampleFunction[];
  /** Files of one embed.FS. */
  readonly embedded?: Readonly<Record<string, string>>;
  /** Variables as `-X` sets them; their names stand in the symbol table. */
  readonly values?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
  /** Constant text. */
  readonly text?: string;
  readonly stripped?: boolean;
  readonly buildId?: string;
  /** Further sections with these texts. */
  readonly more?: Readonly<Record<string, string>>;
}

const BASE = 0x400000;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes of a sample. @example goProgramSample({ embedded: { 'a.txt': 'hello' } }) */
export function goProgramSample(sample: GoProgramSample = {}): Uint8Array {
  const { is64 = true, littleEndian = true, machine = 62, stripped = false } = sample;
  const { functions = [{ name: 'main.main' }], embedded = {}, values = {}, text = 'a constant text' } = sample;
  const width = is64 ? 8 : 4;
  const out = new Uint8Array(32 * 1024);
  const view = new DataView(out.buffer);
  const u16 = (at: number, value: number): void => view.setUint16(at, value, littleEndian);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, littleEndian);
  const word = (at: number, value: number): void =>
    is64 ? view.setBigUint64(at, BigInt(value), littleEndian) : u32(at, value);
  let end = 1024;
  const align = (): void => {
    end = Math.ceil(end / 32) * 32;
  };
  const put = (bytes: Uint8Array): number => {
    out.set(bytes, end);
    end += bytes.length;
    return end - bytes.length;
  };
  const sections: { name: string; offset: number; size: number; type: number; flags: number; loaded: boolean }[] = [];
  const section = (name: string, write: () => void, flags = 2, type = 1): void => {
    align();
    const offset = end;
    write();
    sections.push({ name, offset, size: end - offset, type, flags, loaded: (flags & 2) !== 0 });
  };

  section(
    '.note.go.buildid',
    () => {
      const id = encode(sample.buildId ?? 'link/compile/package/content');
      const at = put(new Uint8Array(16));
      u32(at, 4);
      u32(at + 4, id.length);
      u32(at + 8, 4);
      out.set(encode('Go\0\0'), at + 12);
      put(id);
      while (end % 4 !== 0) end += 1;
    },
    2,
    7,
  );
  let code = 0;
  section(
    '.text',
    () => {
      for (const { size = 32 } of functions) {
        put(new Uint8Array(size).fill(0x90));
        code += size;
      }
    },
    6,
  );
  const symbols: { name: string; address: number; size: number; section: number }[] = [];
  const variables: { value: number; size: number; name: string }[] = [];
  section('.rodata', () => {
    put(encode(text));
    put(new Uint8Array(8));
    for (const [name, value] of Object.entries(values)) {
      const at = put(encode(`${value}\0`));
      variables.push({ value: BASE + at, size: value.length, name });
      symbols.push({ name: `${name}.str`, address: BASE + at, size: value.length + 1, section: 3 });
    }
    const files = Object.entries(embedded).map(([name, content]) => ({
      name: put(encode(name)),
      nameSize: encode(name).length,
      data: put(encode(content)),
      size: encode(content).length,
    }));
    if (files.length === 0) return;
    align();
    const table = put(new Uint8Array(3 * width + files.length * (4 * width + 16)));
    symbols.push({ name: 'main.files.files', address: BASE + table, size: 3 * width, section: 3 });
    word(table, BASE + table + 3 * width);
    word(table + width, files.length);
    word(table + 2 * width, files.length);
    files.forEach((file, index) => {
      const at = table + 3 * width + index * (4 * width + 16);
      word(at, BASE + file.name);
      word(at + width, file.nameSize);
      word(at + 2 * width, BASE + file.data);
      word(at + 3 * width, file.size);
    });
  });
  section('.gopclntab', () => {
    const at = end;
    writeFunctions(put, u32, word, sample.magic ?? 0xfffffff1, width, functions, code);
    // A quantum of one byte, and the width of a pointer.
    out.set([1, width], at + 6);
  });
  section('.go.buildinfo', () => put(buildInfo(sample.settings ?? {})), 3);
  section(
    '.data',
    () => {
      for (const variable of variables) {
        const at = put(new Uint8Array(2 * width));
        word(at, variable.value);
        word(at + width, variable.size);
        symbols.push({ name: variable.name, address: BASE + at, size: 2 * width, section: 6 });
      }
      put(new Uint8Array(16));
    },
    3,
  );
  for (const [name, content] of Object.entries(sample.more ?? {})) section(name, () => put(encode(content)));
  if (!stripped) {
    const names = `\0${symbols.map(({ name }) => `${name}\0`).join('')}`;
    section(
      '.symtab',
      () => {
        const entry = is64 ? 24 : 16;
        const at = put(new Uint8Array(entry * (symbols.length + 1)));
        symbols.forEach((symbol, index) => {
          const from = at + entry * (index + 1);
          u32(from, names.indexOf(`\0${symbol.name}\0`) + 1);
          view.setUint8(from + (is64 ? 4 : 12), 1);
          u16(from + (is64 ? 6 : 14), symbol.section);
          word(from + (is64 ? 8 : 4), symbol.address);
          word(from + (is64 ? 16 : 8), symbol.size);
        });
      },
      0,
      2,
    );
    section('.strtab', () => put(encode(names)), 0, 3);
  }
  writeHeaders();
  return out.slice(0, end);

  function writeHeaders(): void {
    const names = ['', ...sections.map(({ name }) => name), '.shstrtab'];
    section('.shstrtab', () => put(encode(`${names.join('\0')}\0`)), 0, 3);
    align();
    const entry = is64 ? 64 : 40;
    const table = put(new Uint8Array((sections.length + 1) * entry));
    out.set([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, littleEndian ? 1 : 2, 1]);
    u16(16, 2);
    u16(18, machine);
    u32(20, 1);
    word(is64 ? 40 : 32, table);
    const tail = is64 ? 54 : 42;
    u16(tail + 4, entry);
    u16(tail + 6, sections.length + 1);
    u16(tail + 8, sections.length);
    sections.forEach((each, index) => {
      const at = table + (index + 1) * entry;
      u32(
        at,
        names.slice(0, names.indexOf(each.name)).reduce((sum, name) => sum + name.length + 1, 0),
      );
      u32(at + 4, each.type);
      word(at + 8, each.flags);
      word(at + (is64 ? 16 : 12), each.loaded ? BASE + each.offset : 0);
      word(at + (is64 ? 24 : 16), each.offset);
      word(at + (is64 ? 32 : 20), each.size);
    });
  }
}

type Put = (bytes: Uint8Array) => number;
type SetNumber = (at: number, value: number) => void;

/** As cmd/link writes the table: header, names, units, files, deltas, functions. */
function writeFunctions(
  put: Put,
  u32: SetNumber,
  word: SetNumber,
  magic: number,
  width: number,
  functions: readonly SampleFunction[],
  code: number,
): void {
  const header = put(new Uint8Array(8 + 8 * width));
  const files = [...new Set(functions.map(({ file = 'example.com/app/main.go' }) => file))];
  const names = functions.map(({ name }) => put(encode(`${name}\0`)) - header);
  const nameTable = header + 8 + 8 * width;
  const units = put(new Uint8Array(files.length * 4));
  const paths = files.map((file) => put(encode(`${file}\0`)));
  const fileTable = paths[0] ?? units;
  for (const [index, path] of paths.entries()) u32(units + index * 4, path - fileTable);
  const deltas = put(new Uint8Array(1));
  const delta = (value: number): readonly number[] => {
    const zigzag = (value + 1) * 2;
    return zigzag < 128 ? [zigzag] : [(zigzag & 127) | 128, zigzag >> 7];
  };
  const tables = functions.map(({ file = 'example.com/app/main.go', line = 10, size = 32 }) => ({
    file: put(new Uint8Array([...delta(files.indexOf(file)), size, 0])) - deltas,
    lines: put(new Uint8Array([...delta(line), 4, 2, size - 4, 0])) - deltas,
  }));
  while (put(new Uint8Array(1)) % 4 !== 3);
  const table = put(new Uint8Array(functions.length * 8 + 4));
  u32(header, magic);
  word(header + 8, functions.length);
  word(header + 8 + width, files.length);
  [nameTable, units, fileTable, deltas, table].forEach((at, index) => {
    word(header + 8 + (3 + index) * width, at - header);
  });
  let start = 0;
  functions.forEach(({ line = 10, size = 32 }, index) => {
    const own = put(new Uint8Array(44));
    u32(table + index * 8, start);
    u32(table + index * 8 + 4, own - table);
    u32(own, start);
    u32(own + 4, (names[index] ?? 0) - (nameTable - header));
    u32(own + 20, tables[index]?.file ?? 0);
    u32(own + 24, tables[index]?.lines ?? 0);
    u32(own + 36, line);
    start += size;
  });
  u32(table + functions.length * 8, code);
}

function buildInfo(settings: Readonly<Record<string, string>>): Uint8Array {
  const lines = Object.entries({ '-trimpath': 'true', GOARCH: 'amd64', GOOS: 'linux', ...settings }).map(
    ([key, value]) => `build\t${key}=${value}\n`,
  );
  const text = `path\texample.com/app\nmod\texample.com/app\t(devel)\n${lines.join('')}`;
  const framed = encode(`${'<'.repeat(16)}${text}${'>'.repeat(16)}`);
  const version = encode('go1.26.8');
  const length = framed.length;
  const header = new Uint8Array(32);
  header.set([0xff, ...encode(' Go buildinf:'), 8, 2]);
  return new Uint8Array([...header, version.length, ...version, (length & 127) | 128, length >> 7, ...framed]);
}
