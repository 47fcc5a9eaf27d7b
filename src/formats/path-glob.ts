import { matchesText, matchWildcards } from './wildcard.ts';

const MAX_LENGTH = 512;

/**
 * True when a path of names between slashes (a repository, a Go module) matches a pattern: `*` stands for any part of one
 * name, `**` for any number of names.
 *
 * @param path - of more than 512 characters matches nothing
 * @example matchesPath('registry.example.com/team/**', 'registry.example.com/team/a/b') // true
 */
export function matchesPath(glob: string, path: string): boolean {
  if (path.length > MAX_LENGTH) return false;
  return matchWildcards(glob.split('/'), path.split('/'), (pattern) => pattern === '**', matchesText);
}
