import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a control group bounds for a side, by the names of the kernel's controllers. */
export type Bounded = 'memory' | 'pids';

/** Where a controller's groups are. */
export interface Hierarchy {
  readonly version: 1 | 2;
  /** Folders below which a group may be made, best first: the own one, then those above it. */
  readonly folders: readonly string[];
}

/** The hierarchy of a controller on this machine; undefined where none is mounted. @example hierarchyOf('memory')?.version // 2 */
export function hierarchyOf(bounded: Bounded): Hierarchy | undefined {
  try {
    const read = (name: string): string => readFileSync(`/proc/self/${name}`, 'utf8');
    return findHierarchy(bounded, read('cgroup'), read('mountinfo'));
  } catch {
    return undefined;
  }
}

/**
 * The same from the texts of /proc/self/cgroup and /proc/self/mountinfo. A controller that a first-version hierarchy has is
 * not to be had in the second one.
 * @example findHierarchy('pids', '0::/user.slice\n', '30 1 0:26 / /sys/fs/cgroup rw - cgroup2 none rw\n')?.folders[0] // '/sys/fs/cgroup/user.slice'
 * @see cgroups(7), "/proc files"; proc_pid_mountinfo(5)
 */
export function findHierarchy(bounded: Bounded, cgroup: string, mountinfo: string): Hierarchy | undefined {
  const mounts = mountinfo.split('\n').flatMap(readMount);
  const first = mounts.find(({ type, options }) => type === 'cgroup' && options.includes(bounded));
  const mount = first ?? mounts.find(({ type }) => type === 'cgroup2');
  if (mount === undefined) return undefined;
  const own = cgroup.split('\n').flatMap((line) => {
    const [, number, controllers = '', path = '/'] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    const ours = first === undefined ? number === '0' : controllers.split(',').includes(bounded);
    return ours ? [path] : [];
  })[0];
  if (own === undefined) return undefined;
  // A container may see only a part of the tree, whose top is then `root`.
  const { root, folder } = mount;
  const below = root === '/' ? own : own === root || own.startsWith(`${root}/`) ? own.slice(root.length) : '/';
  const parts = below.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const folders = [...parts.keys(), parts.length].map((count) => join(folder, ...parts.slice(0, count))).reverse();
  return { version: first === undefined ? 2 : 1, folders };
}

interface Mount {
  readonly root: string;
  readonly folder: string;
  readonly type: string;
  readonly options: readonly string[];
}

function readMount(line: string): readonly Mount[] {
  const [before = '', after = ''] = line.split(' - ', 2);
  const [, , , root, folder] = before.split(' ').map(unescaped);
  const [type, , options = ''] = after.split(' ');
  if (root === undefined || folder === undefined || type === undefined) return [];
  return [{ root, folder, type, options: options.split(',') }];
}

/** Spaces and their like are written in octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
