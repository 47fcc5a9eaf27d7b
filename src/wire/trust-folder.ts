import { join } from 'node:path';
import { defaultCacheFolder } from '../adapters/cache-place.ts';
import type { TrustedRoots } from '../ports/trusted-roots.ts';

/**
 * Where this user's trusted roots are kept; undefined where there is no home.
 * @example keptRoots(trustFolder(process.env)).open('sigstore', call)
 */
export function trustFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const cache = defaultCacheFolder(environment);
  return cache === undefined ? undefined : join(cache, 'trust');
}

/** This user's trusted roots; what reads them is loaded when one is asked for. @example policyFiles(userRoots) */
export const userRoots: TrustedRoots = {
  async open(name, call) {
    const { keptRoots } = await import('../adapters/trust/kept-roots.ts');
    return await keptRoots(trustFolder(process.env)).open(name, call);
  },
};
