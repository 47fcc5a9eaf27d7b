import type { DirectoryNode, ImageTree } from './image-tree.ts';
import { followPath } from './lookup.ts';

// What hostile images make of this has bounds; an image beyond them has a link everywhere, as far as anybody can tell.
const MAX_STEPS = 200_000;
const MAX_ROUNDS = 8;
const MAX_FOUND = 64;
const EVERYWHERE = ['/'];

/**
 * Links of an image that lead to one of some places, to a folder above one, or to a folder above another such link: a volume that is
 * mounted at or below one of them may lie over the place, since runtimes follow links of the image.
 *
 * @param places - absolute paths, such as those at which a program is looked for
 * @returns absolute paths in order; `/` alone where there are too many to tell
 * @example leadingLinks(tree, ['/usr/local/bin/app']) // ['/opt'], a link to /usr/local
 * @see runc libcontainer, rootfs_linux.go: the target of a mount is joined below the root with links followed
 */
export function leadingLinks(tree: ImageTree, places: readonly string[]): readonly string[] {
  const targets = targetsOf(tree);
  if (targets === undefined) return EVERYWHERE;
  const above = new Set<string>(places.flatMap(prefixes));
  const found = new Set<string>();
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    const more = targets.filter(({ link, target }) => !found.has(link) && above.has(target));
    if (more.length === 0) return [...found].sort();
    for (const { link } of more) {
      found.add(link);
      for (const prefix of prefixes(link)) above.add(prefix);
    }
    if (found.size > MAX_FOUND) break;
  }
  return EVERYWHERE;
}

/** Where each link of the image ends; undefined where there are too many. */
function targetsOf(tree: ImageTree): readonly { readonly link: string; readonly target: string }[] | undefined {
  const targets: { readonly link: string; readonly target: string }[] = [];
  const todo: (readonly [string, DirectoryNode])[] = [['', tree.root]];
  let steps = 0;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [path, { children }] = next;
    for (const [name, child] of children) {
      const at = `${path}/${name}`;
      if (child.kind === 'directory') todo.push([at, child]);
      if (child.kind !== 'symlink') continue;
      const trail: string[] = [];
      const end = followPath(tree, at, '/', trail);
      steps += trail.length;
      if (steps > MAX_STEPS) return undefined;
      // A runtime makes what is missing, at the last place that was looked at or below it.
      if (end.found === 'node') targets.push({ link: at, target: end.path });
      else if (end.found === 'nothing') targets.push({ link: at, target: trail.at(-1) ?? '/' });
    }
  }
  return targets;
}

/** `/a/b` gives `/`, `/a` and `/a/b`. */
function prefixes(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return ['/', ...parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)];
}
