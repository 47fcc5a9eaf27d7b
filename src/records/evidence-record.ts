import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Discovery, Fault, StorageForm } from './discovery.ts';
import type { Broken, Rules, UnverifiedEvidence } from './evidence-set.ts';

/**
 * An {@link EvidenceSet} without its bytes: pure JSON that names every document by digest, so that the set can be kept,
 * exported and restored years later, to be verified anew. The bytes lie in the archive under their digests.
 */
export interface EvidenceRecord {
  readonly apiVersion: 'twinseal.dev/evidence-record/v1';
  readonly rules?: Rules;
  readonly repository: string;
  readonly root: {
    readonly descriptor: Descriptor;
    readonly kind: 'index' | 'manifest';
    readonly broken: readonly Broken[];
  };
  readonly children: readonly {
    readonly descriptor: Descriptor;
    readonly isEvidence: boolean;
    /** Whether manifest and config were read; their bytes are in the archive then. */
    readonly manifest: boolean;
    readonly config?: Descriptor;
    readonly broken: readonly Broken[];
    readonly layers: readonly Descriptor[];
  }[];
  readonly evidence: readonly {
    readonly foundUnder: Digest;
    readonly form: StorageForm;
    readonly descriptor: Descriptor;
    readonly manifest: boolean;
    readonly blobs: readonly Descriptor[];
    readonly unusable?: string;
    /** As {@link UnverifiedEvidence.onlyKept}. */
    readonly onlyKept?: true;
  }[];
  readonly discovery: readonly Discovery[];
  readonly faults: readonly Fault[];
  /** As {@link UnverifiedRevocation}, with the descriptors of the documents. */
  readonly revocation?: readonly {
    readonly kind: 'ocsp' | 'crl';
    readonly address: string;
    readonly about: Digest;
    readonly document?: Descriptor;
    readonly failure?: string;
  }[];
}

/** Bytes that are kept under their digest. */
export interface ArchivedDocument {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Media types of the records that are archived beside what registries served; each is canonical JSON. */
export const RECORD_TYPES = {
  /** An {@link EvidenceRecord}. */
  evidence: 'application/vnd.twinseal.evidence-record.v1+json',
  /** A list of ImageReports. */
  reports: 'application/vnd.twinseal.image-reports.v1+json',
  /** An EvidenceListing: what evidence is found by. */
  listing: 'application/vnd.twinseal.evidence-listing.v1+json',
  /** A Policy, with its keys inside. */
  policy: 'application/vnd.twinseal.policy.v1+json',
} as const;
