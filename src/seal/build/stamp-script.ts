import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { ClaimedStamp } from '../../records/rebuild-recipe.ts';

const PSEUDO = /^(v\d+\.\d+\.)(\d+)-(?:(0|[0-9A-Za-z.-]+\.0)\.)?\d{14}-[0-9a-f]{12}(?:\+incompatible)?$/;

/**
 * A program that answers what `go build` asks of git with what a binary claims, so that a tree without its repository can be given
 * the stamp that it was built with. It reads nothing but go.mod and knows no other answers.
 * @param stamp - checked: it goes into a shell script
 * @param folder - of the module, absolute, inside the side
 * @example await side.run(['/bin/sh', '-c', 'cat > git'], environment, call, { stdin: stampScript(stamp, folder) })
 * @see cmd/go/internal/vcs, gitStatus; cmd/go/internal/modfetch/codehost, gitRepo (statLocal, RecentTag, ReadFile)
 */
export function stampScript(stamp: ClaimedStamp, folder: string): string {
  const { revision, time, modified, version } = stamp;
  const seconds = parseUtcSeconds(time);
  const { at, before } = tagsOf(version);
  const lines = [
    '#!/bin/sh',
    `case "$*" in`,
    `'status --porcelain') ${modified ? "echo ' M go.mod'" : ':'} ;;`,
    `*'log -1 --format=%H:%ct'*) echo '${revision}:${seconds}' ;;`,
    `*'log --no-decorate -n1 --format=format:%H %ct %D'*) echo '${revision} ${seconds} ${at === undefined ? '' : `tag: ${at}`}' ;;`,
    `'for-each-ref --format=%(refname) --merged=${revision}') ${before === undefined ? ':' : `echo 'refs/tags/${before}'`} ;;`,
    `'tag -l') ${at === undefined && before === undefined ? ':' : `echo '${at ?? before}'`} ;;`,
    `'config extensions.objectformat') ${revision.length === 64 ? 'echo sha256' : 'exit 1'} ;;`,
    `'cat-file --end-of-options blob ${revision}:go.mod'|'cat-file blob ${revision}:go.mod') cat '${folder}/go.mod' ;;`,
    '*) exit 128 ;;',
    'esac',
  ];
  return `${lines.join('\n')}\n`;
}

/** The tag that names the version, or the one before it that its pseudo-version rests on. @see golang.org/x/mod/module.PseudoVersion */
function tagsOf(version: string | undefined): { readonly at?: string; readonly before?: string } {
  if (version === undefined) return {};
  const [pseudo, head = '', patch = '', pre] = PSEUDO.exec(version) ?? [];
  if (pseudo === undefined) return { at: version.replace(/\+incompatible$/, '') };
  // v1.2.4-0.<time>-<hash> follows v1.2.3, v1.2.3-pre.0.<time>-<hash> follows v1.2.3-pre, v1.0.0-<time>-<hash> follows nothing.
  if (pre === undefined) return {};
  return { before: pre === '0' ? `${head}${Number(patch) - 1}` : `${head}${patch}-${pre.slice(0, -2)}` };
}
