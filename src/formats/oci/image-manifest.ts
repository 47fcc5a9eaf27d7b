import { canonicalJsonBytes } from '../json/canonical.ts';
import { parseJson } from '../json/parse.ts';
import { pointer } from '../json/pointer.ts';
import type { JsonValue } from '../json/value.ts';
import { descriptorJson, readDescriptor, readMediaType } from './descriptor.ts';
import { checkUnambiguous, readOwnMediaType, readSchemaVersion } from './document-head.ts';
import type { ImageManifest } from './documents.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { ObjectReader } from './object-reader.ts';
import { type Problems, readOrThrow } from './problems.ts';

const NAMES = ['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'subject', 'annotations'];

/**
 * Reads an image manifest (OCI, or Docker schema 2) and notes everything that is wrong with it.
 *
 * @param value - the parsed JSON
 * @param problems - where problems are noted
 * @param expected - the media type that the descriptor or the Content-Type announced
 * @returns the typed view, or `undefined` when a required member can't be read
 * @example readImageManifest(parseJson(bytes), problems, descriptor.mediaType)?.layers.length
 * @see image-spec v1.1.1, manifest.md; Docker image manifest version 2, schema 2
 */
export function readImageManifest(value: JsonValue, problems: Problems, expected?: string): ImageManifest | undefined {
  checkUnambiguous(value, 'manifest', problems);
  const reader = ObjectReader.of(value, '', problems, NAMES);
  if (reader === undefined) return undefined;
  readSchemaVersion(reader, problems);
  const mediaType = readOwnMediaType(reader, [MEDIA_TYPES.ociManifest, MEDIA_TYPES.dockerManifest], expected, problems);
  const artifactType = readMediaType(reader, 'artifactType', problems, false);
  const rawConfig = reader.required('config');
  const config = rawConfig === undefined ? undefined : readDescriptor(rawConfig, reader.at('config'), problems);
  const entries = reader.array('layers');
  const layers = entries?.flatMap((entry, i) => readDescriptor(entry, pointer(reader.at('layers'), i), problems) ?? []);
  const subject = reader.absent('subject')
    ? undefined
    : readDescriptor(reader.raw('subject'), reader.at('subject'), problems);
  const annotations = reader.optionalStringMap('annotations');
  if (config?.mediaType === MEDIA_TYPES.ociEmpty && artifactType === undefined)
    problems.add(
      'artifact-type-missing',
      '/artifactType',
      '/artifactType is missing, and is required beside the empty config',
    );
  if (config === undefined || layers === undefined || layers.length !== entries?.length) return undefined;
  return {
    schemaVersion: 2,
    mediaType,
    ...(artifactType !== undefined && { artifactType }),
    config,
    layers,
    ...(subject !== undefined && { subject }),
    ...(annotations !== undefined && { annotations }),
  };
}

/**
 * Parses an image manifest. Members that the specification does not define are left out of the view: keep the bytes.
 *
 * @param bytes - the document
 * @param expected - the media type that pointed here, which the document must agree with
 * @throws FormatError naming the first rule that is broken, with its JSON pointer
 * @example parseImageManifest(bytes, descriptor.mediaType).layers.length
 */
export function parseImageManifest(bytes: Uint8Array, expected?: string): ImageManifest {
  return readOrThrow(parseJson(bytes), (value, problems) => readImageManifest(value, problems, expected));
}

/**
 * The canonical bytes of a manifest; {@link parseImageManifest} gives the same manifest back.
 * @throws FormatError when a text has a lone surrogate
 * @example sha256Digest(serialiseImageManifest(manifest))
 */
export function serialiseImageManifest(manifest: ImageManifest): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({
    schemaVersion: 2,
    mediaType: manifest.mediaType,
    artifactType: manifest.artifactType,
    config: descriptorJson(manifest.config),
    layers: manifest.layers.map(descriptorJson),
    subject: manifest.subject === undefined ? undefined : descriptorJson(manifest.subject),
    annotations: manifest.annotations,
  });
}
