import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanPath } from '../../src/formats/clean-path.ts';

test('a path is cleaned as the system’s own library cleans an absolute one', () => {
  const part = fc.constantFrom('', '.', '..', 'a', 'b.c', '...', '.wh.x');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const path = `/${parts.join('/')}`;
      const clean = posix.normalize(path).replace(/(?<=.)\/$/, '');
      assert.equal(cleanPath(path), clean);
      assert.equal(cleanPath(clean), clean);
    }),
  );
});
