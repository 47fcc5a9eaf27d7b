import { canonicalJsonBytes } from '../json/canonical.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { ObjectReader } from './object-reader.ts';
import { type Problems, readOrThrow } from './problems.ts';

/** The content of the file `oci-layout`. @see image-spec v1.1.1, image-layout.md, "oci-layout file" */
export interface LayoutHeader {
  readonly imageLayoutVersion: '1.0.0';
}

/** The only version there is: image-spec 1.1 kept it. */
export const LAYOUT_VERSION = '1.0.0';

// The file has one short member; other members are legal, an enormous file is not.
const LIMITS: JsonLimits = { maxBytes: 64 * 1024, maxDepth: 16, maxValues: 1000 };

/**
 * Reads a layout header and notes what is wrong with it.
 * @returns the typed view, or `undefined` when the version is missing or another
 * @example readLayoutHeader({ imageLayoutVersion: '1.0.0' }, new Problems())?.imageLayoutVersion // '1.0.0'
 * @see image-spec v1.1.1, image-layout.md, "oci-layout file"
 */
export function readLayoutHeader(value: JsonValue, problems: Problems): LayoutHeader | undefined {
  const reader = ObjectReader.of(value, '', problems, ['imageLayoutVersion']);
  const version = reader?.string('imageLayoutVersion');
  if (version === undefined) return undefined;
  if (version !== LAYOUT_VERSION)
    return problems.add(
      'layout-version',
      '/imageLayoutVersion',
      `/imageLayoutVersion must be "1.0.0", not ${JSON.stringify(version.slice(0, 40))}; image-spec 1.1 keeps 1.0.0 too`,
    );
  return { imageLayoutVersion: version };
}

/**
 * Parses the file `oci-layout`.
 * @param bytes - the file, at most 64 KiB
 * @throws FormatError naming the rule that is broken
 * @example parseLayoutHeader(encodeUtf8('{"imageLayoutVersion":"1.0.0"}'))
 */
export function parseLayoutHeader(bytes: Uint8Array): LayoutHeader {
  return readOrThrow(parseJson(bytes, LIMITS), readLayoutHeader);
}

/** The canonical bytes of a layout header. @example serialiseLayoutHeader({ imageLayoutVersion: LAYOUT_VERSION }) */
export function serialiseLayoutHeader(header: LayoutHeader): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({ imageLayoutVersion: header.imageLayoutVersion });
}
