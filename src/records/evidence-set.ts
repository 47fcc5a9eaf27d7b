import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../formats/oci/documents.ts';
import type { Blob } from './blob.ts';
import type { CheckCode } from './check-codes.ts';
import type { Discovery, Fault, StorageForm } from './discovery.ts';
import type { UnverifiedRevocation } from './revocation.ts';

/** Bytes as they came, with digest and size already compared; nothing else about them is known. */
export interface UnverifiedDocument {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** A document that a strict parser read, once. What it says is still nobody's word. */
export interface ParsedDocument<View> extends UnverifiedDocument {
  readonly view: View;
}

/** What is definitively wrong with the image: it names something that is not there, or that is not what it says. */
export interface Broken {
  readonly digest: Digest;
  readonly code: Extract<
    CheckCode,
    'IMAGE_CONTENT_MISSING' | 'IMAGE_CONTENT_MISMATCH' | 'IMAGE_MALFORMED' | 'IMAGE_AMBIGUOUS'
  >;
  readonly reason: string;
}

/** What was asked for, as it was resolved. `view` is there for an index that could be read. */
export interface UnverifiedRoot extends UnverifiedDocument {
  readonly kind: 'index' | 'manifest';
  readonly view?: ImageIndex;
  readonly broken: readonly Broken[];
}

/** One platform image, or a single-manifest image as its own only child. */
export interface UnverifiedChild {
  /** As the index has it (with platform), or as it was resolved. */
  readonly descriptor: Descriptor;
  /** An `unknown/unknown` child: evidence, never a platform. Nothing more of it is fetched. */
  readonly isEvidence: boolean;
  /** Absent after a fault or when broken; `broken` or the faults then say which. */
  readonly manifest?: ParsedDocument<ImageManifest>;
  /** Absent also when the manifest names a config that is no image config. */
  readonly config?: ParsedDocument<ImageConfig>;
  readonly broken: readonly Broken[];
  /** Handles of the layers in order, when the manifest could be read; opened only when needs ask to walk them. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly blob: Blob }[];
}

/** One referrer: its manifest and the blobs it carries. */
export interface UnverifiedEvidence {
  /** The digest it was found under. Only the signed payload says what it is really about. */
  readonly foundUnder: Digest;
  readonly form: StorageForm;
  readonly descriptor: Descriptor;
  /** Absent when it could not be read; `unusable` then says why. */
  readonly manifest?: ParsedDocument<ImageManifest>;
  readonly blobs: readonly UnverifiedDocument[];
  /** Why nothing can be made of it: junk that is only a line in the facts. */
  readonly unusable?: string;
  /** Neither signature nor attestation: kept for auditors, verified by nobody, no part of the facts. */
  readonly onlyKept?: true;
}

/**
 * By which rules evidence is read and facts are judged, so that what was decided by older ones replays byte for byte. Absent: the
 * first ones. `2`: log entries, timestamps and certificates in the annotations of cosign's older form count, and a signature that
 * names no repository is a check of its own. `3`: the default port of a registry is no part of its name; of cosign's older form, log
 * entries of whole envelopes (`intoto` 0.0.1) and certificates of the very key that signed count.
 */
export type Rules = 2 | 3;

/** The rules of this Twinseal. */
export const RULES: Rules = 3;

/** Whether evidence is read by these rules or newer ones. @example isSince(set.rules, 3) */
export function isSince(rules: Rules | undefined, since: Rules): boolean {
  return rules !== undefined && rules >= since;
}

/** All that was fetched for one verification, each piece once. */
export interface EvidenceSet {
  readonly apiVersion: 'twinseal.dev/evidence/v1';
  readonly rules?: Rules;
  /** As the caller wrote it. */
  readonly requested: string;
  /** Repository name without tag or digest (`registry.example.com/app`), or `layout`. */
  readonly repository: string;
  readonly root: UnverifiedRoot;
  readonly children: readonly UnverifiedChild[];
  readonly evidence: readonly UnverifiedEvidence[];
  readonly discovery: readonly Discovery[];
  readonly faults: readonly Fault[];
  /** What was asked about certificates of trusted chains; absent where no policy asks. */
  readonly revocation?: readonly UnverifiedRevocation[];
}
