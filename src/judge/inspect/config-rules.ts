import { FormatError } from '../../formats/format-error.ts';
import { pointer } from '../../formats/json/pointer.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import type { ImageConfig } from '../../formats/oci/documents.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { inspectPlatform } from './platform-rules.ts';

const PAGE = 'image-spec v1.1.1, config.md';
const MAX_ID = 2 ** 31 - 1;

/**
 * The rules of one well-formed config that no schema can say.
 * @param place - of the config, for findings
 * @example inspectConfig(config, { blob: manifest.config.digest }, log)
 * @see image-spec v1.1.1, config.md, "Properties"
 */
export function inspectConfig(config: ImageConfig, place: Place, log: FindingLog): void {
  inspectPlatform(config, '', place, log);
  inspectTime(config.created, '/created', place, log);
  for (const [i, { created }] of (config.history ?? []).entries())
    inspectTime(created, `/history/${i}/created`, place, log);
  const run = config.config;
  if (run === undefined) return;
  for (const [i, entry] of (run.Env ?? []).entries())
    if (entry.indexOf('=') < 1)
      log.add(
        'error',
        'CONFIG_ENV',
        place,
        `/config/Env/${i}`,
        `/config/Env/${i} must have the form NAME=VALUE`,
        `${PAGE}, "Env"`,
      );
  inspectUser(run.User, place, log);
  if (config.os !== 'windows')
    for (const path of Object.keys(run.Volumes ?? {}))
      if (!path.startsWith('/') || path.split('/').includes('..'))
        log.add(
          'error',
          'CONFIG_VOLUME',
          place,
          pointer('/config/Volumes', path),
          'a volume must be an absolute path without ".."',
          'CVE-2022-23648',
        );
  inspectAnnotations(run.Labels ?? {}, '/config/Labels', place, log);
}

/**
 * Counts of diff_ids and history against the layers of the manifest.
 * @param layers - how many the manifest has
 * @example inspectCounts(config, manifest.layers.length, { blob: manifest.config.digest }, log)
 * @see image-spec v1.1.1, config.md, "rootfs" and "history"
 */
export function inspectCounts(config: ImageConfig, layers: number, place: Place, log: FindingLog): void {
  const diffIds = config.rootfs.diff_ids.length;
  if (diffIds !== layers)
    log.add(
      'error',
      'DIFF_ID_COUNT',
      place,
      '/rootfs/diff_ids',
      `the config has ${diffIds} diff_ids and the manifest has ${layers} layers`,
      `${PAGE}, "rootfs"`,
    );
  const history = config.history ?? [];
  const filled = history.filter(({ empty_layer: empty }) => empty !== true).length;
  if (history.length > 0 && filled !== layers)
    log.add(
      'warning',
      'HISTORY_COUNT',
      place,
      '/history',
      `history describes ${filled} layers and the manifest has ${layers}`,
      `${PAGE}, "history"`,
    );
}

/**
 * The annotations of a document whose values have a form by the text.
 * @param at - JSON pointer of the annotations
 * @example inspectAnnotations(manifest.annotations ?? {}, '/annotations', { blob: digest }, log)
 * @see image-spec v1.1.1, annotations.md
 */
export function inspectAnnotations(annotations: Annotations, at: string, place: Place, log: FindingLog): void {
  const key = ANNOTATION_KEYS.created;
  inspectTime(Object.hasOwn(annotations, key) ? annotations[key] : undefined, `${at}/${key}`, place, log);
}

function inspectTime(text: string | undefined, at: string, place: Place, log: FindingLog): void {
  if (text === undefined) return;
  try {
    parseRfc3339(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    log.add('warning', 'METADATA_FORM', place, at, error.message, 'RFC 3339 section 5.6');
  }
}

// Runtimes have read numbers beyond int32 as 0, which is root.
function inspectUser(user: string | undefined, place: Place, log: FindingLog): void {
  if (user === undefined) return;
  const wrong = user
    .split(':')
    .some((part) => /^[+-]?\d+$/.test(part) && !(/^\d+$/.test(part) && Number(part) <= MAX_ID));
  if (wrong || user.split(':').length > 2)
    log.add(
      'error',
      'CONFIG_USER',
      place,
      '/config/User',
      `/config/User must be user[:group], with numbers from 0 to ${MAX_ID}`,
      'CVE-2024-40635',
    );
}
