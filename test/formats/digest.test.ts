import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { digestAlgorithm, digestEncoded, isDigest, parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';

const hex = (length: number) => 'a1'.repeat(length / 2);

test('digests of registered algorithms have their exact form, others the grammar', () => {
  const good = [
    `sha256:${hex(64)}`,
    `sha512:${hex(128)}`,
    `blake3:${hex(64)}`,
    'md5:00',
    'sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
    'multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8',
    'a.b-c_d+e:=',
  ];
  for (const text of good) {
    assert.equal(parseDigest(text), text);
    assert.equal(`${digestAlgorithm(parseDigest(text))}:${digestEncoded(parseDigest(text))}`, text);
  }
});

test('everything else is refused, above all what could become a path', () => {
  const bad = [
    '',
    'sha256',
    'sha256:',
    `:${hex(64)}`,
    `sha256:${hex(62)}`,
    `sha256:${hex(66)}`,
    `sha256:${hex(64).toUpperCase()}`,
    `SHA256:${hex(64)}`,
    `sha512:${hex(64)}`,
    `sha256:${hex(64)}\n`,
    ` sha256:${hex(64)}`,
    `sha256:${hex(64)}:x`,
    'sha256:../../../etc/passwd',
    '../x:00',
    'a/b:00',
    'a:..',
    'a:b/c',
    'a:b\\c',
    'a..b:00',
    '.a:00',
    'a.:00',
    '+:0',
    'a:b\0',
    `sha256:${'\u0661'.repeat(64)}`,
    `a:${'0'.repeat(600)}`,
  ];
  for (const text of bad) {
    assert.throws(() => parseDigest(text), FormatError, text);
    assert.equal(isDigest(text), false);
  }
  for (const value of [undefined, null, 1, {}, ['sha256:x']]) assert.equal(isDigest(value), false);
});

test('no digest that parses leads out of the layout', () => {
  const part = fc.string({ unit: fc.constantFrom(...'abz09._-+:/\\=AZ.'), maxLength: 20 });
  fc.assert(
    fc.property(part, part, (a, b) => {
      const text = `${a}:${b}`;
      if (isDigest(text)) assert.match(layoutPath(text), /^blobs\/[a-z0-9][a-z0-9+._-]*\/[a-zA-Z0-9=_-]+$/);
    }),
    { numRuns: 2000 },
  );
});

test('the digest of bytes is the one that another implementation gives', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(sha256Digest(bytes), `sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    }),
  );
  assert.equal(
    sha256Digest(new TextEncoder().encode('{}')),
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  );
});
