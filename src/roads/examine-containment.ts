import type { FoundContainment } from '../ports/machine.ts';
import { ISOLATION_NAMES, type IsolationName } from '../records/conditions.ts';
import type { Diagnosis } from '../records/diagnosis.ts';

const KINDS = {
  root: 'namespaces, made by root',
  user: 'namespaces, through a user namespace',
  process: 'plain processes',
} as const;

const NAMESPACES =
  'install util-linux (unshare, setpriv, mount, pivot_root) and let this user make namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns; in a container: a seccomp profile that allows unshare and mount)';
const GROUPS = 'run as root, or in a control group that is yours: systemd-run --user --scope twinseal ...';

/** What each protection keeps a side from, and what brings it. */
const PROTECTIONS: Readonly<Record<IsolationName, readonly [string, string]>> = {
  network: ['a side reaches no network', NAMESPACES],
  mount: ['a side sees no file of the machine but the system and Go, read-only', NAMESPACES],
  pid: ['a side sees no other program, and leaves none behind', NAMESPACES],
  uts: ['a side has a host name and a domain name of its own', NAMESPACES],
  ipc: ['a side shares no memory and no queue with others', NAMESPACES],
  user: ['a side runs as a user of its own', NAMESPACES],
  memory: ['the memory of all programs of a side together is bounded', GROUPS],
  pids: ['the count of programs of a side is bounded', GROUPS],
  disk: ['what a side writes is bounded', ''],
};

/**
 * How sides are contained here, and each protection by itself, by the name that a policy demands it by
 * (`twinBuild.isolation`).
 * @example examineContainment(await machine.containment(call))[1]?.name // 'isolation: network'
 */
export function examineContainment({ kind, why, isolation }: FoundContainment): readonly Diagnosis[] {
  const whole: Diagnosis = {
    name: 'containment',
    state: kind === 'process' ? 'absent' : 'found',
    text: kind === 'process' ? `${KINDS.process}, no namespaces: ${why}` : KINDS[kind],
    advice: kind === 'process' ? 'sides then see this machine, proofs say so, and prepare commands are refused' : '',
  };
  return [whole, ...ISOLATION_NAMES.map((name) => examineProtection(name, isolation))];
}

function examineProtection(name: IsolationName, isolation: FoundContainment['isolation']): Diagnosis {
  const { inForce, missing, bounds = [] } = isolation;
  const [means, advice] = PROTECTIONS[name];
  const row = { name: `isolation: ${name}` };
  if (!inForce.includes(name) && !(name === 'user' && inForce.includes('own-user'))) {
    const why = missing.find((each) => each.name === name)?.why ?? 'it was not seen in force';
    return { ...row, state: 'absent', text: `not in force: ${why}`, advice };
  }
  const how = bounds.find((each) => each.name === name)?.how;
  return { ...row, state: 'found', text: how === undefined ? means : `${means}: ${how}`, advice: '' };
}
