import { foldName } from '../json/fold-name.ts';
import { pointer } from '../json/pointer.ts';
import type { JsonValue } from '../json/value.ts';
import { isJsonObject } from '../json/value.ts';
import type { ObjectReader } from './object-reader.ts';
import type { Problems } from './problems.ts';

// What makes each kind of document ambiguous: a member of another kind. `fsLayers` is of Docker schema 1.
const FOREIGN = {
  manifest: ['manifests', 'fsLayers', 'history'],
  index: ['config', 'layers', 'fsLayers', 'history'],
} as const;

/**
 * Notes members that belong to another kind of document. Two readers, told different media types, would see two images
 * in one such document. Names are compared as Go folds them.
 *
 * @example checkUnambiguous(parseJson(bytes), 'manifest', problems)
 * @see CVE-2021-41190, GHSA-77vh-xpmg-72qh; image-spec v1.1.1, manifest.md and image-index.md, security notes
 */
export function checkUnambiguous(value: JsonValue, kind: 'manifest' | 'index', problems: Problems): void {
  if (!isJsonObject(value)) return;
  const foreign = new Set<string>(FOREIGN[kind].map(foldName));
  for (const name of Object.keys(value)) {
    if (foreign.has(foldName(name)))
      problems.add(
        'ambiguous',
        pointer('', name),
        `an image ${kind} must not have the member ${JSON.stringify(name)}, which belongs to another kind of document`,
      );
  }
}

/**
 * Reads `schemaVersion`, noting anything but the number 2.
 * @example readSchemaVersion(reader, problems)
 * @see image-spec v1.1.1, manifest.md, "schemaVersion"
 */
export function readSchemaVersion(reader: ObjectReader, problems: Problems): void {
  const value = reader.required('schemaVersion');
  if (value !== undefined && value !== 2)
    problems.add('schema-version', reader.at('schemaVersion'), '/schemaVersion must be the number 2');
}

/**
 * Reads a document's own `mediaType`, which must be one of its kind and agree with what pointed to it.
 *
 * @param allowed - the media types of this kind of document, the OCI one first
 * @param expected - what the descriptor or the Content-Type said; parameters are ignored
 * @returns the media type that the document is read as
 * @example readOwnMediaType(reader, [MEDIA_TYPES.ociIndex, MEDIA_TYPES.dockerList], descriptor.mediaType, problems)
 * @see image-spec v1.1.1, manifest.md, "mediaType": it "MUST match" the descriptor's
 */
export function readOwnMediaType(
  reader: ObjectReader,
  allowed: readonly [string, ...string[]],
  expected: string | undefined,
  problems: Problems,
): string {
  const at = reader.at('mediaType');
  const wanted = expected?.split(';')[0]?.trim();
  const own = reader.optionalString('mediaType');
  if (wanted !== undefined && !allowed.includes(wanted)) {
    problems.add('media-type-mismatch', at, `the document is announced as ${JSON.stringify(wanted)}, another kind`);
  } else if (own !== undefined && !allowed.includes(own)) {
    problems.add('media-type-mismatch', at, `/mediaType must be ${allowed.join(' or ')}, not ${JSON.stringify(own)}`);
  } else if (own !== undefined && wanted !== undefined && own !== wanted) {
    problems.add('media-type-mismatch', at, `/mediaType is ${own}, but the document is announced as ${wanted}`);
  } else if (own === undefined && reader.absent('mediaType')) {
    problems.add('media-type-missing', at, `/mediaType is missing; it should be ${wanted ?? allowed[0]}`);
  }
  return own ?? wanted ?? allowed[0];
}
