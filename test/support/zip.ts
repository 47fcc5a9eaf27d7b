import { crc32, deflateRawSync } from 'node:zlib';

/** One file for {@link zipOf}; what is named beyond name and content is written although it is not so. */
export interface RawZipEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly stored?: boolean;
  /** With a descriptor behind the content, as Go's own writer makes it. */
  readonly descriptor?: boolean;
  readonly crc?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly mode?: number;
  readonly extra?: Uint8Array;
  /** In the local header only. */
  readonly localName?: string;
  /** Of the local header, in the central directory. */
  readonly offset?: number;
  /** Bytes put in front of the local header. */
  readonly before?: Uint8Array;
}

/** What is written of the end record although it is not so. */
export interface RawZipEnd {
  readonly entries?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly comment?: string;
  /** Bytes between the central directory and the end record. */
  readonly gap?: Uint8Array;
}

const text = new TextEncoder();

function numbers(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value >>> 0, true);
    at += size;
  }
  return bytes;
}

/** A zip file with these entries: a raw builder that writes what it is told, also what no honest writer would. */
export function zipOf(entries: readonly RawZipEntry[], end: RawZipEnd = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    const content =
      typeof entry.content === 'string' ? text.encode(entry.content) : (entry.content ?? new Uint8Array());
    const bytes = entry.stored === true ? content : deflateRawSync(content);
    const [name, localName] = [text.encode(entry.name), text.encode(entry.localName ?? entry.name)];
    const extra = entry.extra ?? new Uint8Array();
    const flags = entry.flags ?? (entry.descriptor === true ? 0x0808 : 0x0800);
    const method = entry.method ?? (entry.stored === true ? 0 : 8);
    const sums = [
      entry.crc ?? crc32(content),
      entry.compressedSize ?? bytes.length,
      entry.size ?? content.length,
    ] as const;
    const fields = sums.map((sum) => [4, sum] as const);
    put(entry.before ?? new Uint8Array());
    const offset = entry.offset ?? at;
    put(numbers([4, 0x04034b50], [2, 20], [2, flags], [2, method], [2, 0], [2, 0]));
    put(numbers(...(entry.descriptor === true ? fields.map(() => [4, 0] as const) : fields)));
    put(numbers([2, localName.length], [2, extra.length]));
    put(localName);
    put(extra);
    put(bytes);
    if (entry.descriptor === true) put(numbers([4, 0x08074b50], ...fields));
    central.push(
      numbers([4, 0x02014b50], [2, 0x0314], [2, 20], [2, flags], [2, method], [2, 0], [2, 0], ...fields),
      numbers(
        [2, name.length],
        [2, extra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, (entry.mode ?? 0o100644) * 65_536],
        [4, offset],
      ),
      name,
      extra,
    );
  }
  const start = at;
  for (const part of central) put(part);
  const size = at - start;
  put(end.gap ?? new Uint8Array());
  const comment = text.encode(end.comment ?? '');
  const count = end.entries ?? entries.length;
  put(
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, end.size ?? size], [4, end.offset ?? start]),
  );
  put(numbers([2, comment.length]));
  put(comment);
  const out = new Uint8Array(at);
  let to = 0;
  for (const part of parts) {
    out.set(part, to);
    to += part.length;
  }
  return out;
}
