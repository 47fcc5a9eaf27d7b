import { type DirectoryNode, type ImageTree, SETUID } from './image-tree.ts';

// Paths of a hostile image can be long and many: beyond these nothing more is told, and all of them are refused alike.
const MAX_FOUND = 1024;

/**
 * Files that a container sees with the setuid or setgid bit, by absolute path in order, and hard links that gave one of
 * these bits to the file that they name. What a later layer hides or replaces is no part of them. A folder's setgid bit
 * hands on a group and raises nobody, so folders don't count.
 * @param max - at most so many
 * @example setuidFiles(tree, 32) // ['/usr/bin/su']
 * @see CIS Docker Benchmark v1.6.0, 4.8: what a container could run with another's rights, found as files of mode 6000
 */
export function setuidFiles({ root, raised }: ImageTree, max: number): readonly string[] {
  const found = new Set([...raised].map((path) => `/${path.replace(/^(?:\.?\/)+/, '')}`));
  const todo: (readonly [string, DirectoryNode])[] = [['', root]];
  for (let next = todo.pop(); next !== undefined && found.size < MAX_FOUND; next = todo.pop()) {
    const [path, { children }] = next;
    for (const [name, child] of children) {
      if (child.kind === 'directory') todo.push([`${path}/${name}`, child]);
      else if (found.size < MAX_FOUND && child.kind === 'file' && (child.mode & SETUID) !== 0)
        found.add(`${path}/${name}`);
    }
  }
  return [...found].sort().slice(0, max);
}
