import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './disk-error.ts';
import { fileStamps } from './file-stamps.ts';

/**
 * What the files of a policy folder look like from outside, as {@link fileStamps}.
 *
 * @param named - further files, which policies name
 * @example if ((await policyStamp('policies', keys)) !== before) reload()
 */
export async function policyStamp(folder: string, named: readonly string[]): Promise<string> {
  const names = await readdir(folder).catch((error: unknown) => errnoOf(error));
  if (typeof names === 'string') return names;
  return await fileStamps([...names.sort().map((name) => join(folder, name)), ...named]);
}
