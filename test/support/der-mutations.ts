import type { SeededRandom } from './seeded-random.ts';

// A reader of its own, sharing no code with src: it takes what a strict one refuses.

interface Node {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Of constructed elements. */
  readonly children?: Node[];
  /** Bytes of the length in place of the shortest. */
  length?: Uint8Array;
}

/** What may be done to one element of DER. */
export const DER_CHANGES = [
  'longer-length',
  'trailing-byte',
  'padded-integer',
  'dropped-child',
  'doubled-child',
  'swapped-children',
  'other-tag',
  'flipped-bit',
  'added-null',
] as const;

/** True for bytes that are one DER element to the end. @example isDer(certificate) */
export function isDer(bytes: Uint8Array): boolean {
  try {
    return bytes[0] === 0x30 && read(bytes, 0).end === bytes.length;
  } catch {
    return false;
  }
}

/** Bytes with one element changed, the lengths around it made right again. @example mutateDer(der, 'flipped-bit', random) */
export function mutateDer(bytes: Uint8Array, change: (typeof DER_CHANGES)[number], random: SeededRandom): Uint8Array {
  const { node } = read(bytes, 0);
  const all: { holder: Node[]; at: number }[] = [];
  const root = [node];
  const walk = (holder: Node[]): void =>
    holder.forEach((one, at) => {
      all.push({ holder, at });
      if (one.children !== undefined) walk(one.children);
    });
  walk(root);
  const { holder, at } = random.pick(all);
  const one = holder[at];
  if (one === undefined) return bytes;
  const children = one.children ?? [];
  const flip = (content: Uint8Array): Uint8Array => {
    const out = Uint8Array.from(content);
    const place = random.nat(Math.max(1, out.length));
    out[place] = (out[place] ?? 0) ^ (1 << random.nat(8));
    return out.subarray(0, content.length);
  };
  switch (change) {
    case 'longer-length':
      one.length = Uint8Array.of(0x84, 0, 0, 0, 0);
      break;
    case 'trailing-byte':
      return Uint8Array.of(...bytes, 0);
    case 'padded-integer':
      holder[at] = { ...one, content: one.children === undefined ? Uint8Array.of(0, ...one.content) : one.content };
      break;
    case 'dropped-child':
      children.splice(random.nat(Math.max(1, children.length)), 1);
      break;
    case 'doubled-child':
      children.push(...children.slice(-1));
      break;
    case 'swapped-children':
      children.reverse();
      break;
    case 'other-tag':
      holder[at] = { ...one, tag: one.tag ^ (1 << random.nat(5)) };
      break;
    case 'flipped-bit':
      if (one.children === undefined) holder[at] = { ...one, content: flip(one.content) };
      break;
    case 'added-null':
      children.push({ tag: 5, content: new Uint8Array() });
      break;
  }
  return Buffer.concat(root.map(write));
}

function read(bytes: Uint8Array, at: number): { node: Node; end: number } {
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1];
  if (first === undefined || (tag & 0x1f) === 0x1f) throw new Error('no DER');
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 3) throw new Error('no DER');
  const length =
    octets === 0 ? first : bytes.subarray(at + 2, at + 2 + octets).reduce((sum, one) => sum * 256 + one, 0);
  const start = at + 2 + octets;
  const end = start + length;
  if (end > bytes.length) throw new Error('no DER');
  const content = bytes.subarray(start, end);
  if ((tag & 0x20) === 0) return { node: { tag, content }, end };
  const children: Node[] = [];
  for (let place = start; place < end; ) {
    const child = read(bytes, place);
    if (child.end > end) throw new Error('no DER');
    children.push(child.node);
    place = child.end;
  }
  return { node: { tag, content, children }, end };
}

function write({ tag, content, children, length }: Node): Uint8Array {
  const body = children === undefined ? content : Buffer.concat(children.map(write));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const octets = size.subarray(size.findIndex((octet) => octet !== 0));
  const shortest = body.length < 0x80 ? [body.length] : [0x80 | octets.length, ...octets];
  return Uint8Array.of(tag, ...(length === undefined ? shortest : [0x84, ...size]), ...body);
}
