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
  cache: 'each side has an own cache, empty at its start, at a path that is the same on both',
  user: 'the sandbox can not give each side a user of its own here',
  clock: 'the wall clock is the machine’s: time namespaces do not move it, and the sides only run at different moments',
  kernel: 'both sides run on the kernel of this machine',
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
  plan: BuildPlan,
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
