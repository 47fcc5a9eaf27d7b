/** Lets work that nobody waits for go slowly, a step at a time. */
export interface Pace {
  /** Ends when the next step may begin. @example await pace.step() */
  step(): Promise<void>;
}
