import type { Digest } from '../formats/digest.ts';
import type { JsonValue } from '../formats/json/value.ts';
import type { Annotations } from '../formats/oci/descriptor.ts';
import type { RunConfig } from '../formats/oci/documents.ts';
import type { CheckCode } from './check-codes.ts';
import type { Discovery, Fault, StorageForm } from './discovery.ts';
import type { ImageReport } from './image-report.ts';
import type { Interval } from './interval.ts';
import type { StatementContent } from './statement-content.ts';

/** A digest that the verdict is about. */
export interface FactSubject {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly role: 'index' | 'platform' | 'evidence';
  /** Of a platform subject, from the index entry, else from the config. */
  readonly platform?: string;
  /** Platform as each place has it, for the comparison. */
  readonly claims: { readonly descriptor?: string; readonly config?: string; readonly program?: string };
  readonly annotations: Annotations;
  /** The run part of a platform's config; absent when there is no image config or it could not be read. */
  readonly config?: RunConfig;
  readonly broken: readonly { readonly digest: Digest; readonly code: CheckCode; readonly reason: string }[];
}

/** Which trusted signer made it, and how that is known. */
export interface SignerFact {
  /** Name in the policy. */
  readonly name: string;
  readonly family: 'cosign' | 'notation';
  /** SHA-256 of the SPKI of the key that verified. */
  readonly key: Digest;
  /** RFC 4514 subject of the leaf, for notation. */
  readonly certificateSubject?: string;
}

/** A signature over the image itself that verifies, by a trusted signer. */
export interface SignatureFact {
  readonly subject: Digest;
  readonly signer: SignerFact;
  readonly form: StorageForm;
  /** When it counts: certificates and expiry give bounds, a bare key none. */
  readonly valid: Interval;
  /** As signed, checked by nobody. */
  readonly claimedTime?: string;
  readonly annotations: Annotations;
  /** Digest of the referrer manifest. */
  readonly evidence: Digest;
}

/** A statement that verifies, by a trusted signer, whose subjects were compared. */
export interface StatementFact {
  /** All digests that the signed statement names. */
  readonly subjects: readonly Digest[];
  readonly foundUnder: Digest;
  readonly predicateType: string;
  /** Of a twin proof or a rebuild, which are judged; null for all others, whose bytes `statement` names. */
  readonly predicate: JsonValue;
  /** What typed readers took from predicates that policies can demand: an SBOM, a scan, VEX, a search for secrets. */
  readonly content?: StatementContent;
  readonly signer: SignerFact;
  readonly form: StorageForm;
  readonly valid: Interval;
  /** Digest of the statement bytes, so that copies count once. */
  readonly statement: Digest;
  readonly evidence: Digest;
}

/** Evidence that did not count, and why: one junk referrer is only a line here. */
export interface RejectedEvidence {
  readonly foundUnder: Digest;
  readonly evidence: Digest;
  readonly family: 'cosign' | 'notation' | 'other';
  readonly code: Extract<CheckCode, `SIGNATURE_${string}` | `STATEMENT_${string}`>;
  readonly reason: string;
  /** Predicate type, when it could be read; for the message only. */
  readonly claimedType?: string;
  /** Name of the trusted signer whose key or chain it verifies with, or whose it claims to be. */
  readonly signer?: string;
}

/** What verification established. Plain data, no opinions, no "now". */
export interface Facts {
  readonly apiVersion: 'twinseal.dev/facts/v1';
  readonly requested: string;
  readonly repository: string;
  readonly root: Digest;
  readonly subjects: readonly FactSubject[];
  readonly signatures: readonly SignatureFact[];
  readonly statements: readonly StatementFact[];
  readonly rejected: readonly RejectedEvidence[];
  readonly images: readonly ImageReport[];
  readonly discovery: readonly Discovery[];
  readonly faults: readonly Fault[];
}
