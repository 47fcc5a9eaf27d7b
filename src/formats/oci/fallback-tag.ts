import { type Digest, digestAlgorithm, digestEncoded } from '../digest.ts';

const MAX_ALGORITHM = 32;
const MAX_ENCODED = 64;

/**
 * The tag that holds the referrers of a subject where a registry has no referrers API.
 * @see distribution-spec v1.1, "Referrers Tag Schema"
 * @example fallbackTag(digest) // 'sha256-44136fa3...'
 */
export function fallbackTag(subject: Digest): string {
  const part = (text: string, length: number) => text.slice(0, length).replace(/[^A-Za-z0-9._-]/g, '-');
  return `${part(digestAlgorithm(subject), MAX_ALGORITHM)}-${part(digestEncoded(subject), MAX_ENCODED)}`;
}

/**
 * Whether another subject may have the same tag, so that its entries must be told apart by their own word.
 * @example sharesFallbackTag(index.digest) // false for sha256
 * @see distribution-spec v1.1, "Referrers Tag Schema"
 */
export function sharesFallbackTag(subject: Digest): boolean {
  return digestEncoded(subject).length > MAX_ENCODED || digestAlgorithm(subject).length > MAX_ALGORITHM;
}
