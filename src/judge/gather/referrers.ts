import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { ContentReader, ReferrerListing } from '../../ports/content.ts';
import { DISCOVERY_STATES, type Discovery, type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { UnverifiedDocument, UnverifiedEvidence } from '../../records/evidence-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { gatherTags } from './cosign-tags.ts';
import { inOrder } from './in-order.ts';
import { gatherOthers } from './kept-referrers.ts';
import type { GatherLimits } from './limits.ts';
import { type GatherCall, readBlob, readManifest } from './read-bytes.ts';

/** What was found under some subjects. */
export interface GatheredEvidence {
  readonly evidence: readonly UnverifiedEvidence[];
  readonly discovery: readonly Discovery[];
  readonly faults: readonly Fault[];
}

const BUNDLE = 'application/vnd.dev.sigstore.bundle';
const SIGNATURE_BLOBS: readonly string[] = [MEDIA_TYPES.jose, MEDIA_TYPES.cose, MEDIA_TYPES.simpleSigning];
/**
 * Lists the referrers of each subject and fetches the signatures and attestations among them, each manifest and blob
 * once. Referrers of other types are passed over by their artifact type alone; annotations decide nothing, since
 * registries and tools differ in which ones they hand on.
 *
 * A look that fails is told as what it was, never as "none": a throttled list once read as "unsigned" (retagger #1239).
 * @param subjects - the root and every platform child, each once
 * @param keepAll - fetch the others too, for auditors: what can't be had of those is no fault
 * @returns evidence, one discovery for each subject, and what could not be told; never rejects for a fault
 * @example (await gatherReferrers(reader, [index.descriptor.digest], false, GATHER_LIMITS, call)).evidence
 */
export async function gatherReferrers(
  reader: ContentReader,
  subjects: readonly Digest[],
  keepAll: boolean,
  limits: GatherLimits,
  call: GatherCall,
): Promise<GatheredEvidence> {
  const faults: Fault[] = [];
  const budget = { left: limits.maxEvidenceBytes, of: limits.maxEvidenceBytes };
  const documents = { left: limits.maxImageBytes, of: limits.maxImageBytes };
  const listings = await inOrder(subjects, limits.width, (subject) => list(reader, subject, limits, call));
  const fetched = new Map<Digest, Promise<Fetched>>();
  const blobs = sharedBlobs(reader, budget, limits, call);
  const manifests = (descriptor: Descriptor): Promise<UnverifiedDocument> => {
    if (descriptor.size > limits.maxEvidenceManifest)
      throw new TwinsealError(
        'CONTENT_TOO_LARGE',
        `the manifest ${descriptor.digest} has more than ${limits.maxEvidenceManifest} bytes, and is one of evidence`,
      );
    return within(documents, descriptor.size, () => readManifest(reader, descriptor, call));
  };
  const found = await inOrder(
    listings.flatMap(({ subject, form, relevant }) => relevant.map((descriptor) => ({ subject, form, descriptor }))),
    limits.width,
    async ({ subject, form, descriptor }): Promise<UnverifiedEvidence | Fault> => {
      const known = fetched.get(descriptor.digest) ?? fetchOne(descriptor, manifests, blobs);
      fetched.set(descriptor.digest, known);
      const result = await known;
      if ('code' in result) return { ...result, subject };
      const pointed = result.manifest?.view.subject?.digest;
      const stray = pointed === subject ? undefined : `its manifest names the subject ${pointed ?? 'none'}`;
      const unusable = result.unusable ?? stray;
      return { ...result, foundUnder: subject, form, ...(unusable !== undefined && { unusable }) };
    },
  );
  const kept = keepAll ? await gatherOthers(reader, listings, limits, call) : [];
  const tags = await gatherTags(reader, subjects, manifests, blobs, limits, call);
  faults.push(...listings.flatMap(({ fault }) => fault ?? []), ...found.filter((one): one is Fault => 'code' in one));
  faults.push(...tags.flatMap((tag) => tag.faults));
  const signed = found.filter((one): one is UnverifiedEvidence => !('code' in one));
  return {
    evidence: [...signed, ...tags.flatMap((tag) => tag.evidence), ...kept],
    discovery: [...listings, ...tags].map(({ discovery }) => discovery),
    faults,
  };
}

interface Listing {
  readonly subject: Digest;
  readonly form: ReferrerListing['form'];
  readonly relevant: readonly Descriptor[];
  /** Referrers that can be neither signature nor attestation. */
  readonly others: readonly Descriptor[];
  readonly discovery: Discovery;
  readonly fault?: Fault;
}

async function list(reader: ContentReader, subject: Digest, limits: GatherLimits, call: GatherCall): Promise<Listing> {
  try {
    const { form, descriptors, overflow, unseen } = await reader.referrers(subject, call);
    const relevant = unique(descriptors.filter(mayBeEvidence));
    const taken = relevant.slice(0, limits.maxEvidence);
    const others = unique(descriptors.filter((one) => !mayBeEvidence(one))).slice(0, limits.maxEvidence);
    if (unseen !== undefined) return { ...unlisted(subject, form, unseen), relevant: taken, others };
    const reason = overflow
      ? `${subject} has more referrers than can be listed`
      : `${subject} has ${relevant.length} signatures and attestations, more than the ${limits.maxEvidence} that are read`;
    if (!overflow && taken.length === relevant.length) {
      const state = taken.length === 0 ? 'none' : 'present';
      return { subject, form, relevant, others, discovery: { subject, form, state, count: taken.length } };
    }
    return {
      subject,
      form,
      relevant: taken,
      others,
      discovery: { subject, form, state: 'overflow', count: relevant.length, reason },
      fault: { subject, code: 'EVIDENCE_LIMIT', what: 'referrers', reason, retryable: false },
    };
  } catch (error) {
    if (!(error instanceof TwinsealError)) throw error;
    return unlisted(subject, reader.repository === 'layout' ? 'layout' : 'referrers-api', error);
  }
}

function unlisted(subject: Digest, form: ReferrerListing['form'], error: TwinsealError): Listing {
  // A list has no absence of its own: an unknown subject has an empty one. So every error is "could not tell".
  const code = faultCodeOf(error.code) ?? 'EVIDENCE_UNREACHABLE';
  const reason = error.message;
  return {
    subject,
    form,
    relevant: [],
    others: [],
    discovery: { subject, form, state: DISCOVERY_STATES[code], count: 0, reason },
    fault: { subject, code, what: 'referrers', reason, retryable: error.kind.retryable },
  };
}

type Fetched = Omit<UnverifiedEvidence, 'foundUnder' | 'form'> | Omit<Fault, 'subject'>;

/** Bytes that may still be read, and of how many. */
interface Budget {
  left: number;
  readonly of: number;
}

type BlobSource = (descriptor: Descriptor) => Promise<UnverifiedDocument>;

/**
 * Each blob once: a statement about an index and its platforms is one blob under many manifests. Two descriptors that
 * differ in size are two questions, since only one of them can be true.
 */
function sharedBlobs(reader: ContentReader, budget: Budget, limits: GatherLimits, call: GatherCall): BlobSource {
  const known = new Map<string, Promise<UnverifiedDocument>>();
  const readOnce = (descriptor: Descriptor): Promise<UnverifiedDocument> => {
    const read = () => readBlob(reader, descriptor, limits.maxEvidenceBlob, call);
    // What is refused for its size is not read, so it uses up nothing.
    return descriptor.size > limits.maxEvidenceBlob ? read() : within(budget, descriptor.size, read);
  };
  return async (descriptor) => {
    const key = `${descriptor.digest} ${descriptor.size}`;
    const reading = known.get(key) ?? readOnce(descriptor);
    known.set(key, reading);
    return { descriptor, bytes: (await reading).bytes };
  };
}

/** Reads within what is left. A size is a claim that costs nothing: what is not there does not use up what others need. */
async function within<T>(budget: Budget, size: number, read: () => Promise<T>): Promise<T> {
  if (size > budget.left)
    throw new TwinsealError('CONTENT_TOO_LARGE', `the evidence has more than ${budget.of} bytes together`);
  budget.left -= size;
  try {
    return await read();
  } catch (error) {
    budget.left += size;
    throw error;
  }
}

async function fetchOne(descriptor: Descriptor, manifests: BlobSource, blobs: BlobSource): Promise<Fetched> {
  const junk = (unusable: string): Fetched => ({ descriptor, blobs: [], unusable });
  try {
    const document = await manifests(descriptor);
    const manifest = { ...document, view: parseImageManifest(document.bytes, descriptor.mediaType) };
    const { layers, config, artifactType } = manifest.view;
    const type = artifactType ?? config.mediaType;
    const wanted = layers.filter(
      ({ mediaType }) => mediaType.startsWith(BUNDLE) || SIGNATURE_BLOBS.includes(mediaType),
    );
    if (!isEvidenceType(type) && wanted.length === 0) return junk(`it is of the type ${type}, which is no signature`);
    // One layer in each form: cosign specs/BUNDLE_SPEC.md; Notary Project signature-specification.md, "Storage".
    const [layer, second] = layers;
    if (layer === undefined || second !== undefined || wanted[0] !== layer)
      return {
        descriptor,
        manifest,
        blobs: [],
        unusable: 'its manifest does not have exactly one layer of a signature type',
      };
    return { descriptor, manifest, blobs: [await blobs(layer)] };
  } catch (error) {
    if (error instanceof FormatError) return junk(`its manifest is malformed: ${error.message}`);
    if (!(error instanceof TwinsealError)) throw error;
    const code = faultCodeOf(error.code);
    if (code === undefined) return junk(`it could not be read: ${error.message}`);
    const { digest } = descriptor;
    return { code, what: 'evidence', digest, reason: error.message, retryable: error.kind.retryable };
  }
}

// Without an artifact type (fallback tags of older tools leave it out) only the manifest can tell.
function mayBeEvidence({ artifactType }: Descriptor): boolean {
  return artifactType === undefined || isEvidenceType(artifactType) || artifactType === MEDIA_TYPES.ociEmpty;
}

function isEvidenceType(type: string): boolean {
  return (
    type.startsWith(BUNDLE) || type === MEDIA_TYPES.notationSignature || type === MEDIA_TYPES.cosignArtifactSignature
  );
}

function unique(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return [...new Map(descriptors.map((one) => [one.digest, one])).values()];
}
