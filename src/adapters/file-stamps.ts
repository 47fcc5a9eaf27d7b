import { stat } from 'node:fs/promises';
import { errnoOf } from './disk-error.ts';

/**
 * What files look like from outside: another text when one was written, replaced, added or removed. Symbolic links are
 * followed, so that files that are swapped by one link (a Kubernetes ConfigMap or Secret) show it.
 *
 * @example if ((await fileStamps(paths)) !== before) reload()
 */
export async function fileStamps(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(stampOf))).join('\n');
}

async function stampOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return `${path} ${errnoOf(error)}`;
  }
}
