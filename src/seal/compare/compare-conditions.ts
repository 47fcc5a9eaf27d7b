import type { BuildPlan } from '../../records/build-plan.ts';
import {
  CONDITION_NAMES,
  type ConditionComparison,
  type ConditionName,
  type ObservedConditions,
} from '../../records/conditions.ts';

const NOT_OBSERVED = 'not observed';

// Why a condition stays equal when nobody asked for it.
const REASONS: Readonly<Partial<Record<ConditionName, string>>> = {
  cache: 'each side has an own cache, but both are alike: as full, and at the same path as seen from inside',
  user: 'the sandbox can not give each side a user of its own here',
  clock: 'the wall clock is the machine’s: time namespaces do not move it, and the sides only run at different moments',
  kernel: 'this machine does not let a program see another kernel version (setarch --uname-2.6)',
  aslr: 'this machine does not let a program have fixed addresses (setarch -R)',
  cpus: 'it costs time, so it is varied only when asked for (build.vary), and where there are several processors',
  'file-order': 'the file system lists names in an order of its own, whatever order they were made in',
  domain: 'the sandbox can not give each side a domain name of its own here',
  toolchain: 'both sides run one installation of Go: --own-toolchains gives each a copy of its own, at its own path',
  hostname: 'the sandbox can not give each side a host name of its own here',
  path: 'the sandbox can not give each side a path of its own here',
};

/**
 * Compares what the two sides saw of their conditions. A condition is varied when the sides saw different values; what was
 * planned plays no part in that.
 * @returns one entry for each name, in the order of CONDITION_NAMES
 * @example compareConditions(plan, a.observed, b.observed).filter((each) => !each.varied)
 */
export function compareConditions(
  plan: Pick<BuildPlan, 'notVaried'>,
  a: ObservedConditions,
  b: ObservedConditions,
): readonly ConditionComparison[] {
  return CONDITION_NAMES.map((name) => {
    const [left, right] = [a[name] ?? NOT_OBSERVED, b[name] ?? NOT_OBSERVED];
    const seen = a[name] !== undefined && b[name] !== undefined;
    // Two readings of one clock always differ, which varies nothing.
    const varied = seen && left !== right && name !== 'clock';
    if (varied) return { name, varied, a: left, b: right };
    const asked = plan.notVaried.find((each) => each.name === name)?.why;
    const why = asked ?? (seen ? REASONS[name] : 'it could not be read back') ?? 'both sides saw the same';
    return { name, varied, a: left, b: right, why };
  });
}
