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
] as const;
/** A name of {@link CONDITION_NAMES}. */
export type ConditionName = (typeof CONDITION_NAMES)[number];

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

/** What contains a side, as observed from inside. */
export interface Isolation {
  /** `namespaces` (user or root) or `process` (nothing but a clean environment). */
  readonly kind: 'namespaces' | 'process';
  /** In force, as read back: `network`, `mount`, `pid`, `uts`, `ipc`, `user`. */
  readonly inForce: readonly string[];
  /** Not in force, each with the reason. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
  /** Whether a program inside saw no route out. */
  readonly networkless: boolean;
}
