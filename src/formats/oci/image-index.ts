import { canonicalJsonBytes } from '../json/canonical.ts';
import { parseJson } from '../json/parse.ts';
import { pointer } from '../json/pointer.ts';
import type { JsonValue } from '../json/value.ts';
import { descriptorJson, readDescriptor, readMediaType } from './descriptor.ts';
import { checkUnambiguous, readOwnMediaType, readSchemaVersion } from './document-head.ts';
import type { ImageIndex } from './documents.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { ObjectReader } from './object-reader.ts';
import { type Problems, readOrThrow } from './problems.ts';

const NAMES = ['schemaVersion', 'mediaType', 'artifactType', 'manifests', 'subject', 'annotations'];

/**
 * Reads an image index (OCI, or a Docker manifest list) and notes everything that is wrong with it.
 *
 * @param value - the parsed JSON
 * @param problems - where problems are noted
 * @param expected - the media type that the descriptor or the Content-Type announced
 * @returns the typed view, or `undefined` when a required member can't be read
 * @example readImageIndex(parseJson(bytes), problems, descriptor.mediaType)?.manifests.length
 * @see image-spec v1.1.1, image-index.md
 */
export function readImageIndex(value: JsonValue, problems: Problems, expected?: string): ImageIndex | undefined {
  checkUnambiguous(value, 'index', problems);
  const reader = ObjectReader.of(value, '', problems, NAMES);
  if (reader === undefined) return undefined;
  readSchemaVersion(reader, problems);
  const mediaType = readOwnMediaType(reader, [MEDIA_TYPES.ociIndex, MEDIA_TYPES.dockerList], expected, problems);
  const artifactType = readMediaType(reader, 'artifactType', problems, false);
  const entries = reader.array('manifests');
  const manifests = entries?.flatMap(
    (entry, i) => readDescriptor(entry, pointer(reader.at('manifests'), i), problems) ?? [],
  );
  const subject = reader.absent('subject')
    ? undefined
    : readDescriptor(reader.raw('subject'), reader.at('subject'), problems);
  const annotations = reader.optionalStringMap('annotations');
  if (manifests === undefined || manifests.length !== entries?.length) return undefined;
  return {
    schemaVersion: 2,
    mediaType,
    ...(artifactType !== undefined && { artifactType }),
    manifests,
    ...(subject !== undefined && { subject }),
    ...(annotations !== undefined && { annotations }),
  };
}

/**
 * Parses an image index. Members that the specification does not define are left out of the view: keep the bytes.
 *
 * @param bytes - the document
 * @param expected - the media type that pointed here, which the document must agree with
 * @throws FormatError naming the first rule that is broken, with its JSON pointer
 * @example parseImageIndex(bytes).manifests.map((child) => child.platform)
 */
export function parseImageIndex(bytes: Uint8Array, expected?: string): ImageIndex {
  return readOrThrow(parseJson(bytes), (value, problems) => readImageIndex(value, problems, expected));
}

/**
 * The canonical bytes of an index; {@link parseImageIndex} gives the same index back.
 * @throws FormatError when a text has a lone surrogate
 * @example sha256Digest(serialiseImageIndex(index))
 */
export function serialiseImageIndex(index: ImageIndex): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({
    schemaVersion: 2,
    mediaType: index.mediaType,
    artifactType: index.artifactType,
    manifests: index.manifests.map(descriptorJson),
    subject: index.subject === undefined ? undefined : descriptorJson(index.subject),
    annotations: index.annotations,
  });
}
