/** Writes small ELF files of either width and byte order, so that tests can break each field on purpose. */
export interface ElfSample {
  readonly is64?: boolean;
  readonly littleEndian?: boolean;
  readonly machine?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  /** Extra sections by name. */
  readonly sections?: Readonly<Record<string, Uint8Array>>;
  /** A PT_NOTE segment. */
  readonly note?: { readonly owner: string; readonly type: number; readonly bytes: Uint8Array };
}

/** The bytes of a sample. @example elfSample({ machine: 62 }) */
export function elfSample(sample: ElfSample = {}): Uint8Array {
  const { is64 = true, littleEndian = true, machine = 62, interpreter, needed = [], sections = {}, note } = sample;
  const out = new Uint8Array(64 * 1024);
  const view = new DataView(out.buffer);
  const word = is64 ? 8 : 4;
  const u16 = (at: number, value: number): void => view.setUint16(at, value, littleEndian);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, littleEndian);
  const addr = (at: number, value: number): void =>
    is64 ? view.setBigUint64(at, BigInt(value), littleEndian) : u32(at, value);
  const text = (value: string): Uint8Array => new TextEncoder().encode(`${value}\0`);
  let end = 4096;
  const put = (bytes: Uint8Array): number => {
    const at = Math.ceil(end / 16) * 16;
    out.set(bytes, at);
    end = at + bytes.length;
    return at;
  };
  const segments: { type: number; offset: number; size: number }[] = [];
  if (interpreter !== undefined)
    segments.push({ type: 3, offset: put(text(interpreter)), size: interpreter.length + 1 });
  if (note !== undefined) {
    const owner = text(note.owner);
    const padded = (size: number): number => Math.ceil(size / 4) * 4;
    const bytes = new Uint8Array(12 + padded(owner.length) + padded(note.bytes.length));
    bytes.set(owner, 12);
    bytes.set(note.bytes, 12 + padded(owner.length));
    const at = put(bytes);
    u32(at, owner.length);
    u32(at + 4, note.bytes.length);
    u32(at + 8, note.type);
    segments.push({ type: 4, offset: at, size: bytes.length });
  }
  if (needed.length > 0) {
    const names = new TextEncoder().encode(`\0${needed.map((each) => `${each}\0`).join('')}`);
    const table = put(names);
    const entries: [number, number][] = [];
    let at = 1;
    for (const each of needed) {
      entries.push([1, at]);
      at += each.length + 1;
    }
    entries.push([5, table], [10, names.length], [0, 0]);
    const dynamic = put(new Uint8Array(entries.length * word * 2));
    entries.forEach(([tag, value], index) => {
      addr(dynamic + index * word * 2, tag);
      addr(dynamic + index * word * 2 + word, value);
    });
    segments.push({ type: 2, offset: dynamic, size: entries.length * word * 2 });
  }
  const placed = Object.entries(sections).map(([name, bytes]) => ({ name, offset: put(bytes), size: bytes.length }));
  const names = ['', ...placed.map((each) => each.name), '.shstrtab'];
  const table = put(new TextEncoder().encode(`${names.join('\0')}\0`));
  const tableSize = end - table;
  const all = [...placed, { name: '.shstrtab', offset: table, size: tableSize }];
  const headerSize = is64 ? 64 : 40;
  const headers = put(new Uint8Array((all.length + 1) * headerSize));
  segments.push({ type: 1, offset: 0, size: end });
  out.set([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, littleEndian ? 1 : 2, 1]);
  u16(16, 2);
  u16(18, machine);
  u32(20, 1);
  addr(is64 ? 32 : 28, is64 ? 64 : 52);
  addr(is64 ? 40 : 32, headers);
  const tail = is64 ? 54 : 42;
  u16(tail, is64 ? 56 : 32);
  u16(tail + 2, segments.length);
  u16(tail + 4, headerSize);
  u16(tail + 6, all.length + 1);
  u16(tail + 8, all.length);
  segments.forEach((segment, index) => {
    const at = (is64 ? 64 : 52) + index * (is64 ? 56 : 32);
    u32(at, segment.type);
    if (is64) {
      addr(at + 8, segment.offset);
      addr(at + 16, segment.offset);
      addr(at + 32, segment.size);
      addr(at + 40, segment.size);
    } else {
      u32(at + 4, segment.offset);
      u32(at + 8, segment.offset);
      u32(at + 16, segment.size);
      u32(at + 20, segment.size);
    }
  });
  all.forEach((section, index) => {
    const at = headers + (index + 1) * headerSize;
    u32(
      at,
      names.slice(0, names.indexOf(section.name)).reduce((sum, each) => sum + each.length + 1, 0),
    );
    u32(at + 4, 1);
    addr(at + (is64 ? 24 : 16), section.offset);
    addr(at + (is64 ? 32 : 20), section.size);
  });
  return out.slice(0, end);
}
