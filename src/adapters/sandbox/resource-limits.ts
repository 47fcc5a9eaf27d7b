import { release } from 'node:os';
import { getuid } from 'node:process';
import type { SideLimits } from '../../records/build-choices.ts';
import type { Containment } from './containment.ts';
import type { ControlGroup } from './control-group.ts';

/** Limits that the kernel puts on each program by itself. */
export interface ResourceLimits {
  /** Bytes of one file. */
  readonly fileSize: number;
  /** Bytes of one program's data; absent where a control group bounds all programs together. */
  readonly data?: number;
  /** Programs and threads of the side's user; absent where a control group bounds them, or that user has others, which would count too. */
  readonly processes?: number;
}

/**
 * What is set for each program of a side, beside or instead of its control group. Data and not address space: Go reserves
 * far more addresses than it uses.
 * @example resourceLimits(containment, limits, group).data // undefined where a group bounds memory
 * @see setrlimit(2), RLIMIT_DATA (Linux 4.7: private writable mappings too), RLIMIT_FSIZE, RLIMIT_NPROC
 */
export function resourceLimits(
  containment: Containment,
  limits: SideLimits,
  group: ControlGroup | undefined,
): ResourceLimits {
  return {
    fileSize: limits.disk,
    ...(group?.bounds.includes('memory') === true ? {} : { data: limits.memory }),
    ...(group?.bounds.includes('pids') !== true && ownUser(containment) ? { processes: limits.processes } : {}),
  };
}

/** The words before a program that set its limits; core files serve no build. @example limitWords('/usr/bin/prlimit', { fileSize: 1024 }) */
export function limitWords(prlimit: string | undefined, limits: ResourceLimits): readonly string[] {
  if (prlimit === undefined) return [];
  const { fileSize, data, processes } = limits;
  return [
    prlimit,
    '--core=0',
    `--fsize=${fileSize}`,
    ...(data === undefined ? [] : [`--data=${data}`]),
    ...(processes === undefined ? [] : [`--nproc=${processes}`]),
    '--',
  ];
}

/**
 * Whether the programs of a side are counted apart from all others: they have a user of their own, or a user namespace,
 * which counts by itself since Linux 5.14. The machine's root is never bounded by that count.
 */
function ownUser({ kind }: Containment): boolean {
  if (kind === 'root') return true;
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return kind === 'user' && getuid?.() !== 0 && (major > 5 || (major === 5 && minor >= 14));
}
