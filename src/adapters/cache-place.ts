import { join } from 'node:path';

/**
 * Where caches lie when nobody says otherwise.
 * @param environment - as `process.env`
 * @returns undefined when neither XDG_CACHE_HOME nor HOME is an absolute path
 * @example defaultCacheFolder({ HOME: '/home/user' }) // '/home/user/.cache/twinseal'
 * @see XDG Base Directory Specification 0.8
 */
export function defaultCacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME: xdg, HOME: home } = environment;
  if (xdg?.startsWith('/')) return join(xdg, 'twinseal');
  return home?.startsWith('/') ? join(home, '.cache', 'twinseal') : undefined;
}
