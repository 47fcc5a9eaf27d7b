import fc from 'fast-check';

/**
 * Copies of a file with some bytes changed, cut or repeated, as somebody would make them who wants a reader to fall: bytes
 * that are counts, ends and signs, at places that are headers as often as anywhere else.
 * @param head - how many of the first and last bytes are headers and tables, which are hit as often as the rest
 */
export function mutants(whole: Uint8Array, head: number): fc.Arbitrary<Uint8Array> {
  const anywhere = fc.integer({ min: 0, max: whole.length - 1 });
  const headers = fc.integer({ min: 0, max: Math.min(head, whole.length) - 1 });
  const place = fc.oneof(
    anywhere,
    headers,
    headers.map((at) => whole.length - 1 - at),
  );
  const value = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 }));
  const changes = fc.array(fc.tuple(place, value, fc.constantFrom(1, 1, 1, 4, 8)), { minLength: 1, maxLength: 8 });
  const length = fc.oneof({ weight: 9, arbitrary: fc.constant(whole.length) }, { weight: 1, arbitrary: anywhere });
  return fc.tuple(changes, length).map(([list, size]) => {
    const copy = whole.slice();
    for (const [at, byte, width] of list) copy.fill(byte, at, at + width);
    return copy.slice(0, size);
  });
}
