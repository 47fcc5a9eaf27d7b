import { readlinkSync } from 'node:fs';
import type { Isolation } from '../../records/conditions.ts';
import type { Containment } from './containment.ts';

const NAMESPACES = { network: 'net', mount: 'mnt', pid: 'pid', uts: 'uts', ipc: 'ipc', user: 'user' } as const;

/** A program for inside: prints each namespace's identity and the routes that it sees. */
export const ISOLATION_PROBE = [
  'for each in net mnt pid uts ipc user; do printf "%s=%s\\n" "$each" "$(readlink "/proc/self/ns/$each")"; done',
  'printf "uid=%s\\n" "$(id -u)"',
  // The first line of route is its heading; the IPv6 table has none, and its loopback entries lead nowhere.
  'routes=0',
  'if [ -r /proc/net/route ]; then while read -r line; do case $line in Iface*) ;; *) routes=$((routes + 1)) ;; esac; done < /proc/net/route; else routes=unknown; fi',
  'if [ -r /proc/net/ipv6_route ]; then while read -r line; do case $line in *" lo") ;; *) routes=$((routes + 1)) ;; esac; done < /proc/net/ipv6_route; fi',
  'printf "routes=%s\\n" "$routes"',
].join('\n');

/**
 * What contains a side, from what {@link ISOLATION_PROBE} printed inside and what this process is in itself: a namespace is
 * in force when its identity differs.
 * @example readIsolation(run.stdout, containment).networkless // true
 */
export function readIsolation(probe: string, containment: Containment): Isolation {
  const seen = new Map<string, string>();
  for (const line of probe.split('\n')) {
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
  missing.push({ name: 'memory', why: 'no control group is used' });
  return {
    kind: containment.kind === 'process' ? 'process' : 'namespaces',
    inForce,
    missing,
    networkless: inForce.includes('network') && seen.get('routes') === '0',
  };
}

function outer(link: string): string {
  try {
    return readlinkSync(`/proc/self/ns/${link}`);
  } catch {
    return '';
  }
}
