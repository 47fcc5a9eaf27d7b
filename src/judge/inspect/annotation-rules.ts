import { isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { pointer } from '../../formats/json/pointer.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { FindingLog, Place } from './finding-log.ts';

const RESERVED = 'org.opencontainers.';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';
const KEYS = [
  ...['created', 'authors', 'url', 'documentation', 'source', 'version', 'revision', 'vendor', 'licenses', 'ref.name'],
  ...['title', 'description', 'base.digest', 'base.name', 'referrer.subject', 'referrer.convert'],
];
const KNOWN = new Set(KEYS.map((key) => `${RESERVED}image.${key}`));
const REF_NAME = /^[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*(?:\/[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*)*$/;
const MAX_REF_NAME = 4096;

/**
 * The annotations of a document, or the labels of a config, whose keys or values have a form by the text. Unknown keys are no error.
 *
 * @param at - JSON pointer of the annotations
 * @param names - of images: they count on the entries of `index.json`, and as labels of a config they are only text
 * @example inspectAnnotations(manifest.annotations ?? {}, '/annotations', { blob: digest }, log)
 * @see image-spec v1.1.1, annotations.md
 */
export function inspectAnnotations(
  annotations: Annotations,
  at: string,
  place: Place,
  log: FindingLog,
  names: 'misplaced' | 'counting' | 'text' = 'misplaced',
): void {
  for (const [key, value] of Object.entries(annotations)) {
    const here = pointer(at, key);
    if (key === ANNOTATION_KEYS.created) inspectTime(value, here, place, log);
    else if (key === BASE_DIGEST && !isDigest(value))
      log.add('warning', 'METADATA_BASE_DIGEST', place, here, `${BASE_DIGEST} is no digest`);
    else if (key === ANNOTATION_KEYS.refName) inspectRefName(value, here, place, log, names);
    else if (key.startsWith(RESERVED) && !KNOWN.has(key))
      log.add(
        'hint',
        'ANNOTATION_RESERVED',
        place,
        here,
        `the specification does not define ${JSON.stringify(key.slice(0, 80))}`,
      );
  }
}

/**
 * A time, if there is one.
 * @param at - its JSON pointer
 * @example inspectTime(config.created, '/created', { blob: digest }, log)
 * @see RFC 3339 section 5.6
 */
export function inspectTime(text: string | undefined, at: string, place: Place, log: FindingLog): void {
  if (text === undefined) return;
  try {
    parseRfc3339(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    log.add('warning', 'METADATA_FORM', place, at, error.message);
  }
}

function inspectRefName(value: string, at: string, place: Place, log: FindingLog, names: string): void {
  if (names === 'misplaced')
    log.add('hint', 'REF_NAME_MISPLACED', place, at, 'a name of an image counts only on the descriptors of index.json');
  else if (names === 'counting' && (value.length > MAX_REF_NAME || !REF_NAME.test(value)))
    log.add('hint', 'REF_NAME_FORM', place, at, `${JSON.stringify(value.slice(0, 80))} breaks the grammar of names`);
}
