/** A signed vulnerability scan. */
export interface ScanRequirement {
  readonly by: readonly string[];
  /** The worst severity that is still let in. */
  readonly ceiling: 'none' | 'low' | 'medium' | 'high';
  /** Seconds since the scan ended, at most. */
  readonly maxAge?: number;
  /** Signers whose VEX statements (`not_affected`, `fixed`) take findings away. */
  readonly vexBy?: readonly string[];
  /** Findings that are let in for a while. */
  readonly exceptions?: readonly ScanException[];
}

/** Somebody answers for a finding, for a while. */
export interface ScanException {
  /** Of the vulnerability: `CVE-2026-1234`. */
  readonly id: string;
  readonly owner: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly until: string;
}
