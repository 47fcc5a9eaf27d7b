import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { FormatError } from '../../src/formats/format-error.ts';
import { type Compression, DEFAULT_DECOMPRESS_LIMITS, decompress } from '../../src/judge/inspect/decompress.ts';
import { reused } from '../support/tar.ts';

async function unpack(kind: Compression, bytes: Uint8Array, size = bytes.length, limits = DEFAULT_DECOMPRESS_LIMITS) {
  const counts = { members: 0, taken: 0, given: 0 };
  const parts: Uint8Array[] = [];
  // What is given is good until the next is asked for, as is what the source gives.
  for await (const chunk of decompress(kind, reused(bytes, size), limits, counts)) parts.push(new Uint8Array(chunk));
  return { content: Buffer.concat(parts), ...counts };
}

const refused = (promise: Promise<unknown>, rule: string) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof FormatError, String(error));
    assert.equal(error.rule, rule, error.message);
    return true;
  });

const content = Buffer.concat([Buffer.alloc(400_000, 'twinseal '), randomBytes(300_000), Buffer.alloc(100_000)]);
const makers: readonly [Compression, (bytes: Uint8Array) => Buffer][] = [
  ['gzip', (bytes) => zlib.gzipSync(bytes)],
  ['zstd', (bytes) => zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } })],
];

for (const [kind, pack] of makers) {
  const packed = pack(content);

  test(`${kind} comes out whole, however the stream is cut`, async () => {
    for (const size of [undefined, 70_000, 4097, 511]) {
      const result = await unpack(kind, packed, size);
      assert.ok(result.content.equals(content));
      assert.deepEqual([result.members, result.taken, result.given], [1, packed.length, content.length]);
    }
    assert.equal((await unpack(kind, pack(Buffer.alloc(0)))).given, 0);
    const small = await unpack(kind, pack(Buffer.from('x')), 1);
    assert.equal(small.content.toString(), 'x');
    // A short stream is given less room at one time, however much comes out of it.
    const much = Buffer.alloc(2_000_000, 'twin');
    const short = pack(much);
    assert.ok(short.length < 4096, `${short.length}`);
    for (const size of [1, 100, short.length])
      assert.ok((await unpack(kind, short, size)).content.equals(much), `${size}`);
  });

  test(`${kind} members one after another are all read, and counted`, async () => {
    const result = await unpack(kind, Buffer.concat([packed, pack(Buffer.from('second')), pack(Buffer.alloc(0))]), 999);
    assert.ok(result.content.equals(Buffer.concat([content, Buffer.from('second')])));
    assert.equal(result.members, 3);
  });

  test(`${kind} that is cut short is truncated, wherever the cut is`, async () => {
    const little = pack(Buffer.from('a short text, long enough to have some bytes of each part'));
    for (let cut = 1; cut < little.length; cut++) await refused(unpack(kind, little.subarray(0, cut)), 'truncated');
    await refused(unpack(kind, packed.subarray(0, packed.length / 2)), 'truncated');
    await refused(unpack(kind, new Uint8Array(0)), 'truncated');
  });

  test(`bytes after the end of ${kind} are refused`, async () => {
    for (const tail of ['x', 'junk', 'a longer piece of junk', '\0\0\0\0\0\0\0\0\0\0\0\0'])
      await refused(unpack(kind, Buffer.concat([packed, Buffer.from(tail)])), 'trailing');
  });

  test(`a flipped bit in ${kind} never passes`, async () => {
    const little = pack(Buffer.from('a short text, long enough to have some bytes of each part'));
    const plain = (await unpack(kind, little)).content;
    for (let bit = 0; bit < little.length * 8; bit++) {
      const altered = Uint8Array.from(little);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        // A few header bits (time, system, reserved window) carry no content: then the content must be the same.
        assert.ok((await unpack(kind, altered)).content.equals(plain), `bit ${bit} changed the content unnoticed`);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }
  });

  test(`a ${kind} bomb is stopped at the limit of ratio and of size`, async () => {
    const bomb = pack(Buffer.alloc(30 * 2 ** 20));
    await refused(unpack(kind, bomb, undefined, { ...DEFAULT_DECOMPRESS_LIMITS, freeBytes: 2 ** 20 }), 'bomb');
    await refused(unpack(kind, bomb, undefined, { ...DEFAULT_DECOMPRESS_LIMITS, maxBytes: 2 ** 20 }), 'bomb');
    assert.equal((await unpack(kind, bomb)).given, 30 * 2 ** 20);
  });

  test(`endless empty ${kind} members are stopped`, async () => {
    const empty = pack(Buffer.alloc(0));
    await refused(unpack(kind, Buffer.concat(Array.from({ length: 40 }, () => empty))), 'members');
    const limits = { ...DEFAULT_DECOMPRESS_LIMITS, maxMembers: 5 };
    const ones = Buffer.concat(Array.from({ length: 6 }, () => pack(Buffer.from('1'))));
    await refused(unpack(kind, ones, undefined, limits), 'members');
  });

  test(`what is not ${kind} is refused at its header`, async () => {
    await refused(unpack(kind, Buffer.from('this is plain text, not compressed')), 'header');
  });
}

test('a skippable zstd frame is skipped, and a gzip header with all optional fields is read', async () => {
  const skip = Buffer.from('502a4d1804000000deadbeef', 'hex');
  assert.equal((await unpack('zstd', Buffer.concat([skip, zlib.zstdCompressSync('x'), skip]))).content.toString(), 'x');
  const raw = zlib.gzipSync('x').subarray(10);
  const header = Buffer.from('1f8b081e000000000003', 'hex');
  const optional = Buffer.concat([
    header,
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from('name\0note\0'),
    Buffer.from([0, 0]),
  ]);
  assert.equal((await unpack('gzip', Buffer.concat([optional, raw]))).content.toString(), 'x');
  const endless = Buffer.concat([
    Buffer.from('1f8b0808000000000003', 'hex'),
    Buffer.alloc(10_000, 'a'),
    Buffer.from([0]),
    raw,
  ]);
  await refused(unpack('gzip', endless), 'header');
});

test('a wrong checksum in the gzip trailer is told as such', async () => {
  const packed = Uint8Array.from(zlib.gzipSync('x'));
  packed[packed.length - 8] = (packed[packed.length - 8] ?? 0) ^ 1;
  await refused(unpack('gzip', packed), 'checksum');
});
