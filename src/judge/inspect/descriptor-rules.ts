import { createHash } from 'node:crypto';
import { decodeBase64 } from '../../formats/base64.ts';
import { digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { isIndexMediaType, isManifestMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { FindingLog, Place } from './finding-log.ts';

const PAGE = 'image-spec v1.1.1, descriptor.md';
const EMPTY: Readonly<Record<string, string>> = {
  sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  sha512:
    '27c74670adb75075fad058d5ceaf7b20c4e7786c83bae8a32f626f9782af34c9a33c2046ef60fd2a7878d378e29fec851806bbd9a67878f3a9f1cda4830763fd',
};
const COMPUTED = new Set(['sha256', 'sha512']);

/** Where a descriptor stands. */
export type DescriptorRole = 'alone' | 'entry' | 'config' | 'layer' | 'subject';

/**
 * The rules of one well-formed descriptor that no schema can say: embedded data against digest and size, an algorithm
 * that is not computed here, a platform where none belongs, URLs.
 *
 * @param pointer - JSON pointer of the descriptor inside the document at `place`
 * @example inspectDescriptor(manifest.config, 'config', '/config', { blob }, log)
 * @see image-spec v1.1.1, descriptor.md
 */
export function inspectDescriptor(
  descriptor: Descriptor,
  role: DescriptorRole,
  pointer: string,
  place: Place,
  log: FindingLog,
): void {
  const { digest, size, data, urls } = descriptor;
  const algorithm = digestAlgorithm(digest);
  const computed = COMPUTED.has(algorithm);
  if (!computed)
    log.add(
      'warning',
      'DIGEST_UNVERIFIABLE',
      place,
      `${pointer}/digest`,
      `${digest} is well-formed, but ${algorithm} is not computed here, so that its content stays unchecked`,
      `${PAGE}, "Digests"`,
    );
  if (data !== undefined) {
    const bytes = decodeBase64(data);
    const same = !computed || createHash(algorithm).update(bytes).digest('hex') === digestEncoded(digest);
    if (bytes.length !== size || !same)
      log.add(
        'error',
        'DATA_MISMATCH',
        place,
        `${pointer}/data`,
        `${pointer}/data holds ${bytes.length} bytes that are not the content of ${digest}: remove it or write it anew`,
        `${PAGE}, "data"`,
      );
  }
  inspectEmpty(descriptor, pointer, place, log);
  if (descriptor.platform !== undefined && role !== 'entry' && role !== 'alone')
    log.add(
      'hint',
      'PLATFORM_MISPLACED',
      place,
      `${pointer}/platform`,
      `${pointer} has a platform, which means something on the entries of an index only`,
      'image-spec v1.1.1, image-index.md, "platform"',
    );
  if (urls !== undefined && urls.length > 0)
    log.add(
      'warning',
      'DESCRIPTOR_URLS',
      place,
      `${pointer}/urls`,
      `${pointer} tells readers to fetch its content from ${urls.length} other places: ship the content instead`,
      'CVE-2020-15157; image-spec v1.1.1, layer.md, "Non-Distributable Layers"',
    );
}

function inspectEmpty({ mediaType, digest, size }: Descriptor, pointer: string, place: Place, log: FindingLog): void {
  if (mediaType !== MEDIA_TYPES.ociEmpty) return;
  const form = EMPTY[digestAlgorithm(digest)];
  if (size === 2 && (form === undefined || form === digestEncoded(digest))) return;
  const reason = `${pointer || 'the descriptor'} has the empty type, whose content is {}, and names ${digest} with ${size} bytes`;
  log.add('error', 'EMPTY_DESCRIPTOR', place, pointer, reason);
}

/**
 * A subject is a manifest or index; unknown types may be one that is not known yet.
 * @example inspectSubjectKind(manifest.subject, { blob: digest }, log)
 * @see image-spec v1.1.1, manifest.md, "subject": "a descriptor of another manifest"
 */
export function inspectSubjectKind({ mediaType }: Descriptor, place: Place, log: FindingLog): void {
  const isOther = /^application\/vnd\.(?:oci|docker)\./.test(mediaType) && !isIndexMediaType(mediaType);
  if (!isOther || isManifestMediaType(mediaType)) return;
  log.add('warning', 'SUBJECT_KIND', place, '/subject/mediaType', `/subject is ${mediaType}, which is no manifest`);
}
