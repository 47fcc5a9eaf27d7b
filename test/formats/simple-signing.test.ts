// The payload of cosign's signatures before version 3, and the tags that they lie under.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { cosignTag } from '../../src/formats/oci/cosign-tag.ts';
import { parseSimpleSigning, serialiseSimpleSigning } from '../../src/formats/sigstore/simple-signing.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

test('payloads come back as they were written, and whatever else is there is refused or the same', () => {
  const digest = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => sha256Digest(bytes));
  const texts = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 16 }), {
    maxKeys: 4,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(digest, fc.string({ maxLength: 40 }), texts, (one, reference, annotations) => {
      const said = { digest: one, reference, annotations };
      try {
        assert.deepEqual(parseSimpleSigning(serialiseSimpleSigning(said)), said);
      } catch (error) {
        // Texts that strict JSON has no form for.
        if (!(error instanceof FormatError)) throw error;
      }
    }),
  );
  const valid = serialiseSimpleSigning({
    digest: sha256Digest(encodeUtf8('x')),
    reference: 'a',
    annotations: { b: 'c' },
  });
  fc.assert(
    fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, byte) => {
      const bent = Uint8Array.from(valid);
      bent[at] = byte;
      try {
        parseSimpleSigning(bent);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});

test('a digest that is too long for a tag has none', () => {
  assert.equal(cosignTag(`sha256:${'0'.repeat(64)}` as Digest, 'sig'), `sha256-${'0'.repeat(64)}.sig`);
  assert.equal(cosignTag(`sha512:${'0'.repeat(128)}` as Digest, 'att'), undefined);
});
