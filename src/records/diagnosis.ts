/** One thing that `doctor` looked for. */
export interface Diagnosis {
  /** `go`, `git`, `containment`, `cosign`. */
  readonly name: string;
  /** `missing` stops a twin build; `absent` only leaves something out. */
  readonly state: 'found' | 'absent' | 'missing';
  /** Version and path, or why not. */
  readonly text: string;
  /** What to install or change; empty when found. */
  readonly advice: string;
}
