/** Bounds of one verification. What lies beyond is a fault with a code of its own, never "there is none". */
export interface GatherLimits {
  /** Entries of all indexes together. */
  readonly maxChildren: number;
  /** Indexes inside of indexes. */
  readonly maxDepth: number;
  /** Layers of one manifest. */
  readonly maxLayers: number;
  /** Bytes of a config. */
  readonly maxConfig: number;
  /** Bytes of all inner indexes, manifests and configs together, and of all manifests of evidence: as values they take many times as much memory. */
  readonly maxImageBytes: number;
  /** Signatures and attestations under one subject. */
  readonly maxEvidence: number;
  /** Bytes of the manifest of one piece of evidence. */
  readonly maxEvidenceManifest: number;
  /** Bytes of one blob of evidence, and of all together. */
  readonly maxEvidenceBlob: number;
  readonly maxEvidenceBytes: number;
  /** Requests at one time. */
  readonly width: number;
}

/**
 * 100 children, 2 nested indexes, 500 layers, 32 MiB of documents, 100 pieces of evidence a subject, 32 MiB a piece with a
 * manifest of 256 KiB, 256 MiB together.
 * @see CVE-2023-46737 and CVE-2023-33957 (endless signatures), CVE-2024-29902 (huge attachments)
 */
export const GATHER_LIMITS: GatherLimits = {
  maxChildren: 100,
  maxDepth: 2,
  maxLayers: 500,
  maxConfig: 4 * 2 ** 20,
  maxImageBytes: 32 * 2 ** 20,
  maxEvidence: 100,
  maxEvidenceManifest: 256 * 2 ** 10,
  maxEvidenceBlob: 32 * 2 ** 20,
  maxEvidenceBytes: 256 * 2 ** 20,
  width: 6,
};
