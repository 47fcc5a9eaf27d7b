import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SideLimits } from '../../records/build-choices.ts';
import { errnoOf } from '../disk-error.ts';
import { leftovers, ownerMark } from '../leftovers.ts';
import { type Bounded, type Hierarchy, hierarchyOf } from './control-hierarchy.ts';

/** What the kernel counted of a group's programs since it was made. */
export interface GroupEvents {
  /** Programs that it killed since all together had too much memory. */
  readonly memoryKills: number;
  /** Programs and threads that it did not start since there were too many. */
  readonly refusedStarts: number;
}

/** A control group that bounds all programs of one side together. */
export interface ControlGroup {
  /** Last part of its path, which a program inside finds in /proc/self/cgroup. */
  readonly name: string;
  /** What it bounds. */
  readonly bounds: readonly Bounded[];
  /** Files that a program writes `0` to in order to join. */
  readonly joins: readonly string[];
  /** @example group.events().memoryKills // 0 */
  events(): GroupEvents;
  /** Kills whatever is in it. @example group.kill() */
  kill(): void;
  /** Kills whatever is in it, and removes it. @example await group.remove() */
  remove(): Promise<void>;
}

/** A group, or why there is none; a group may bound one thing and not the other. */
export interface GroupAttempt {
  readonly group?: ControlGroup;
  readonly missing: readonly { readonly name: Bounded; readonly why: string }[];
}

interface GroupFolder {
  readonly folder: string;
  readonly version: 1 | 2;
}

const PREFIX = 'twinseal-side-';
const ROUNDS = 100;
const PAUSE = 20;

/** Groups to remove when the process ends without closing its sides. */
const made = new Set<string>();
let watching = false;
let serial = 0;

/**
 * Makes a control group below the own one, or else below a parent of it that lets us, for memory and for the count of
 * programs. What killed runs of this user left there is removed first.
 * @example const { group, missing } = await makeControlGroup({ memory: 8 * 1024 ** 3, disk: 0, processes: 4096 });
 * @see cgroups(7); Linux, admin-guide/cgroup-v1/memory.rst, admin-guide/cgroup-v2.rst
 */
export async function makeControlGroup(limits: SideLimits): Promise<GroupAttempt> {
  serial += 1;
  const name = `${PREFIX}${ownerMark()}-${serial}`;
  const folders = new Map<Bounded, GroupFolder>();
  const missing: { name: Bounded; why: string }[] = [];
  for (const bounded of ['memory', 'pids'] as const) {
    const hierarchy = hierarchyOf(bounded);
    const result = hierarchy === undefined ? undefined : await makeIn(hierarchy, bounded, name, limits);
    if (typeof result === 'object') folders.set(bounded, result);
    else missing.push({ name: bounded, why: result ?? 'no control groups are mounted here' });
  }
  if (folders.size === 0) return { missing };
  return { group: groupOf(name, folders), missing };
}

async function makeIn(
  hierarchy: Hierarchy,
  bounded: Bounded,
  name: string,
  limits: SideLimits,
): Promise<GroupFolder | string> {
  let why = '';
  for (const parent of hierarchy.folders) {
    for (const left of await leftovers(parent, PREFIX)) await removeGroup(left);
    const folder = join(parent, name);
    try {
      mkdirSync(folder);
    } catch (error) {
      // One group bounds both in the second version.
      if (errnoOf(error) !== 'EEXIST') {
        why ||= `no control group can be made: the system answers ${errnoOf(error)}`;
        continue;
      }
    }
    try {
      setLimit(folder, hierarchy.version, bounded, limits);
      keepForExit(folder);
      return { folder, version: hierarchy.version };
    } catch (error) {
      why ||= `a control group here bounds no ${bounded}: the system answers ${errnoOf(error)}`;
      if (!made.has(folder)) await removeGroup(folder);
    }
  }
  return why;
}

function setLimit(folder: string, version: 1 | 2, bounded: Bounded, limits: SideLimits): void {
  // The files are the kernel's: one that is not there is not made.
  const set = (file: string, value: number): void => writeFileSync(join(folder, file), String(value), { flag: 'r+' });
  if (bounded === 'pids') {
    set('pids.max', limits.processes);
    return;
  }
  const swap = version === 1 ? 'memory.memsw.limit_in_bytes' : 'memory.swap.max';
  set(version === 1 ? 'memory.limit_in_bytes' : 'memory.max', limits.memory);
  try {
    set(swap, version === 1 ? limits.memory : 0);
  } catch {
    // A kernel that does not account for swap.
  }
}

function groupOf(name: string, folders: ReadonlyMap<Bounded, GroupFolder>): ControlGroup {
  const distinct = [...new Set([...folders.values()].map(({ folder }) => folder))];
  const memory = folders.get('memory');
  const pids = folders.get('pids');
  return {
    name,
    bounds: [...folders.keys()],
    joins: distinct.map((folder) => join(folder, 'cgroup.procs')),
    events: () => ({
      memoryKills:
        memory === undefined
          ? 0
          : counter(memory.folder, memory.version === 1 ? 'memory.oom_control' : 'memory.events', 'oom_kill'),
      refusedStarts: pids === undefined ? 0 : counter(pids.folder, 'pids.events', 'max'),
    }),
    kill: () => distinct.forEach(killGroup),
    remove: async () => {
      for (const folder of distinct) await removeGroup(folder);
    },
  };
}

function counter(folder: string, file: string, name: string): number {
  try {
    const line = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? 0);
  } catch {
    return 0;
  }
}

function members(folder: string): readonly number[] {
  try {
    return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function killGroup(folder: string): void {
  for (const pid of members(folder)) {
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

/** A group goes only when the last program in it has; what starts others while it is killed is killed again. */
async function removeGroup(folder: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    killGroup(folder);
    if (dropGroup(folder)) return;
    await sleep(PAUSE);
  }
}

function dropGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'EBUSY') return false;
  }
  made.delete(folder);
  return true;
}

function keepForExit(folder: string): void {
  made.add(folder);
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const left of made) {
      killGroup(left);
      dropGroup(left);
    }
  });
}

/**
 * Whether a program inside is in the group, from what it read in /proc/self/cgroup.
 * @example isMember('4:memory:/twinseal-side-x-1\n', 'memory', 'twinseal-side-x-1') // true
 */
export function isMember(text: string, bounded: Bounded, name: string): boolean {
  return text.split('\n').some((line) => {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return (controllers === '' || controllers.split(',').includes(bounded)) && basename(path) === name;
  });
}
