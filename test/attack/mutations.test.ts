import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  makeImage,
  seal,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature, notationSignature } from '../support/signing.ts';

// Random changes to good evidence. Where a change is allowed, what was signed must be untouched by it.

const change = fc.record({ at: fc.nat(100_000), to: fc.nat(255), how: fc.constantFrom('set', 'insert', 'remove') });
type Change = { readonly at: number; readonly to: number; readonly how: string };

function mutated(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  let out = [...bytes];
  for (const { at, to, how } of changes) {
    const place = at % out.length;
    if (how === 'set') out[place] = to;
    else out = how === 'insert' ? out.toSpliced(place, 0, to) : out.toSpliced(place, 1);
  }
  return Uint8Array.from(out);
}

/** An image whose children are signed well and whose index has this evidence. */
async function outcomeWith(
  attach: (image: TestImage, subject: Descriptor, changed: boolean) => void,
  by: string,
): Promise<string | undefined> {
  const image = makeImage();
  for (const { descriptor } of image.platforms) attach(image, descriptor, false);
  attach(image, image.index, true);
  return (await verdictOf(image, await testPolicy({ signatures: [{ by }] })))[0];
}

test('a bundle that was changed anywhere it matters is never a signature', async () => {
  const key = testKey('release');
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
      let before: Uint8Array = new Uint8Array();
      let after: Uint8Array = new Uint8Array();
      const outcome = await outcomeWith(({ store }, subject, bend) => {
        before = imageSignature(key, subject.digest);
        after = bend ? mutated(before, changes) : before;
        attachBundle(store, subject, after);
      }, 'release');
      if (outcome === 'deny') return;
      assert.equal(outcome, 'allow');
      allowed++;
      const envelope = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)).dsseEnvelope;
      const [was, is] = [envelope(before), envelope(after)];
      assert.deepEqual(
        [is.payload, is.payloadType, is.signatures[0].sig],
        [was.payload, was.payloadType, was.signatures[0].sig],
      );
    }),
    { numRuns: 300 },
  );
  // The key hint is signed by nobody, so changes of it alone do pass.
  assert.ok(allowed > 0);
});

test('a notation envelope that was changed anywhere it matters is never a signature', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
      let before: Uint8Array = new Uint8Array();
      let after: Uint8Array = new Uint8Array();
      const outcome = await outcomeWith(({ store }, subject, bend) => {
        before = notationSignature(CHAIN, subject);
        after = bend ? mutated(before, changes) : before;
        attachNotation(store, subject, after);
      }, 'notary');
      if (outcome === 'deny') return;
      assert.equal(outcome, 'allow');
      const parts = (bytes: Uint8Array) => {
        const { payload, protected: header, signature } = JSON.parse(new TextDecoder().decode(bytes));
        return [payload, header, signature];
      };
      assert.deepEqual(parts(after), parts(before));
    }),
    { numRuns: 300 },
  );
});

test('a stored byte that was changed anywhere never leaves the image allowed, unless nothing that counts was in it', async () => {
  const policy = await testPolicy();
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), change, async (which, one) => {
      const image = seal(makeImage());
      const digests = [...image.store.contents.keys()];
      const digest = digests[which % digests.length] ?? image.index.digest;
      const before = image.store.contents.get(digest) ?? new Uint8Array();
      const after = mutated(before, [one]);
      if (Buffer.compare(before, after) === 0) return;
      image.store.contents.set(digest, after);
      const outcome = await verdictOf(image, policy).catch((error: unknown) => {
        assert.ok(error instanceof TwinsealError, String(error));
        return [error.code];
      });
      // The config of a referrer is `{}` and is not read.
      const unread = new TextDecoder().decode(before) === '{}';
      assert.ok(
        outcome[0] === 'deny' || outcome[0] === 'CONTENT_MISMATCH' || (unread && outcome[0] === 'allow'),
        outcome.join(),
      );
    }),
    { numRuns: 150 },
  );
});
