import { type Digest, isDigest } from '../digest.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import type { Annotations } from '../oci/descriptor.ts';

/** Prefix of annotations that only the Notary Project may define. */
export const NOTARY_PREFIX = 'io.cncf.notary';

/** The artifact that a notation signature is about. */
export interface NotaryTarget {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly artifactType?: string;
  /** What the signer added with `--user-metadata`. */
  readonly annotations?: Annotations;
}

/**
 * Reads the payload of a signature envelope: a descriptor and nothing else.
 *
 * @param bytes - the signed payload, at most 256 KiB
 * @throws FormatError
 * @example parseNotaryPayload(envelope.payload).digest
 * @see Notary Project signature-specification.md, "Payload"
 */
export function parseNotaryPayload(bytes: Uint8Array): NotaryTarget {
  const json = parseJson(bytes, { maxBytes: 256 * 1024, maxDepth: 8, maxValues: 4096 });
  const members: Members = new Members('notary-payload', json);
  members.only(['targetArtifact']);
  const target: Members = members.inside('targetArtifact');
  target.only(['mediaType', 'digest', 'size', 'annotations', 'artifactType']);
  const mediaType = target.text('mediaType', 255);
  const digest = target.text('digest', 512);
  if (!isDigest(digest)) target.fail('digest', 'is not a digest');
  const size = target.object.size;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    target.fail('size', 'must be a size in bytes');
  const artifactType = target.optionalString('artifactType', 255);
  const annotations = target.has('annotations') ? target.textMap('annotations', 256) : undefined;
  return {
    mediaType,
    digest,
    size,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/**
 * Writes the payload as canonical JSON, whose sorted members are what notation writes too.
 * @throws FormatError when a text has a lone surrogate
 * @example serialiseNotaryPayload({ mediaType, digest, size })
 */
export function serialiseNotaryPayload(target: NotaryTarget): Uint8Array<ArrayBuffer> {
  const { mediaType, digest, size, artifactType, annotations } = target;
  return canonicalJsonBytes({ targetArtifact: { mediaType, digest, size, artifactType, annotations } });
}
