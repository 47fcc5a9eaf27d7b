import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readSmallFile } from './small-file.ts';

/** A repository that a folder lies in. Its files are the source's own, and as hostile as that. */
export interface Repository {
  /** HEAD, index and, for a linked worktree, nothing else. */
  readonly gitDir: string;
  /** Objects and refs; the same as gitDir but for a linked worktree. */
  readonly commonDir: string;
  /** From the work tree's top to the folder, with slashes; empty when they are the same. */
  readonly prefix: string;
}

const MAX_PARENTS = 64;

/**
 * Finds the repository of a folder without asking git, whose answer depends on configuration.
 *
 * A `.git` that is a file (linked worktree, submodule) is followed only to a place that points back to it: else a source
 * could pass another repository of this machine off as its own.
 * @returns undefined when there is none
 * @throws TwinsealError `SOURCE_GIT`
 * @example findRepository('/home/me/app/cmd')?.prefix // 'cmd'
 * @see gitrepository-layout(5), "commondir"; git-worktree(1), "DETAILS"
 */
export function findRepository(folder: string): Repository | undefined {
  let top = realpathSync(folder);
  for (let step = 0; step < MAX_PARENTS; step += 1) {
    const path = join(top, '.git');
    const info = lstatSync(path, { throwIfNoEntry: false });
    const prefix = relative(top, realpathSync(folder)).split('\\').join('/');
    if (info?.isDirectory() && isGitDir(path)) return { gitDir: path, commonDir: path, prefix };
    if (info?.isFile()) return { ...linked(path), prefix };
    const parent = dirname(top);
    if (parent === top) return undefined;
    top = parent;
  }
  return undefined;
}

/**
 * The repository of a folder that somebody of this machine has named: a work tree, or a bare repository.
 * @returns undefined when it is neither
 * @throws TwinsealError `SOURCE_GIT`
 * @example openRepository('/srv/git/app.git')?.gitDir
 */
export function openRepository(folder: string): Repository | undefined {
  const top = realpathSync(folder);
  return isGitDir(top) ? { gitDir: top, commonDir: top, prefix: '' } : findRepository(top);
}

function isGitDir(path: string): boolean {
  const names = new Set(readdirSync(path));
  return names.has('HEAD') && names.has('objects');
}

function linked(file: string): { readonly gitDir: string; readonly commonDir: string } {
  const refuse = (): TwinsealError =>
    new TwinsealError(
      'SOURCE_GIT',
      `${file} points to a repository that does not point back: seal from the main work tree, or remove it and give --revision`,
    );
  const target = /^gitdir: (.+)\n?$/.exec(readSmallFile(file, 4096) ?? '')?.[1];
  if (target === undefined) throw refuse();
  const gitDir = resolve(dirname(file), target);
  const common = readSmallFile(join(gitDir, 'commondir'), 4096)?.trim();
  if (common !== undefined) {
    const back = readSmallFile(join(gitDir, 'gitdir'), 4096)?.trim();
    if (back === undefined || resolve(gitDir, back) !== file) throw refuse();
    return { gitDir, commonDir: resolve(gitDir, common) };
  }
  // A submodule: its config names the work tree.
  const worktree = /^\s*worktree\s*=\s*(.+)$/m
    .exec(readSmallFile(join(gitDir, 'config'), 1024 * 1024) ?? '')?.[1]
    ?.trim();
  if (worktree === undefined || resolve(gitDir, worktree) !== dirname(file)) throw refuse();
  return { gitDir, commonDir: gitDir };
}
