import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseSimpleSigning, SIMPLE_SIGNING_TYPE } from '../../src/formats/sigstore/simple-signing.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector, vectorText } from '../support/vectors.ts';

const good = JSON.parse(vectorText('cosign/legacy-payload.json'));
const parse = (json: unknown) => parseSimpleSigning(encodeUtf8(JSON.stringify(json)));
const critical = (changed: object) => ({ ...good, critical: { ...good.critical, ...changed } });
const DIGEST = good.critical.image['docker-manifest-digest'];

test("cosign's legacy payload is read", () => {
  const payload = parseSimpleSigning(vector('cosign/legacy-payload.json'));
  assert.equal(payload.type, SIMPLE_SIGNING_TYPE);
  assert.equal(payload.manifestDigest, DIGEST);
  assert.match(payload.dockerReference, /\/legacy$/);
  assert.deepEqual({ ...payload.optional }, { who: 'me' });
});

test('the older spelling of the digest is read, and no annotations as none', () => {
  const payload = parse({ ...critical({ image: { 'Docker-manifest-digest': DIGEST } }), optional: null });
  assert.equal(payload.manifestDigest, DIGEST);
  assert.deepEqual(payload.optional, {});
});

for (const [what, json, message] of [
  [
    'both spellings',
    critical({ image: { 'Docker-manifest-digest': DIGEST, 'docker-manifest-digest': DIGEST } }),
    /once/,
  ],
  ['a third spelling', critical({ image: { 'DOCKER-manifest-digest': DIGEST } }), /not a member/],
  ['no digest', critical({ image: {} }), /once/],
  ['a broken digest', critical({ image: { 'docker-manifest-digest': 'sha256:ABC' } }), /not a digest/],
  ['an unknown critical member', critical({ extra: 1 }), /not a member/],
  ['no type', critical({ type: '' }), /must not be empty/],
  ['no reference', critical({ identity: {} }), /is missing/],
  ['a list as annotations', { ...good, optional: [] }, /object or null/],
] as const) {
  test(`a legacy payload with ${what} is refused`, () => {
    assert.throws(
      () => parse(json),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('a payload past 256 KiB is refused', () => {
  assert.throws(() => parse({ ...good, optional: { a: 'x'.repeat(256 * 1024) } }), /more than the 262144/);
});
