import { type Digest, digestAlgorithm, digestEncoded } from '../digest.ts';

/** What cosign before version 3 keeps under tags: signatures, and attestations. */
export const COSIGN_TAGS = ['sig', 'att'] as const;
/** One of {@link COSIGN_TAGS}. */
export type CosignTag = (typeof COSIGN_TAGS)[number];

const MAX_TAG = 128;

/**
 * The tag under which cosign before version 3 keeps what it says of a digest.
 * @returns undefined for a digest that is too long for a tag
 * @example cosignTag(digest, 'sig') // 'sha256-44136fa3....sig'
 * @see cosign specs/SIGNATURE_SPEC.md, "Tag-based discovery"; distribution-spec v1.1.1, "Pulling manifests"
 */
export function cosignTag(subject: Digest, kind: CosignTag): string | undefined {
  const tag = `${digestAlgorithm(subject)}-${digestEncoded(subject)}.${kind}`;
  return tag.length <= MAX_TAG && /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(tag) ? tag : undefined;
}

/**
 * Whether a name in a layout stands for evidence about something else: what a registry without the referrers API keeps under the
 * subject's digest, with an ending what cosign before version 3 keeps of it.
 * @example isEvidenceName('sha256-44136fa3....sig') // true
 * @see distribution-spec v1.1.1, "Referrers Tag Schema" (the digest with a dash for its colon, cut to 64 characters of hex)
 */
export function isEvidenceName(name: string): boolean {
  return /^[a-z0-9+._-]{1,32}-[a-f0-9]{32,128}(?:\.(?:sig|att|sbom))?$/.test(name);
}
