import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageManifest } from '../../formats/oci/documents.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { ContentReader } from '../../ports/content.ts';
import { ENDLESS_ROOM } from '../../ports/evidence-room.ts';
import type { StorageForm } from '../../records/discovery.ts';
import type { ParsedDocument, UnverifiedDocument, UnverifiedEvidence } from '../../records/evidence-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { inOrder } from './in-order.ts';
import type { GatherLimits } from './limits.ts';
import { type GatherCall, readBlob, readManifest } from './read-bytes.ts';

/** Bytes of all that is only kept, together: a verdict never waits for more. */
const MAX_KEPT = 32 * 2 ** 20;
const MAX_BLOBS = 16;

/** Referrers of one subject that no verdict rests on. */
export interface OtherReferrers {
  readonly subject: Digest;
  readonly form: StorageForm;
  readonly others: readonly Descriptor[];
}

/**
 * Fetches referrers that are neither signature nor attestation, such as an SBOM that nobody signed, so that auditors find
 * them where a registry has forgotten them. None of it can change a verdict: what can't be had is kept as its descriptor
 * with the reason, and is no fault.
 *
 * @returns each with `onlyKept`, in the order of the listings
 * @example await gatherOthers(reader, [{ subject, form: 'referrers-api', others }], GATHER_LIMITS, call)
 */
export async function gatherOthers(
  reader: ContentReader,
  listings: readonly OtherReferrers[],
  limits: GatherLimits,
  call: GatherCall,
): Promise<readonly UnverifiedEvidence[]> {
  let left = MAX_KEPT;
  const take = (size: number): void => {
    if (size > left)
      throw new TwinsealError('CONTENT_TOO_LARGE', `it is more than the ${MAX_KEPT} bytes that are kept of an image`);
    // Nobody waits for what only is kept.
    if (!call.room.takeNow(size)) throw new TwinsealError('CROWDED', 'the service had no memory for it at that moment');
    left -= size;
  };
  const taken: GatherCall = { ...call, room: ENDLESS_ROOM };
  const fetchOne = async (descriptor: Descriptor) => {
    const blobs: UnverifiedDocument[] = [];
    let manifest: ParsedDocument<ImageManifest> | undefined;
    const had = () => ({ descriptor, ...(manifest !== undefined && { manifest }), blobs });
    try {
      take(descriptor.size);
      const document = await readManifest(reader, descriptor, taken);
      manifest = { ...document, view: parseImageManifest(document.bytes, descriptor.mediaType) };
      const { config, layers } = manifest.view;
      const wanted = [config, ...layers].filter(({ mediaType }) => mediaType !== MEDIA_TYPES.ociEmpty);
      for (const blob of wanted.slice(0, MAX_BLOBS)) {
        take(blob.size);
        blobs.push(await readBlob(reader, blob, limits.maxEvidenceBlob, taken));
      }
      return had();
    } catch (error) {
      if (!(error instanceof TwinsealError || error instanceof FormatError)) throw error;
      return { ...had(), unusable: `it is not kept whole: ${error.message}` };
    }
  };
  const fetched = new Map<Digest, ReturnType<typeof fetchOne>>();
  const wanted = listings.flatMap(({ subject, form, others }) =>
    others.map((descriptor) => ({ subject, form, descriptor })),
  );
  return await inOrder(wanted, limits.width, async ({ subject, form, descriptor }) => {
    const one = fetched.get(descriptor.digest) ?? fetchOne(descriptor);
    fetched.set(descriptor.digest, one);
    return { ...(await one), foundUnder: subject, form, onlyKept: true };
  });
}
