/** One entry for {@link tarOf}: a raw builder that writes what it is told, also what no honest writer would. */
export interface RawEntry {
  readonly name: string;
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly link?: string;
  readonly mode?: number;
  /** Written into the header in place of the content's length. */
  readonly size?: number;
  readonly magic?: string;
  readonly uid?: number;
  /** Extended header to put before it. */
  readonly pax?: Readonly<Record<string, string>>;
}

const text = new TextEncoder();

/** One tar entry with its padding. */
export function rawEntry(entry: RawEntry): Uint8Array {
  const content = typeof entry.content === 'string' ? text.encode(entry.content) : (entry.content ?? new Uint8Array());
  const before = entry.pax === undefined ? [] : [rawEntry({ name: 'pax', type: 'x', content: paxOf(entry.pax) })];
  const block = new Uint8Array(512);
  const put = (value: string, at: number) => block.set(text.encode(value), at);
  put(entry.name, 0);
  put(`${(entry.mode ?? 0o755).toString(8).padStart(7, '0')}\0`, 100);
  put(`${(entry.uid ?? 0).toString(8).padStart(7, '0')}\0`, 108);
  put('0000000\0', 116);
  put(`${(entry.size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  block[156] = (entry.type ?? '0').charCodeAt(0);
  put(entry.link ?? '', 157);
  put(entry.magic ?? 'ustar\x0000', 257);
  block.fill(0x20, 148, 156);
  put(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return join([...before, block, content, new Uint8Array((512 - (content.length % 512)) % 512)]);
}

/** A whole tar stream. */
export function tarOf(entries: readonly RawEntry[], end: Uint8Array = new Uint8Array(1024)): Uint8Array {
  return join([...entries.map(rawEntry), end]);
}

/** PAX records. */
export function paxOf(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = text.encode(` ${key}=${value}\n`).length;
      let length = rest + 1;
      while (String(length).length + rest !== length) length = String(length).length + rest;
      return `${length} ${key}=${value}\n`;
    })
    .join('');
}

/** Bytes one after another. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Bytes as a stream of chunks in one piece of memory, which is written over before the next chunk is asked for. */
export async function* reused(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    memory.set(part);
    yield memory.subarray(0, part.length);
    memory.fill(0xaa);
  }
}

/** Bytes as a stream of chunks of a given size. */
export async function* chunked(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
