import type { Members } from '../../formats/json/members.ts';

const MAX_GLOBS = 256;
// A repository with `*` (within one part) and `**` (any number of parts): no other pattern language, so nothing to hang on.
const REPOSITORY = /^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:\/[A-Za-z0-9._*-]+)*$/;

/** True for a repository, or a pattern of such. @example isRepositoryGlob('registry.example.com/team/**') // true */
export function isRepositoryGlob(text: string): boolean {
  return text.length <= 256 && REPOSITORY.test(text);
}

/**
 * Reads a list of repository globs.
 * @throws FormatError with the JSON pointer
 * @example repositoryGlobs(members, 'images') // ['registry.example.com/team/**']
 */
export function repositoryGlobs(members: Members, name: string): readonly string[] {
  return members.array(name, MAX_GLOBS).map((value) => {
    if (typeof value !== 'string' || !isRepositoryGlob(value))
      return members.fail(name, 'must hold repositories such as registry.example.com/team/**');
    return value;
  });
}
