import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, crc32 as nativeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { crc32, GZIP_PROFILE, GzipWriter } from '../../src/formats/gzip.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { compressibleBytes } from '../support/compressible-bytes.ts';

function gzip(chunks: readonly Uint8Array[], crc = crc32): Uint8Array {
  const out: Uint8Array[] = [];
  const writer = new GzipWriter((bytes) => out.push(bytes), crc);
  for (const chunk of chunks) writer.write(chunk);
  writer.end();
  return Buffer.concat(out);
}

test('the profile names the version of pako that is installed', async () => {
  const { default: manifest } = await import('pako/package.json', { with: { type: 'json' } });
  assert.equal(GZIP_PROFILE, `pako-${manifest.version}-level-1`);
});

test('the header shows neither time nor machine', () => {
  assert.deepEqual([...gzip([]).subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
  assert.deepEqual(gunzipSync(gzip([])), Buffer.alloc(0));
});

test('golden: the compressed bytes of a known content never change within a profile', () => {
  assert.equal(
    sha256Digest(gzip([compressibleBytes(1_000_000, 1)])),
    'sha256:eaac3de45e8f5fbe2b5780c230e61c655cc5ff1f69ec3ed3f8054d224efae405',
  );
});

test('other readers get the content back, however it was cut, and the cut does not show', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300_000 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }),
      (size, seed, cuts) => {
        const content = compressibleBytes(size, seed);
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < size; i++) {
          const length = cuts[i % cuts.length] ?? size;
          chunks.push(content.subarray(at, at + length));
          at += length;
        }
        const packed = gzip(chunks);
        assert.deepEqual(packed, gzip([content], nativeCrc32));
        assert.deepEqual(gunzipSync(packed), Buffer.from(content));
      },
    ),
    { numRuns: 40 },
  );
});

test('the CRC is that of RFC 1952', () => {
  assert.equal(crc32(encodeUtf8('123456789'), 0), 0xcbf43926);
  assert.equal(crc32(encodeUtf8('6789'), crc32(encodeUtf8('12345'), 0)), 0xcbf43926);
});
