/** The time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. @example Math.floor(clock.now() / 1000) // seconds */
  now(): number;
}
