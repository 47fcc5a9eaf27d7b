import type { GoMod } from '../../formats/gobuild/go-mod.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Refuses a module that would be vendored from folders outside of the source: `go mod vendor` follows a `replace` to any folder
 * of the machine, and would put code and embedded files of its user into the copy that is built.
 * @throws TwinsealError `SOURCE_OUTSIDE` naming the replacement
 * @example refuseOutsideReplacements(parseGoMod('module a\nreplace b => ./b\n'), './app')
 * @see Go modules reference, "replace directive"
 */
export function refuseOutsideReplacements(goMod: GoMod, folder: string): void {
  const outside = goMod.replace.find(({ by }) => by.version === '' && !staysInside(by.path));
  if (outside === undefined) return;
  throw new TwinsealError(
    'SOURCE_OUTSIDE',
    `go.mod of ${folder} replaces ${outside.old.path} by the folder ${JSON.stringify(outside.by.path.slice(0, 200))}, which lies outside of the source: vendor it yourself (go mod vendor), or move the folder inside`,
  );
}

/** By the text alone: the copy that it is resolved in has no links. */
function staysInside(path: string): boolean {
  if (path.startsWith('/') || path.includes('\\')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    depth += part === '..' ? -1 : 1;
    if (depth < 0) return false;
  }
  return true;
}
