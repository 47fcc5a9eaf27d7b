import { type Digest, isDigest } from '../../formats/digest.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';
import type { FindingLog } from './finding-log.ts';
import { readContent } from './layer-content.ts';

const MAX_ALGORITHMS = 16;

/**
 * Blobs that nothing refers to: they are legal, but each has to have the digest that its name says, since a later image may refer to
 * it. What has no name of a digest is no blob.
 *
 * @param named - digests that were looked at already
 * @param max - names that are listed
 * @throws TwinsealError a fault of the disk, `TIMEOUT`, `ABORTED`
 * @example await inspectStrayBlobs(files, walk.named, 100_000, log, call)
 * @see image-spec v1.1.1, image-layout.md, "Blobs": the content "MUST match the digest"
 */
export async function inspectStrayBlobs(
  files: LayoutFiles,
  named: ReadonlySet<Digest>,
  max: number,
  log: FindingLog,
  call: Call,
): Promise<void> {
  if (files.list === undefined || (await files.look('blobs', call)).kind !== 'directory') return;
  for (const algorithm of await files.list('blobs', MAX_ALGORITHMS, call))
    for (const name of await files.list(`blobs/${algorithm}`, max, call)) {
      const digest = `${algorithm}:${name}`;
      const path = `blobs/${algorithm}/${name}`;
      if (!isDigest(digest)) {
        log.add('hint', 'BLOB_NAME', { file: path }, undefined, `${path} has no name that a digest could be`);
        continue;
      }
      if (named.has(digest)) continue;
      // Links and their like are no blobs; where an image refers to one, that is told.
      if ((await files.look(layoutPath(digest), call)).kind !== 'file') continue;
      const { matches } = await readContent(files.open(layoutPath(digest), call), digest);
      const reason = `${path}, to which nothing refers, does not have that digest`;
      if (matches === false) log.add('error', 'BLOB_STRAY_MISMATCH', { blob: digest }, undefined, reason);
    }
}
