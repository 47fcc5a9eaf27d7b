import { decodeBase64 } from '../base64.ts';
import { type Digest, followsGrammar, isDigest, parseDigest } from '../digest.ts';
import { FormatError } from '../format-error.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { isMediaType } from './media-types.ts';
import { ObjectReader } from './object-reader.ts';
import { type Platform, platformJson, readPlatform } from './platform.ts';
import { type Problems, readOrThrow } from './problems.ts';

/** Text annotations. @see image-spec v1.1.1, annotations.md */
export type Annotations = Readonly<Record<string, string>>;

/**
 * A reference to content by type, digest and size in bytes.
 * @see image-spec v1.1.1, descriptor.md, "Properties"
 */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly urls?: readonly string[];
  readonly annotations?: Annotations;
  /** Base64 of the content itself; readers must compare it with digest and size before use. */
  readonly data?: string;
  readonly artifactType?: string;
  /** Only on the entries of an image index. */
  readonly platform?: Platform;
}

const NAMES = ['mediaType', 'digest', 'size', 'urls', 'annotations', 'data', 'artifactType', 'platform'];

/**
 * Reads a descriptor and notes everything that is wrong with it.
 *
 * @param value - the parsed JSON
 * @param at - its JSON pointer
 * @param problems - where problems are noted
 * @returns the typed view, or `undefined` when a required member can't be read
 * @example readDescriptor(parseJson(bytes), '', new Problems())?.digest
 * @see image-spec v1.1.1, descriptor.md
 */
export function readDescriptor(value: JsonValue | undefined, at: string, problems: Problems): Descriptor | undefined {
  const reader = ObjectReader.of(value, at, problems, NAMES);
  if (reader === undefined) return undefined;
  const mediaType = readMediaType(reader, 'mediaType', problems, true);
  const digest = readDigest(reader.string('digest'), reader.at('digest'), problems);
  const size = readSize(reader, problems);
  const urls = reader.optionalStrings('urls');
  const annotations = reader.optionalStringMap('annotations');
  const data = readData(reader, problems);
  const artifactType = readMediaType(reader, 'artifactType', problems, false);
  const platform = reader.absent('platform')
    ? undefined
    : readPlatform(reader.raw('platform'), reader.at('platform'), problems);
  if (mediaType === undefined || digest === undefined || size === undefined) return undefined;
  return {
    mediaType,
    digest,
    size,
    ...(urls !== undefined && { urls }),
    ...(annotations !== undefined && { annotations }),
    ...(data !== undefined && { data }),
    ...(artifactType !== undefined && { artifactType }),
    ...(platform !== undefined && { platform }),
  };
}

/**
 * Parses a descriptor from JSON that {@link parseJson} gave.
 * @throws FormatError naming the first rule that is broken, with its JSON pointer
 * @example parseDescriptor(parseJson(bytes)).digest
 */
export function parseDescriptor(value: JsonValue): Descriptor {
  return readOrThrow(value, (json, problems) => readDescriptor(json, '', problems));
}

/** A descriptor as JSON; {@link parseDescriptor} gives the same descriptor back. @example canonicalJson(descriptorJson(d)) */
export function descriptorJson(descriptor: Descriptor): JsonObject {
  return {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    urls: descriptor.urls,
    annotations: descriptor.annotations,
    data: descriptor.data,
    artifactType: descriptor.artifactType,
    platform: descriptor.platform === undefined ? undefined : platformJson(descriptor.platform),
  };
}

/**
 * Reads a media type or artifact type, noting one without the right grammar.
 * @param required - whether its absence is a problem too
 * @example readMediaType(reader, 'artifactType', problems, false)
 * @see RFC 6838 section 4.2
 */
export function readMediaType(
  reader: ObjectReader,
  name: string,
  problems: Problems,
  required: boolean,
): string | undefined {
  const value = required ? reader.string(name) : reader.optionalString(name);
  if (value === undefined) return undefined;
  if (isMediaType(value)) return value;
  return problems.add(
    'media-type',
    reader.at(name),
    `${reader.at(name)} is no media type of the form type/subtype (RFC 6838)`,
  );
}

/**
 * Reads a digest text, noting a malformed one; absent texts stay so.
 * @param at - its JSON pointer
 * @example readDigest('sha256:xyz', '/digest', problems) // undefined
 */
export function readDigest(text: string | undefined, at: string, problems: Problems): Digest | undefined {
  if (text === undefined || isDigest(text)) return text;
  try {
    return parseDigest(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return problems.add(followsGrammar(text) ? 'digest-form' : 'digest', at, `${at}: ${error.message}`);
  }
}

// descriptor.md, "size": int64, in bytes. Beyond 2^53 no content can be, and the JSON parser has refused the number.
function readSize(reader: ObjectReader, problems: Problems): number | undefined {
  const at = reader.at('size');
  const value = reader.required('size');
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return problems.add('size-form', at, `${at} must be a whole number of bytes`);
  if (value < 0) return problems.add('size-negative', at, `${at} is ${value}, and a size can't be negative`);
  return value;
}

function readData(reader: ObjectReader, problems: Problems): string | undefined {
  const value = reader.optionalString('data');
  if (value === undefined) return undefined;
  try {
    decodeBase64(value);
    return value;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return problems.add('data', reader.at('data'), `${reader.at('data')}: ${error.message}`);
  }
}
