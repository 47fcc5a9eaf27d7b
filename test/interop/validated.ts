import assert from 'node:assert/strict';
import type { ValidationReport } from '../../src/roads/validate.ts';
import { twinseal } from '../support/twinseal-program.ts';

/**
 * Validates what another tool made, by the program, and expects no error.
 *
 * @param target - layout, archive or reference; `words` follow it
 * @returns the codes of warnings and hints, each once
 * @example assert.deepEqual(await acceptedCodes(`${host}/app:v1`, '--runs-on', 'linux/arm64'), [])
 */
export async function acceptedCodes(target: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { status, stdout, stderr } = await twinseal(['validate', target, ...words, '-o', 'json']);
  assert.equal(status, 0, stdout + stderr);
  return [...new Set((JSON.parse(stdout) as ValidationReport).findings.map(({ code }) => code))];
}
