import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject } from '../../formats/json/value.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { readImageIndex } from '../../formats/oci/image-index.ts';
import { readImageManifest } from '../../formats/oci/image-manifest.ts';
import { Problems } from '../../formats/oci/problems.ts';

/** What a listing of referrers tells of a manifest. */
export interface ManifestHead {
  readonly mediaType: string;
  /** What it is attached to. */
  readonly subject?: Digest;
  /** Its own, else the type of its config. @see distribution-spec v1.1.1, "Listing Referrers" */
  readonly artifactType?: string;
  readonly annotations?: Annotations;
}

/**
 * Reads the head of a manifest or index, whichever the document is.
 *
 * @param bytes - the document
 * @returns undefined when it is neither (another JSON document, or malformed)
 * @example manifestHead(bytes)?.subject
 */
export function manifestHead(bytes: Uint8Array): ManifestHead | undefined {
  let value: ReturnType<typeof parseJson>;
  try {
    value = parseJson(bytes);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
  if (!isJsonObject(value)) return undefined;
  // Which kind it is, is told by its list; a document with both is refused by either reader.
  const index = value.manifests === undefined ? undefined : readImageIndex(value, new Problems());
  const manifest = value.layers === undefined ? undefined : readImageManifest(value, new Problems());
  if (index !== undefined && manifest !== undefined) return undefined;
  const head = index ?? manifest;
  if (head === undefined) return undefined;
  const artifactType = head.artifactType ?? manifest?.config.mediaType;
  return {
    mediaType: head.mediaType,
    ...(head.subject !== undefined && { subject: head.subject.digest }),
    ...(artifactType !== undefined && { artifactType }),
    ...(head.annotations !== undefined && { annotations: head.annotations }),
  };
}
