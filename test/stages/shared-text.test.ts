import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodedParts, partMark, sharedText, wholeDocument, wholeHash } from '../../src/adapters/store/shared-text.ts';

/** What stands in a document: JSON as it is written, so no control characters and no lone surrogates. */
const text = fc.string({ unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' })), maxLength: 40 });
const json = text.map((value) => JSON.stringify(value));

test('the hash of a document with marks is that of the document with its parts', () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), fc.array(json, { maxLength: 6 }), (parts, between) => {
      const shared = sharedText(
        parts.map((part) => ({ part })),
        ({ part }) => part,
      );
      const document = between.map((piece, at) => `${piece}${partMark(at % (parts.length + 1))}`).join('');
      const whole = wholeDocument(document, shared.text);
      assert.equal(wholeHash(document, encodedParts(shared)), hash('sha256', whole));
      // Asked again, it is the encoded parts that are used.
      assert.equal(wholeHash(document, encodedParts(shared)), hash('sha256', whole));
    }),
    { numRuns: 300 },
  );
});

test('a document that is longer than what is set aside is hashed whole, and the next one is not harmed by it', () => {
  for (const length of [70_000, 90_000, 1_000_000, 10]) {
    const shared = sharedText([{}], () => 'é'.repeat(length));
    const document = `[${partMark(0)},"${'漢'.repeat(length)}"]`;
    assert.equal(wholeHash(document, encodedParts(shared)), hash('sha256', wholeDocument(document, shared.text)));
  }
});
