import { readlinkSync } from 'node:fs';
import type { SideLimits } from '../../records/build-choices.ts';
import type { Isolation, SideBound } from '../../records/conditions.ts';
import { MAX_OUTPUT } from '../process/process-run.ts';
import type { Containment } from './containment.ts';
import { type GroupAttempt, isMember } from './control-group.ts';
import type { Bounded } from './control-hierarchy.ts';
import type { ResourceLimits } from './resource-limits.ts';

const NAMESPACES = { network: 'net', mount: 'mnt', pid: 'pid', uts: 'uts', ipc: 'ipc', user: 'user' } as const;
const GROUPS = 'control groups:';
const RESOURCES = 'resource limits:';

/** A program for inside: prints each namespace's identity, the routes that it sees, its control groups and its limits. */
export const ISOLATION_PROBE = [
  'for each in net mnt pid uts ipc user; do printf "%s=%s\\n" "$each" "$(readlink "/proc/self/ns/$each")"; done',
  'printf "uid=%s\\n" "$(id -u)"',
  // The first line of route is its heading; the IPv6 table has none, and its loopback entries lead nowhere.
  'routes=0',
  'if [ -r /proc/net/route ]; then while read -r line; do case $line in Iface*) ;; *) routes=$((routes + 1)) ;; esac; done < /proc/net/route; else routes=unknown; fi',
  'if [ -r /proc/net/ipv6_route ]; then while read -r line; do case $line in *" lo") ;; *) routes=$((routes + 1)) ;; esac; done < /proc/net/ipv6_route; fi',
  'printf "routes=%s\\n" "$routes"',
  `printf "${GROUPS}\\n"; cat /proc/self/cgroup 2>/dev/null`,
  `printf "${RESOURCES}\\n"; cat /proc/self/limits 2>/dev/null`,
].join('\n');

/** What bounds a side, as it was set up. */
export interface SideBounds {
  readonly limits: SideLimits;
  readonly attempt: GroupAttempt;
  readonly resources: ResourceLimits;
}

/**
 * What contains a side, from what {@link ISOLATION_PROBE} printed inside and what this process is in itself: a namespace is
 * in force when its identity differs, a control group when the program was in it, a limit when the program had it.
 * @example readIsolation(run.stdout, containment, bounds).networkless // true
 */
export function readIsolation(probe: string, containment: Containment, bounds: SideBounds): Isolation {
  const [head = '', tail = ''] = probe.split(`${GROUPS}\n`, 2);
  const [groups = '', resources = ''] = tail.split(`${RESOURCES}\n`, 2);
  const seen = new Map<string, string>();
  for (const line of head.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) seen.set(line.slice(0, at), line.slice(at + 1));
  }
  const inForce: string[] = [];
  const missing: { name: string; why: string }[] = [];
  for (const [name, link] of Object.entries(NAMESPACES)) {
    const inside = seen.get(link) ?? '';
    if (inside !== '' && inside !== outer(link)) inForce.push(name);
    else if (name === 'user' && containment.kind === 'root') {
      const ownUser = seen.get('uid') !== '0';
      if (ownUser) inForce.push('own-user');
      else missing.push({ name, why: 'the side runs as root, without privileges' });
    } else missing.push({ name, why: containment.why === '' ? 'it could not be read back' : containment.why });
  }
  const list = [memoryBound(groups, resources, bounds), programsBound(groups, resources, bounds)];
  for (const { name, together, how, why } of list) {
    if (together) inForce.push(name);
    else missing.push({ name, why: how === undefined ? why : `${why}; ${how}` });
  }
  inForce.push('disk');
  return {
    kind: containment.kind === 'process' ? 'process' : 'namespaces',
    inForce,
    missing,
    networkless: inForce.includes('network') && seen.get('routes') === '0',
    bounds: [
      ...list.flatMap(({ name, most, how }) => (most === undefined || how === undefined ? [] : [{ name, most, how }])),
      { name: 'disk', most: bounds.limits.disk, how: 'its folders are looked at while it runs' },
      { name: 'output', most: MAX_OUTPUT, how: 'whoever writes more is ended' },
    ],
  };
}

interface FoundBound extends Partial<Pick<SideBound, 'most' | 'how'>> {
  readonly name: Bounded;
  /** Whether all programs of the side together are bounded. */
  readonly together: boolean;
  readonly why: string;
}

function memoryBound(groups: string, resources: string, { limits, attempt }: SideBounds): FoundBound {
  const name = 'memory';
  if (inGroup(groups, name, attempt)) {
    const how = 'one control group for the whole side';
    return { name, together: true, most: limits.memory, how, why: '' };
  }
  const data = resourceOf(resources, 'Max data size');
  const why = attempt.missing.find((each) => each.name === name)?.why ?? 'its control group could not be read back';
  if (data !== limits.memory) return { name, together: false, why };
  return { name, together: false, most: data, how: 'each of its programs by itself is bounded (RLIMIT_DATA)', why };
}

function programsBound(groups: string, resources: string, { limits, attempt, resources: set }: SideBounds): FoundBound {
  const name = 'pids';
  const most = limits.processes;
  if (inGroup(groups, name, attempt))
    return { name, together: true, most, how: 'one control group for the whole side', why: '' };
  if (set.processes !== undefined && resourceOf(resources, 'Max processes') === most)
    return { name, together: true, most, how: 'the limit of its own user (RLIMIT_NPROC)', why: '' };
  const why = attempt.missing.find((each) => each.name === name)?.why ?? 'its control group could not be read back';
  return { name, together: false, why };
}

function inGroup(groups: string, bounded: Bounded, { group }: GroupAttempt): boolean {
  return group?.bounds.includes(bounded) === true && isMember(groups, bounded, group.name);
}

/** The soft limit: `Max processes   4096   4096   processes`. @see proc_pid_limits(5) */
function resourceOf(text: string, name: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(name));
  const value = Number(line?.slice(name.length).trim().split(/\s+/)[0] ?? Number.NaN);
  return Number.isSafeInteger(value) ? value : undefined;
}

function outer(link: string): string {
  try {
    return readlinkSync(`/proc/self/ns/${link}`);
  } catch {
    return '';
  }
}
