import type { DirectoryNode, ImageTree, TreeNode } from './image-tree.ts';

/** What following a path gives. */
export type Lookup =
  | {
      readonly found: 'node';
      readonly path: string;
      readonly node: TreeNode /** Some user may not pass. */;
      readonly restricted: boolean;
    }
  | { readonly found: 'nothing'; readonly restricted: boolean }
  | { readonly found: 'loop'; readonly restricted: boolean };

// Linux, fs/namei.c: MAXSYMLINKS.
const MAX_LINKS = 40;
const MAX_PARTS = 2048;
/** Places that are looked at for one program; beyond them nothing is said. */
export const MAX_TRAIL = 4096;

/**
 * Follows a path as the kernel does: links in any part, relative or absolute, never out of the image, at most 40.
 *
 * @param cwd - absolute path that a relative one starts from
 * @param trail - receives every path that was looked at
 * @example followPath(tree, 'bin/app', '/', trail)
 * @see path_resolution(7)
 */
export function followPath(tree: ImageTree, path: string, cwd: string, trail: string[]): Lookup {
  const full = path.startsWith('/') ? path : `${cwd}/${path}`;
  const stack: { readonly name: string; readonly node: DirectoryNode }[] = [{ name: '', node: tree.root }];
  const todo = full.split('/').reverse();
  let restricted = false;
  let links = 0;
  for (let steps = 0; todo.length > 0; steps++) {
    if (steps > MAX_PARTS * (MAX_LINKS + 1) || trail.length >= MAX_TRAIL) return { found: 'loop', restricted };
    const part = todo.pop() ?? '';
    const here = stack.at(-1)?.node ?? tree.root;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (stack.length > 1) stack.pop();
      continue;
    }
    if ((here.mode & 0o001) === 0) restricted = true;
    const child = here.children.get(part);
    const at = `${stack.map(({ name }) => name).join('/')}/${part}`;
    trail.push(at);
    if (child === undefined) return { found: 'nothing', restricted };
    if (child.kind === 'symlink') {
      if (++links > MAX_LINKS || todo.length > MAX_PARTS) return { found: 'loop', restricted };
      if (child.target.startsWith('/')) stack.splice(1);
      todo.push(...child.target.split('/').reverse());
    } else if (child.kind === 'directory') {
      stack.push({ name: part, node: child });
    } else {
      // A slash or a further name behind a file makes the kernel answer ENOTDIR.
      return todo.length > 0 ? { found: 'nothing', restricted } : { found: 'node', path: at, node: child, restricted };
    }
  }
  const path_ = stack.map(({ name }) => name).join('/') || '/';
  return { found: 'node', path: path_, node: stack.at(-1)?.node ?? tree.root, restricted };
}
