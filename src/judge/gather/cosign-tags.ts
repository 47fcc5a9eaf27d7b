import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { COSIGN_TAGS } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import { isManifestMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { ContentReader } from '../../ports/content.ts';
import { DISCOVERY_STATES, type Discovery, type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { UnverifiedDocument, UnverifiedEvidence } from '../../records/evidence-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { inOrder } from './in-order.ts';
import type { GatherLimits } from './limits.ts';
import type { GatherCall } from './read-bytes.ts';

/** Reads a document within what may still be read. */
type Read = (descriptor: Descriptor) => Promise<UnverifiedDocument>;

/** What one tag gave. */
interface TagLook {
  readonly evidence: readonly UnverifiedEvidence[];
  readonly discovery: Discovery;
  readonly faults: readonly Fault[];
}

const LAYERS: readonly string[] = [MEDIA_TYPES.simpleSigning, MEDIA_TYPES.dsse];

/**
 * Looks for what cosign before version 3 keeps under tags: for each subject one with signatures and one with attestations, each a
 * manifest whose every layer is a piece of evidence by itself. It is looked for beside the referrers, whatever those gave: nothing
 * is a fallback of anything.
 *
 * @param manifests - reads a manifest, `blobs` a layer; both charge what is left of the verification
 * @returns nothing at all for a place without such tags
 * @example (await gatherTags(reader, [index.digest], manifests, blobs, GATHER_LIMITS, call)).map(({ discovery }) => discovery.state)
 * @see cosign specs/SIGNATURE_SPEC.md and pkg/oci/remote/signatures.go; CVE-2023-46737 (endless signatures)
 */
export async function gatherTags(
  reader: ContentReader,
  subjects: readonly Digest[],
  manifests: Read,
  blobs: Read,
  limits: GatherLimits,
  call: GatherCall,
): Promise<readonly TagLook[]> {
  const looks = subjects.flatMap((subject) => COSIGN_TAGS.map((kind) => ({ subject, kind })));
  if (reader.cosignTag === undefined) return [];
  return await inOrder(looks, limits.width, async ({ subject, kind }): Promise<TagLook> => {
    const form = `cosign-${kind}-tag` as const;
    const base = { subject, form };
    let descriptor: Descriptor | undefined;
    try {
      descriptor = await reader.cosignTag?.(subject, kind, call);
    } catch (error) {
      const fault = faultOf(error, subject, 'referrers');
      const discovery = { ...base, state: DISCOVERY_STATES[fault.code], count: 0, reason: fault.reason };
      return { evidence: [], discovery, faults: [fault] };
    }
    if (descriptor === undefined) return { evidence: [], discovery: { ...base, state: 'none', count: 0 }, faults: [] };
    const { evidence, faults, count } = await readTag(descriptor, { foundUnder: subject, form });
    const [limit] = faults.filter(({ what }) => what === 'referrers');
    const state = limit === undefined ? 'present' : DISCOVERY_STATES[limit.code];
    const discovery = { ...base, state, count, ...(limit !== undefined && { reason: limit.reason }) };
    return { evidence, discovery, faults };
  });

  async function readTag(descriptor: Descriptor, at: Pick<UnverifiedEvidence, 'foundUnder' | 'form'>) {
    const subject = at.foundUnder;
    const junk = (unusable: string) => ({
      evidence: [{ ...at, descriptor, blobs: [], unusable }],
      faults: [],
      count: 1,
    });
    if (!isManifestMediaType(descriptor.mediaType)) return junk(`the tag holds ${descriptor.mediaType}, no manifest`);
    let manifest: NonNullable<UnverifiedEvidence['manifest']>;
    try {
      const document = await manifests(descriptor);
      manifest = { ...document, view: parseImageManifest(document.bytes, descriptor.mediaType) };
    } catch (error) {
      if (error instanceof FormatError) return junk(`its manifest is malformed: ${error.message}`);
      if (isAbsent(error)) return junk(`it could not be read: ${error.message}`);
      return { evidence: [], faults: [faultOf(error, subject, 'referrers')], count: 0 };
    }
    const layers = manifest.view.layers.filter(({ mediaType }) => LAYERS.includes(mediaType));
    const taken = layers.slice(0, limits.maxEvidence);
    const faults: Fault[] = [];
    if (taken.length < layers.length) {
      const reason = `the tag for ${subject} holds ${layers.length} signatures or attestations, more than the ${limits.maxEvidence} that are read`;
      faults.push({ subject, code: 'EVIDENCE_LIMIT', what: 'referrers', reason, retryable: false });
    }
    const evidence: UnverifiedEvidence[] = [];
    for (const layer of taken) {
      try {
        evidence.push({ ...at, descriptor, manifest, blobs: [await blobs(layer)] });
      } catch (error) {
        if (isAbsent(error))
          evidence.push({ ...at, descriptor, manifest, blobs: [], unusable: `it could not be read: ${error.message}` });
        else faults.push(faultOf(error, subject, 'evidence', layer.digest));
      }
    }
    return { evidence, faults, count: layers.length };
  }
}

/** A definitive answer: what the tag names is not there, or is not what it has to be. */
function isAbsent(error: unknown): error is TwinsealError {
  return error instanceof TwinsealError && faultCodeOf(error.code) === undefined;
}

function faultOf(error: unknown, subject: Digest, what: Fault['what'], digest?: Digest): Fault {
  if (!(error instanceof TwinsealError)) throw error;
  const code = faultCodeOf(error.code) ?? 'EVIDENCE_UNREACHABLE';
  const { message: reason, retryable } = error;
  return { subject, code, what, ...(digest !== undefined && { digest }), reason, retryable };
}
