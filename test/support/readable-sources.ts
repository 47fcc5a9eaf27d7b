import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The sources with what they need at run time, copied below `folder`: whoever somebody else becomes can read them there, even
 * where the checkout lies in a private folder.
 *
 * @returns the copy of `src`
 */
export function readableSources(folder: string): string {
  const copy = join(folder, 'sources');
  if (!existsSync(copy))
    for (const part of ['package.json', 'src', 'node_modules/@noble'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  return join(copy, 'src');
}
