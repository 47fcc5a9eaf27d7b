import type { VexStatement } from '../formats/openvex.ts';
import type { SbomCensus } from '../formats/sbom/census.ts';
import type { VulnerabilityFinding } from '../formats/scan/finding.ts';

/** What a typed reader took from a predicate: small, bounded, and only what policies can ask for. */
export type StatementContent =
  | ({ readonly kind: 'sbom' } & SbomCensus)
  | {
      readonly kind: 'scan';
      readonly scanner: string;
      /** Seconds since 1970, as the predicate claims. */
      readonly at: number;
      readonly findings: readonly VulnerabilityFinding[];
    }
  | { readonly kind: 'vex'; readonly statements: readonly VexStatement[] }
  | {
      readonly kind: 'secrets';
      readonly scanner: string;
      /** Seconds since 1970, as the predicate claims. */
      readonly at: number;
      /** How many were found. */
      readonly found: number;
      /** The first of them: never a secret itself. */
      readonly findings: readonly { readonly rule: string; readonly path: string }[];
    };

/** Why no reader could take what a trusted signer stated. */
export interface UnreadContent {
  /** Broken, or of a form that nothing here reads. */
  readonly code: 'STATEMENT_MALFORMED' | 'STATEMENT_UNREADABLE';
  readonly reason: string;
  /** Seconds since 1970: the time that the predicate claims, where that much could be read. */
  readonly at?: number;
}
