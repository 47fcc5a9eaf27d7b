/**
 * A stretch of time in seconds since 1970-01-01T00:00:00Z, closed at both ends. `null` means "no bound on this side"
 * and is only written where the evidence really sets none (a bare public key has no validity).
 */
export interface Interval {
  readonly from: number | null;
  readonly until: number | null;
}
