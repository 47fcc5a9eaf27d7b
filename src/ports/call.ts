/** What every call to the world carries: when to give up, and how to be told. */
export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which the result is of no use. */
  readonly deadline: number;
}
