/** What differs between two sides, by name. `docs/variations.md` says what each can catch. */
export const CONDITION_NAMES = [
  'path',
  'home',
  'hostname',
  'timezone',
  'locale',
  'umask',
  'environment',
  'parallelism',
  'file-times',
  'cache',
  'user',
  'clock',
  'kernel',
  'aslr',
  'cpus',
  'file-order',
  'exec-path',
  'domain',
  'toolchain',
] as const;
/** A name of {@link CONDITION_NAMES}. */
export type ConditionName = (typeof CONDITION_NAMES)[number];

/** Conditions that a user can ask to keep equal. The others are not ours to vary, or must differ. */
export const KEEPABLE_CONDITIONS: readonly ConditionName[] = CONDITION_NAMES.filter(
  (name) => name !== 'cache' && name !== 'clock',
);

/** One condition as a program inside the side saw it. */
export type ObservedConditions = Readonly<Partial<Record<ConditionName, string>>>;

/** One condition of both sides, compared. */
export interface ConditionComparison {
  readonly name: ConditionName;
  readonly varied: boolean;
  /** As observed inside side A and side B. */
  readonly a: string;
  readonly b: string;
  /** Why it is not varied, when it isn't. */
  readonly why?: string;
}

/**
 * What can contain a side, by name. `user`: its programs run as a user of their own, by a user namespace or because root chose
 * one; `memory`, `pids` and `disk`: all its programs together are bounded.
 */
export const ISOLATION_NAMES = ['network', 'mount', 'pid', 'uts', 'ipc', 'user', 'memory', 'pids', 'disk'] as const;
/** A name of {@link ISOLATION_NAMES}. */
export type IsolationName = (typeof ISOLATION_NAMES)[number];

/** One bound on what a side uses. */
export interface SideBound {
  /** `memory`, `pids`, `disk` or `output`; time is bounded for each command, by the settings. */
  readonly name: string;
  /** Bytes, or programs and threads at once. */
  readonly most: number;
  /** By which means it is kept. */
  readonly how: string;
}

/** What contains a side, as observed from inside. */
export interface Isolation {
  /** `namespaces` (user or root) or `process` (nothing but a clean environment). */
  readonly kind: 'namespaces' | 'process';
  /** In force, as read back: names of {@link ISOLATION_NAMES}, and `own-user` where root chose the user. */
  readonly inForce: readonly string[];
  /** Not in force, each with the reason. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
  /** Whether a program inside saw no route out. */
  readonly networkless: boolean;
  /** The bounds on what it uses; absent in what older versions wrote. */
  readonly bounds?: readonly SideBound[];
}
