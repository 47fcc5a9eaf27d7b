import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validateLayout } from '../../src/roads/validate.ts';
import { CALL } from '../stages/sample-image.ts';
import { change, changed, memoryLayout, randomLayout } from './random-layout.ts';

/** Changes random layouts in one place each, so many times, and finds none that passes unnoticed. */
export async function noChangePasses(changes: number, seed?: number): Promise<void> {
  const each = 10;
  await fc.assert(
    fc.asyncProperty(randomLayout, fc.array(change, { minLength: each, maxLength: each }), async (files, changes_) => {
      const { findings } = await validateLayout(memoryLayout(files), {}, CALL);
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'error'),
        [],
      );
      for (const one of changes_) {
        const { files: other, what } = changed(files, one);
        const { valid } = await validateLayout(memoryLayout(other), {}, CALL);
        assert.equal(valid, false, `${what} was changed unnoticed`);
      }
    }),
    { numRuns: changes / each, ...(seed !== undefined && { seed }) },
  );
}
