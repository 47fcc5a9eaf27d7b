import { createHash } from 'node:crypto';
import { decodeBase64 } from '../../formats/base64.ts';
import { digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { FindingLog, Place } from './finding-log.ts';

const PAGE = 'image-spec v1.1.1, descriptor.md';
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
