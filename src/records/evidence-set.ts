import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Blob } from './blob.ts';
import type { Discovery, Fault, StorageForm } from './discovery.ts';

/** Bytes as they came, with digest and size already compared; nothing else about them is known. */
export interface UnverifiedDocument {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** One platform image, or a single-manifest image as its own only child. */
export interface UnverifiedChild {
  /** As the index has it (with platform), or as it was resolved. */
  readonly descriptor: Descriptor;
  /** An `unknown/unknown` child with BuildKit's annotation: evidence, never a platform. */
  readonly isEvidence: boolean;
  /** Absent after a fault or when missing; `missing` then says which. */
  readonly manifest?: UnverifiedDocument;
  readonly config?: UnverifiedDocument;
  /** What the image names but the source does not have (definitive, unlike a fault), or has with other bytes. */
  readonly broken: readonly {
    readonly digest: Digest;
    readonly code: 'IMAGE_CONTENT_MISSING' | 'IMAGE_CONTENT_MISMATCH' | 'IMAGE_MALFORMED' | 'IMAGE_AMBIGUOUS';
    readonly reason: string;
  }[];
  /** Handles of the layers in order, when the manifest could be read; opened only when needs ask to walk them. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly blob: Blob }[];
}

/** One referrer: its manifest and the blobs it carries. */
export interface UnverifiedEvidence {
  /** The digest it was found under. Only the signed payload says what it is really about. */
  readonly foundUnder: Digest;
  readonly form: StorageForm;
  readonly manifest: UnverifiedDocument;
  readonly blobs: readonly UnverifiedDocument[];
}

/** All that was fetched for one verification, each piece once. */
export interface EvidenceSet {
  readonly apiVersion: 'twinseal.dev/evidence/v1';
  /** As the caller wrote it. */
  readonly requested: string;
  /** Repository name without tag or digest (`registry.example.com/app`), or `layout`. */
  readonly repository: string;
  readonly root: UnverifiedDocument;
  readonly children: readonly UnverifiedChild[];
  readonly evidence: readonly UnverifiedEvidence[];
  readonly discovery: readonly Discovery[];
  readonly faults: readonly Fault[];
}
