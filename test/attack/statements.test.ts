import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  attachBundle,
  digestsOf,
  makeImage,
  seal,
  type TestImage,
  testKey,
  testPolicy,
  twinPredicate,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const release = testKey('release');

test('statements count by their signed subjects and type, never by where they hang', async () => {
  const policy = await testPolicy({ statements: [{ type: 'spdxjson', by: ['release'] }] });
  const state = (
    digests: (image: TestImage) => readonly string[],
    key = release,
    type = 'https://spdx.dev/Document',
  ) => {
    const image = makeImage();
    attachBundle(
      image.store,
      image.index,
      bundleOf(key, JSON.stringify(statementOf(digests(image), type, {}, 'v0.1'))),
      {
        annotations: { 'dev.sigstore.bundle.predicateType': 'https://spdx.dev/Document' },
      },
    );
    return verdictOf(image, policy);
  };
  assert.deepEqual(await state(digestsOf), ['allow']);
  assert.deepEqual(await state(({ index }) => [index.digest]), [
    'deny',
    'statement:spdxjson fail STATEMENT_WRONG_SUBJECT',
  ]);
  assert.deepEqual(await state(() => [`sha256:${'1'.repeat(64)}`]), [
    'deny',
    'statement:spdxjson fail STATEMENT_WRONG_SUBJECT',
  ]);
  assert.deepEqual(await state(digestsOf, testKey('other')), ['deny', 'statement:spdxjson fail STATEMENT_UNTRUSTED']);
  assert.deepEqual(await state(digestsOf, release, 'https://cyclonedx.org/bom'), [
    'deny',
    'statement:spdxjson fail STATEMENT_MISSING',
  ]);
});

test('copies of one statement are one', async () => {
  const policy = await testPolicy({ statements: [{ type: 'slsaprovenance1', by: ['release'], count: 2 }] });
  const image = makeImage();
  const provenance = (id: string) =>
    bundleOf(release, JSON.stringify(statementOf(digestsOf(image), 'https://slsa.dev/provenance/v1', { id })));
  attachBundle(image.store, image.index, provenance('a'));
  attachBundle(image.store, image.index, provenance('a'));
  attachBundle(image.store, image.platforms[0]?.descriptor ?? image.index, provenance('a'));
  assert.deepEqual(await verdictOf(image, policy), ['deny', 'statement:slsaprovenance1 fail STATEMENT_MISSING']);
  attachBundle(image.store, image.index, provenance('b'));
  assert.deepEqual(await verdictOf(image, policy), ['allow']);
});

test('a twin proof that is unsigned, by another key, of another image or of different builds proves nothing', async () => {
  assert.deepEqual(await verdictOf(seal(makeImage(), ['twin'])), ['deny', 'twin-build fail TWIN_PROOF_MISSING']);
  const proof = async (
    edit: (image: TestImage) => object,
    key = release,
    digests: (image: TestImage) => readonly string[] = digestsOf,
  ) => {
    const image = seal(makeImage(), ['twin']);
    attachBundle(
      image.store,
      image.index,
      bundleOf(key, JSON.stringify(statementOf(digests(image), 'https://twinseal.dev/twin-proof/v1', edit(image)))),
    );
    return verdictOf(image);
  };
  const bend = (edit: Readonly<Record<string, unknown>>) => (image: TestImage) => twinPredicate(image, edit);
  assert.deepEqual(await proof(bend({})), ['allow']);
  assert.deepEqual(await proof(bend({}), testKey('other')), ['deny', 'twin-build fail TWIN_PROOF_MISSING']);
  assert.deepEqual(await proof(bend({}), release, ({ index }) => [index.digest]), [
    'deny',
    'twin-build fail TWIN_PROOF_MISSING',
  ]);
  assert.deepEqual(await proof(bend({}), release, (image) => digestsOf(image).slice(1)), [
    'deny',
    'twin-build fail TWIN_PROOF_MISSING',
  ]);
  assert.deepEqual(await proof(bend({ outcome: 'different' })), ['deny', 'twin-build fail TWIN_DIFFERENT']);
  assert.deepEqual(await proof(bend({ binaries: [] })), ['deny', 'twin-build fail TWIN_BINARY_NOT_PROVEN']);
  assert.deepEqual(await proof(bend({ conditions: [] })), ['deny', 'twin-build fail TWIN_CONDITION_UNMET']);
  assert.deepEqual(await proof(bend({ toolchain: { authenticated: 'true' } })), [
    'deny',
    'twin-build fail TWIN_CONDITION_UNMET',
  ]);
  assert.deepEqual(await proof(bend({ apiVersion: 'twinseal.dev/twin-result/v9' })), [
    'deny',
    'twin-build fail STATEMENT_MALFORMED',
  ]);
  const sides = (edit: (sides: { a: object; b: object }) => object) => (image: TestImage) =>
    twinPredicate(image, { sides: edit((twinPredicate(image) as { sides: { a: object; b: object } }).sides) });
  assert.deepEqual(await proof(sides(({ a }) => ({ a, b: a }))), ['deny', 'twin-build fail STATEMENT_MALFORMED']);
  assert.deepEqual(await proof(sides(({ a, b }) => ({ a, b: { ...b, binaries: [] } }))), [
    'deny',
    'twin-build fail TWIN_BINARY_NOT_PROVEN',
  ]);
  assert.deepEqual(await proof(sides(({ a, b }) => ({ a, b: { ...b, cold: false } }))), [
    'deny',
    'twin-build fail TWIN_CONDITION_UNMET',
  ]);
});
