/**
 * Bytes that compress about as a program does, the same for the same arguments: runs copied from earlier, mixed with new
 * ones from a fixed generator.
 */
export function compressibleBytes(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let at = 0; at < size; ) {
    const length = Math.min(4 + (next() % 60), size - at);
    const copy = at > 1000 && next() % 3 !== 0;
    const from = copy ? at - 1 - (next() % Math.min(at - 1, 40_000)) : 0;
    for (let i = 0; i < length; i++) out[at + i] = copy ? (out[from + i] ?? 0) : next() & 0xff;
    at += length;
  }
  return out;
}
