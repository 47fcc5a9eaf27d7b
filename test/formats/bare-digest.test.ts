import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { formatReference, parseReference } from '../../src/formats/reference.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test('a digest without a name is no tag at Docker Hub: it is refused, with what to write', () => {
  const bare: readonly (readonly [string, string])[] = [
    [`sha256:${HEX}`, 'sha256'],
    [`sha256:${HEX.slice(1)}`, 'sha256'],
    [`sha256:${HEX.toUpperCase()}`, 'sha256'],
    [`sha384:${HEX}${HEX.slice(0, 32)}`, 'sha384'],
    [`sha512:${HEX}${HEX}`, 'sha512'],
    [`blake3:${HEX}`, 'blake3'],
    [`sha256:${HEX}@sha256:${HEX}`, 'sha256'],
  ];
  for (const [text, algorithm] of bare)
    assert.throws(
      () => parseReference(text),
      (error) =>
        error instanceof FormatError &&
        error.format === 'reference' &&
        error.rule === 'repository' &&
        error.message.includes(`write name@${algorithm}:...`),
      text,
    );
});

test('names and tags that only look like a digest stay what they are', () => {
  for (const [written, full] of [
    ['sha256', 'docker.io/library/sha256'],
    ['sha256:v1', 'docker.io/library/sha256:v1'],
    [`app:${HEX}`, `docker.io/library/app:${HEX}`],
    [`docker.io/library/sha256:${HEX}`, `docker.io/library/sha256:${HEX}`],
    [`sha256@sha256:${HEX}`, `docker.io/library/sha256@sha256:${HEX}`],
  ] as const)
    assert.equal(formatReference(parseReference(written)), full);
});
