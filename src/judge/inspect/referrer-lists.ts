import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { fallbackTag } from '../../formats/oci/fallback-tag.ts';
import { isIndexMediaType } from '../../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import type { FindingLog } from './finding-log.ts';

// The digest with a dash for its colon, its algorithm cut to 32 characters and its hex to 64.
const FALLBACK_NAME = /^([a-z0-9+._-]{1,32})-([a-f0-9]{64})$/;

/**
 * Entries of `index.json` that are lists of referrers by their name: each must be an index, and what it lists must belong to the
 * manifest that the name says. Readers who filter by the real subject are not fooled; others are.
 *
 * @param met - what was read of each document
 * @example inspectReferrerLists(index.manifests, met, log)
 * @see distribution-spec v1.1.1, "Referrers Tag Schema"
 */
export function inspectReferrerLists(
  entries: readonly Descriptor[],
  met: ReadonlyMap<
    Digest,
    { readonly subject?: Descriptor | undefined; readonly children?: readonly Descriptor[] | undefined }
  >,
  log: FindingLog,
): void {
  for (const [i, entry] of entries.entries()) {
    const name = entry.annotations?.[ANNOTATION_KEYS.refName];
    if (name === undefined || !FALLBACK_NAME.test(name)) continue;
    if (!isIndexMediaType(entry.mediaType)) {
      const reason = `/manifests/${i} is named ${name}, as a list of referrers, and is ${entry.mediaType}`;
      log.add('warning', 'FALLBACK_TAG_KIND', { file: 'index.json' }, `/manifests/${i}`, reason);
      continue;
    }
    for (const [j, child] of (met.get(entry.digest)?.children ?? []).entries()) {
      const subject = met.get(child.digest)?.subject?.digest;
      if (!met.has(child.digest) || (subject !== undefined && fallbackTag(subject) === name)) continue;
      const reason = `the list ${name} has ${child.digest}, which belongs to ${subject ?? 'nothing'}`;
      log.add('warning', 'FALLBACK_TAG_SUBJECT', { blob: entry.digest }, `/manifests/${j}`, reason);
    }
  }
}
