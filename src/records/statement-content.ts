/** Severity of a finding, worst last. `unknown` counts as `critical`: what nobody rated may be anything. */
export const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical', 'unknown'] as const;

/** A severity of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** What a typed reader took from a predicate: small, bounded, and only what policies can ask for. */
export type StatementContent =
  | {
      readonly kind: 'sbom';
      readonly format: 'spdx' | 'cyclonedx';
      readonly packages: number;
      /** How many packages have each. */
      readonly versions: number;
      readonly purls: number;
      readonly licenses: number;
      readonly checksums: number;
      /** Seconds since 1970, as the document claims. */
      readonly created?: number;
    }
  | {
      readonly kind: 'scan';
      readonly scanner: string;
      /** Seconds since 1970, as the predicate claims. */
      readonly at?: number;
      readonly findings: readonly { readonly id: string; readonly severity: Severity; readonly package?: string }[];
    }
  | {
      readonly kind: 'vex';
      readonly at?: number;
      readonly statements: readonly {
        readonly vulnerability: string;
        readonly status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation';
        /** Empty: of the image as a whole. */
        readonly products: readonly string[];
      }[];
    }
  | {
      readonly kind: 'secrets';
      readonly scanner: string;
      readonly at?: number;
      readonly findings: readonly { readonly rule: string; readonly path: string }[];
    };
