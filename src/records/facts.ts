import type { Digest } from '../formats/digest.ts';
import type { JsonValue } from '../formats/json/value.ts';
import type { Annotations } from '../formats/oci/descriptor.ts';
import type { RunConfig } from '../formats/oci/documents.ts';
import type { CheckCode } from './check-codes.ts';
import type { Discovery, Fault, StorageForm } from './discovery.ts';
import type { Rules } from './evidence-set.ts';
import type { ImageReport } from './image-report.ts';
import type { Interval } from './interval.ts';
import type { NotationCheck } from './notation-authorities.ts';
import type { ChainRevocation } from './revocation.ts';
import type { StatementContent, UnreadContent } from './statement-content.ts';

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
  /**
   * Who it is, for the rule that one fills no two roles: SHA-256 of the SPKI of the key that verified; for an identity
   * whose keys live for minutes, of its issuer and name.
   */
  readonly key: Digest;
  /** RFC 4514 subject of the leaf, for notation. */
  readonly certificateSubject?: string;
  /** Of a keyless signer: the identity in its certificate, and who vouched for it. */
  readonly identity?: { readonly name: string; readonly issuer: string };
}

/** A check of a notation signature that the policy does not enforce. */
export interface LoggedCheck {
  readonly check: NotationCheck;
  /** Seconds since 1970, when it holds; absent: never. */
  readonly holds?: Interval;
  /** What is wrong when it does not hold. */
  readonly reason: string;
}

/** A signature over the image itself that verifies, by a trusted signer. */
export interface SignatureFact {
  readonly subject: Digest;
  readonly signer: SignerFact;
  readonly form: StorageForm;
  /** When it counts: certificates and expiry give bounds, a bare key none. */
  readonly valid: Interval;
  /** Seconds since 1970: the earliest time at which a log or authority that is trusted for it saw the signature. */
  readonly signedAt?: number;
  /** When its key is trusted, where that is bounded and no trusted time of the signature is known: the present must lie within. */
  readonly window?: Interval;
  /** As signed, checked by nobody. */
  readonly claimedTime?: string;
  /** The repository that whoever signed says that it is for; absent: it says none. */
  readonly name?: string;
  readonly annotations: Annotations;
  /** Digest of the referrer manifest. */
  readonly evidence: Digest;
  /** What does not hold, or only for a time, and what the policy notes instead of enforcing it. */
  readonly logged?: readonly LoggedCheck[];
  /** Of the certificates that it rests on, where the policy asks. */
  readonly revocation?: ChainRevocation;
}

/** A statement that verifies, by a trusted signer, whose subjects were compared. */
export interface StatementFact {
  /** All digests that the signed statement names. */
  readonly subjects: readonly Digest[];
  readonly foundUnder: Digest;
  readonly predicateType: string;
  /**
   * Of a twin proof or a rebuild, which are judged, and of a statement of at most 64 KiB where an expression looks into
   * predicates; null for all others, whose bytes `statement` names.
   */
  readonly predicate: JsonValue;
  /** What typed readers took from predicates that policies can demand: an SBOM, a scan, VEX, a search for secrets. */
  readonly content?: StatementContent;
  /** Why there is no `content` where the policy asks for it. */
  readonly unread?: UnreadContent;
  /** Seconds since 1970: when what it states was made or found, as its predicate claims; absent when it claims no time. */
  readonly claimed?: number;
  readonly signer: SignerFact;
  readonly form: StorageForm;
  readonly valid: Interval;
  /** As with signatures. */
  readonly signedAt?: number;
  readonly window?: Interval;
  /** Digest of the statement bytes, so that copies count once. */
  readonly statement: Digest;
  readonly evidence: Digest;
}

/** Evidence that did not count, and why: one junk referrer is only a line here. */
export interface RejectedEvidence {
  readonly foundUnder: Digest;
  readonly evidence: Digest;
  readonly family: 'cosign' | 'notation' | 'other';
  readonly code: Extract<CheckCode, `SIGNATURE_${string}` | `STATEMENT_${string}` | `KEY_${string}`>;
  readonly reason: string;
  /** Predicate type, when it could be read; for the message only. */
  readonly claimedType?: string;
  /** Name of the trusted signer whose key or chain it verifies with, or whose it claims to be. */
  readonly signer?: string;
  /** Digest of that signer's key, where the name alone does not tell which of several it is. */
  readonly key?: Digest;
}

/** What verification established. Plain data, no opinions, no "now". */
export interface Facts {
  readonly apiVersion: 'twinseal.dev/facts/v1';
  /** By which they are to be judged. */
  readonly rules?: Rules;
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
