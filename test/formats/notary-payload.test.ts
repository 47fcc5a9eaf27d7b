import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseNotaryJws } from '../../src/formats/notary/jws.ts';
import { parseNotaryPayload, serialiseNotaryPayload } from '../../src/formats/notary/payload.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector } from '../support/vectors.ts';

const payload = parseNotaryJws(vector('notation/signature.jws.json')).payload;
const good = JSON.parse(Buffer.from(payload).toString()).targetArtifact;
const parse = (json: unknown) => parseNotaryPayload(encodeUtf8(JSON.stringify(json)));

test("notation's payload comes back byte for byte", () => {
  const target = parseNotaryPayload(payload);
  assert.equal(target.mediaType, 'application/vnd.oci.image.index.v1+json');
  assert.equal(target.size, 88);
  assert.equal(target.annotations?.who, 'me');
  assert.deepEqual(serialiseNotaryPayload(target), payload);
});

test('payloads round-trip both ways', () => {
  const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
  const target = fc.record(
    {
      mediaType: word,
      digest: fc.uint8Array().map(sha256Digest),
      size: fc.maxSafeNat(),
      artifactType: word,
      annotations: fc.dictionary(word, word),
    },
    { requiredKeys: ['mediaType', 'digest', 'size'] },
  );
  fc.assert(
    fc.property(target, (value) => {
      const bytes = serialiseNotaryPayload(value);
      assert.deepEqual(serialiseNotaryPayload(parseNotaryPayload(bytes)), bytes);
    }),
  );
});

for (const [what, json, message] of [
  ['a further member', { targetArtifact: good, more: 1 }, /not a member/],
  ['a further member in the descriptor', { targetArtifact: { ...good, urls: [] } }, /not a member/],
  ['no target', {}, /is missing/],
  ['a broken digest', { targetArtifact: { ...good, digest: 'sha256:x' } }, /not a digest/],
  ['a negative size', { targetArtifact: { ...good, size: -1 } }, /size in bytes/],
  ['a size as text', { targetArtifact: { ...good, size: '88' } }, /size in bytes/],
  ['a fraction as size', { targetArtifact: { ...good, size: 1.5 } }, /size in bytes/],
  ['no media type', { targetArtifact: { ...good, mediaType: '' } }, /must not be empty/],
  ['an annotation that is a number', { targetArtifact: { ...good, annotations: { a: 1 } } }, /must be a string/],
  [
    '257 annotations',
    { targetArtifact: { ...good, annotations: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [i, ''])) } },
    /more than the 256/,
  ],
] as const) {
  test(`a payload with ${what} is refused`, () => {
    assert.throws(
      () => parse(json),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}
