import type { Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { COSIGN_TAGS, cosignTag } from '../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { parseImageIndex } from '../formats/oci/image-index.ts';
import { parseImageManifest } from '../formats/oci/image-manifest.ts';
import { isIndexMediaType, isManifestMediaType } from '../formats/oci/media-types.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import { askAgain } from '../records/ask-again.ts';
import type { PackedDocument } from '../records/packed-image.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { inParallel } from './in-parallel.ts';

/** One manifest or index, with its edges. */
export interface GraphNode {
  readonly document: PackedDocument;
  readonly artifactType?: string;
  /** What a Sigstore bundle is said to hold, by an unsigned annotation. */
  readonly predicateType?: string;
  readonly subject?: Digest;
  /** Manifests and indexes that it lists. */
  readonly children: readonly Descriptor[];
  /** Config, layers and whatever else an index lists. */
  readonly blobs: readonly Descriptor[];
  /** Attached to it, by referrers or by a tag of cosign's. */
  readonly referrers: readonly Digest[];
  /** Found only as (a part of) something attached. */
  readonly evidence: boolean;
}

/** An image with its children and all that is attached to them. */
export interface ImageGraph {
  readonly root: Digest;
  readonly nodes: ReadonlyMap<Digest, GraphNode>;
  /** Tags of cosign before version 3 for the image's own manifests, with what they name. */
  readonly tags: ReadonlyMap<string, Digest>;
  /** Referrers that were listed and could not be taken along, each in a sentence. */
  readonly notes: readonly string[];
}

const MAX_NODES = 5000;
const MAX_DEPTH = 12;
const MAX_BYTES = 128 * 1024 * 1024;
const PARALLEL = 8;
// cosign specs/BUNDLE_SPEC.md.
const PREDICATE_TYPE = 'dev.sigstore.bundle.predicateType';

interface Wanted {
  readonly digest: Digest;
  /** As the parent has it; absent for the root. */
  readonly descriptor?: Descriptor;
  readonly evidence: boolean;
  /** What it must be attached to, when it was found as a referrer. */
  readonly subject?: Digest;
}

/**
 * Reads all manifests of an image, level by level: children, and referrers of each when asked. Blobs are not read.
 *
 * A referrer that is absent, altered or malformed becomes a note, since anybody who may push can attach such; the same
 * fault in the image itself is an error.
 *
 * @throws TwinsealError what the reader throws; `CONTENT_TOO_LARGE` past the limits; `INPUT_MALFORMED`
 * @example (await readGraph(reader, digest, true, call)).nodes.get(digest)?.children
 */
export async function readGraph(
  source: ContentReader,
  root: Digest,
  withReferrers: boolean,
  call: Call,
): Promise<ImageGraph> {
  const nodes = new Map<Digest, GraphNode>();
  const tags = new Map<string, Digest>();
  const unusable = new Map<Digest, TwinsealError>();
  let bytes = 0;
  let level: readonly Wanted[] = [{ digest: root, evidence: false }];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw tooLarge(source, `is nested deeper than ${MAX_DEPTH} levels`);
    if (nodes.size + level.length > MAX_NODES) throw tooLarge(source, `has more than ${MAX_NODES} manifests`);
    const read = await inParallel(level, PARALLEL, (wanted) => readNode(source, wanted, withReferrers, call));
    const next = new Map<Digest, Wanted>();
    for (const found of read) {
      if ('error' in found) {
        unusable.set(found.digest, found.error);
        continue;
      }
      const { node, referrers, tagged } = found;
      bytes += node.document.bytes.length;
      if (bytes > MAX_BYTES) throw tooLarge(source, `has more than ${MAX_BYTES} bytes of manifests`);
      nodes.set(node.document.descriptor.digest, node);
      const { evidence } = node;
      const { digest: subject } = node.document.descriptor;
      for (const descriptor of node.children) want(next, { digest: descriptor.digest, descriptor, evidence });
      for (const descriptor of referrers)
        want(next, { digest: descriptor.digest, descriptor, evidence: true, subject });
      for (const [tag, descriptor] of tagged) {
        tags.set(tag, descriptor.digest);
        want(next, { digest: descriptor.digest, descriptor, evidence: true });
      }
    }
    level = [...next.values()].filter(({ digest }) => !nodes.has(digest));
  }
  const kept = [...tags].filter(([, digest]) => nodes.has(digest));
  return { root, nodes: withOwn(nodes, root, unusable), tags: new Map(kept), notes: [...unusable].map(noteOf) };
}

// Something attached may name, sooner than the image does, what the image itself consists of: that is no evidence, and
// there a fault is an error.
function withOwn(
  nodes: ReadonlyMap<Digest, GraphNode>,
  root: Digest,
  unusable: ReadonlyMap<Digest, TwinsealError>,
): ReadonlyMap<Digest, GraphNode> {
  const all = new Map(nodes);
  const open = [root];
  const seen = new Set<Digest>();
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    if (seen.has(digest)) continue;
    seen.add(digest);
    const error = unusable.get(digest);
    if (error !== undefined) throw error;
    const node = all.get(digest);
    if (node === undefined) continue;
    all.set(digest, { ...node, evidence: false });
    open.push(...node.children.map((child) => child.digest));
  }
  return all;
}

function noteOf([digest, error]: readonly [Digest, TwinsealError]): string {
  return `left out ${digest}, which is attached but unusable: ${error.message}`;
}

// What the image itself needs is no mere evidence, even if something attached names it too.
function want(next: Map<Digest, Wanted>, wanted: Wanted): void {
  const known = next.get(wanted.digest);
  if (known === undefined || (known.evidence && !wanted.evidence)) next.set(wanted.digest, wanted);
}

async function readNode(
  source: ContentReader,
  wanted: Wanted,
  withReferrers: boolean,
  call: Call,
): Promise<
  | {
      readonly node: GraphNode;
      readonly referrers: readonly Descriptor[];
      readonly tagged: readonly (readonly [string, Descriptor])[];
    }
  | { readonly digest: Digest; readonly error: TwinsealError }
> {
  try {
    const document = await askAgain(() => source.manifest(wanted.digest, call));
    const { size } = wanted.descriptor ?? document.descriptor;
    if (size !== document.bytes.length)
      throw new TwinsealError(
        'CONTENT_MISMATCH',
        `${source.name}: ${wanted.digest} has ${document.bytes.length} bytes instead of ${size}`,
      );
    const links = linksOf(document, source);
    if (wanted.subject !== undefined && links.subject !== wanted.subject)
      throw new TwinsealError(
        'CONTENT_MISMATCH',
        `${source.name}: ${wanted.digest} is listed as attached to ${wanted.subject}, and is not`,
      );
    const referrers = withReferrers ? await referrersOf(source, wanted.digest, call) : [];
    const tagged = withReferrers && !wanted.evidence ? await taggedFor(source, wanted.digest, call) : [];
    const attached = [...referrers, ...tagged.map(([, descriptor]) => descriptor)].map(({ digest }) => digest);
    return { node: { document, ...links, referrers: attached, evidence: wanted.evidence }, referrers, tagged };
  } catch (error) {
    if (!wanted.evidence || !(error instanceof TwinsealError) || !error.definitive) throw error;
    return { digest: wanted.digest, error };
  }
}

async function referrersOf(source: ContentReader, subject: Digest, call: Call): Promise<readonly Descriptor[]> {
  const { descriptors, overflow } = await source.referrers(subject, call);
  // Taking along only some would lose evidence without a word.
  if (overflow) throw tooLarge(source, `lists more referrers of ${subject} than can be taken along`);
  return descriptors.filter(({ mediaType }) => isIndexMediaType(mediaType) || isManifestMediaType(mediaType));
}

/** What cosign before version 3 keeps of a manifest under tags. @see cosign specs/SIGNATURE_SPEC.md, "Tag-based discovery" */
async function taggedFor(
  source: ContentReader,
  subject: Digest,
  call: Call,
): Promise<readonly (readonly [string, Descriptor])[]> {
  const found = await inParallel(COSIGN_TAGS, COSIGN_TAGS.length, async (kind) => {
    const tag = cosignTag(subject, kind);
    const descriptor = tag === undefined ? undefined : await source.cosignTag?.(subject, kind, call);
    return tag === undefined || descriptor === undefined ? [] : [[tag, descriptor] as const];
  });
  return found.flat();
}

function linksOf(
  document: PackedDocument,
  source: ContentReader,
): Pick<GraphNode, 'artifactType' | 'predicateType' | 'subject' | 'children' | 'blobs'> {
  const { mediaType, digest } = document.descriptor;
  try {
    if (isIndexMediaType(mediaType)) {
      const { manifests, subject, artifactType } = parseImageIndex(document.bytes, mediaType);
      const leads = (entry: Descriptor) => isIndexMediaType(entry.mediaType) || isManifestMediaType(entry.mediaType);
      return {
        children: manifests.filter(leads),
        blobs: manifests.filter((entry) => !leads(entry)),
        ...(artifactType !== undefined && { artifactType }),
        ...(subject !== undefined && { subject: subject.digest }),
      };
    }
    const manifest = parseImageManifest(document.bytes, mediaType);
    const predicateType = manifest.annotations?.[PREDICATE_TYPE];
    return {
      children: [],
      blobs: [manifest.config, ...manifest.layers],
      artifactType: manifest.artifactType ?? manifest.config.mediaType,
      ...(predicateType !== undefined && { predicateType }),
      ...(manifest.subject !== undefined && { subject: manifest.subject.digest }),
    };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('INPUT_MALFORMED', `${source.name}: ${digest} is malformed: ${cause.message}`, { cause });
  }
}

function tooLarge(source: ContentReader, why: string): TwinsealError {
  return new TwinsealError('CONTENT_TOO_LARGE', `the image in ${source.name} ${why}`);
}
