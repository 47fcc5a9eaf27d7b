import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader, ContentWriter } from '../ports/content.ts';
import { askAgain } from '../records/ask-again.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { CopyProgress } from './copy-progress.ts';
import { type GraphNode, type ImageGraph, readGraph } from './image-graph.ts';
import { inParallel } from './in-parallel.ts';

/** What to copy and how. */
export interface CopyRequest {
  readonly source: ContentReader;
  readonly target: ContentWriter;
  /** Digest or tag in the source; `undefined`: a layout's only image. */
  readonly image: string | undefined;
  /** Tag at the target; without one the image is found there by digest only. */
  readonly tag?: string;
  /** Whether what is attached goes along; default: yes. */
  readonly referrers?: boolean;
  /** Blobs on their way at once; default 4. */
  readonly parallel?: number;
}

const PARALLEL = 4;
/** Blobs that the target is asked for at once. */
const PARALLEL_ASKED = 16;
/** Manifests under way at once: they are small, and those that wait for the list of one subject are listed together. */
const PARALLEL_MANIFESTS = 32;

interface Tally {
  readonly blobs: { uploaded: number; mounted: number; skipped: number };
  readonly manifests: { uploaded: number; skipped: number };
  bytes: number;
  readonly notes: Set<string>;
}

/**
 * Copies an image with all that is attached to it. Each blob and manifest is asked for by itself: that a root exists
 * proves nothing about what lies below. Blobs go first, then manifests, children before parents, then what is attached,
 * and the tag last, so that an interrupted copy never leaves a name that leads to holes.
 *
 * @returns what was sent, taken over and skipped
 * @throws TwinsealError what source and target throw
 * @example await copyImage({ source: layout, target: repository, image: undefined, tag: 'v1' }, call, () => {})
 * @see distribution-spec v1.1, "Push"
 */
export async function copyImage(request: CopyRequest, call: Call, progress: Progress): Promise<CopyReport> {
  const { source, target, tag } = request;
  const tally: Tally = {
    blobs: { uploaded: 0, mounted: 0, skipped: 0 },
    manifests: { uploaded: 0, skipped: 0 },
    bytes: 0,
    notes: new Set(),
  };
  const root = await source.resolve(request.image, call);
  const graph = await readGraph(source, root.digest, request.referrers ?? true, call);
  for (const note of graph.notes) tally.notes.add(note);
  const order = childrenFirst(graph);
  const broken = await copyBlobs(request, order, tally, call, progress);
  const whole = dropBroken(order, broken, tally);
  // Without anything attached, the root's tag is all that is left to write, and a push by tag stores the manifest too.
  const tagged = tag !== undefined && graph.tags.size === 0 && whole.every(({ evidence }) => !evidence);
  await copyManifests(target, whole, tagged ? root.digest : undefined, tally, call);
  await copyTags(target, graph, whole, tally, call);
  if (tag !== undefined) await tagRoot(target, graph, tag, tally, call);
  for (const note of (await target.settle?.(call)) ?? []) tally.notes.add(note);
  return {
    apiVersion: 'twinseal.dev/copy-report/v1',
    from: source.name,
    to: target.name,
    digest: root.digest,
    ...(tag !== undefined && { tag }),
    blobs: tally.blobs,
    manifests: tally.manifests,
    referrers: whole.filter(({ evidence, subject }) => evidence && subject !== undefined).length,
    bytes: tally.bytes,
    notes: [...tally.notes],
  };
}

/** The image's own manifests, then the evidence, each after its children. */
function childrenFirst(graph: ImageGraph): readonly GraphNode[] {
  const order = new Map<Digest, GraphNode>();
  const visited = new Set<Digest>();
  const visit = (digest: Digest): void => {
    const node = graph.nodes.get(digest);
    if (node === undefined || visited.has(digest)) return;
    visited.add(digest);
    for (const child of node.children) visit(child.digest);
    order.set(digest, node);
  };
  visit(graph.root);
  for (const digest of graph.nodes.keys()) visit(digest);
  return [...order.values()];
}

// Gives the blobs that could not be had and that only evidence needs, with the reason.
async function copyBlobs(
  request: CopyRequest,
  order: readonly GraphNode[],
  tally: Tally,
  call: Call,
  progress: Progress,
): Promise<ReadonlyMap<Digest, string>> {
  const { target } = request;
  const needed = new Set(order.flatMap(({ evidence, blobs }) => (evidence ? [] : blobs.map(({ digest }) => digest))));
  const all = new Map<Digest, Descriptor>();
  for (const { blobs } of order)
    for (const blob of blobs) {
      const known = all.get(blob.digest);
      if (known !== undefined && known.size !== blob.size)
        throw new TwinsealError(
          'CONTENT_MISMATCH',
          `${request.source.name}: ${blob.digest} is named with ${known.size} and with ${blob.size} bytes`,
        );
      all.set(blob.digest, known ?? blob);
    }
  const broken = new Map<Digest, string>();
  const meter = new CopyProgress([...all.values()], target.name, progress);
  const attempt = async (blob: Descriptor, step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof TwinsealError)) throw error;
      const elsewhere = (blob.urls?.length ?? 0) > 0 && error.code === 'CONTENT_NOT_FOUND';
      if (elsewhere) tally.notes.add(`left out ${blob.digest}, a layer that is to be fetched from elsewhere`);
      else if (needed.has(blob.digest) || !error.definitive) throw error;
      else broken.set(blob.digest, error.message);
    }
  };
  // Asked first, many at once: each answer costs a round trip and no bytes.
  const missing: Descriptor[] = [];
  await inParallel([...all.values()], PARALLEL_ASKED, (blob) =>
    attempt(blob, async () => {
      if (!(await target.has({ ...blob, mediaType: 'application/octet-stream' }, call))) return void missing.push(blob);
      tally.blobs.skipped++;
      meter.spared(blob);
    }),
  );
  await inParallel(missing, request.parallel ?? PARALLEL, (blob) =>
    attempt(blob, () => sendBlob(request, blob, tally, call, meter)),
  );
  const { uploaded, mounted, skipped } = tally.blobs;
  meter.end(`${uploaded} sent, ${mounted} taken over, ${skipped} were there`);
  return broken;
}

async function sendBlob(
  { source, target }: CopyRequest,
  blob: Descriptor,
  tally: Tally,
  call: Call,
  meter: CopyProgress,
): Promise<void> {
  if ((await target.mount?.(blob, source.repository, call)) === true) {
    tally.blobs.mounted++;
    meter.spared(blob);
  } else {
    await askAgain(() => target.putBlob(meter.counted(source.blob(blob, call)), call));
    tally.blobs.uploaded++;
    tally.bytes += blob.size;
    meter.finished();
  }
}

function dropBroken(
  order: readonly GraphNode[],
  broken: ReadonlyMap<Digest, string>,
  tally: Tally,
): readonly GraphNode[] {
  const dropped = new Set<Digest>();
  return order.filter(({ document, evidence, blobs, children }) => {
    const { digest } = document.descriptor;
    const blob = blobs.find((descriptor) => broken.has(descriptor.digest));
    if (!evidence || (blob === undefined && !children.some((child) => dropped.has(child.digest)))) return true;
    dropped.add(digest);
    const why = blob === undefined ? 'a part of it is missing' : (broken.get(blob.digest) ?? '');
    tally.notes.add(`left out ${digest}, which is attached but incomplete: ${why}`);
    return false;
  });
}

/** @param later - the root, when its tag is written next: it is only asked for */
async function copyManifests(
  target: ContentWriter,
  order: readonly GraphNode[],
  later: Digest | undefined,
  tally: Tally,
  call: Call,
): Promise<void> {
  const put = async (node: GraphNode): Promise<void> => {
    const { descriptor } = node.document;
    // What is attached is pushed again even if it is there: an interrupted push may have left it out of the list.
    if (node.subject === undefined && (await target.has(descriptor, call))) {
      tally.manifests.skipped++;
      return;
    }
    if (descriptor.digest !== later)
      for (const note of (await target.putManifest(node.document, call)).notes) tally.notes.add(note);
    tally.manifests.uploaded++;
    tally.bytes += descriptor.size;
  };
  const leaf = ({ children }: GraphNode) => children.length === 0;
  await inParallel(order.filter(leaf), PARALLEL_MANIFESTS, put);
  for (const node of order.filter((candidate) => !leaf(candidate))) await put(node);
}

// A tag of cosign's gathers signatures: one that the target has already may hold some that the source has not.
async function copyTags(
  target: ContentWriter,
  graph: ImageGraph,
  whole: readonly GraphNode[],
  tally: Tally,
  call: Call,
): Promise<void> {
  for (const [tag, digest] of graph.tags) {
    const node = whole.find(({ document }) => document.descriptor.digest === digest);
    if (node === undefined) continue;
    const there = await target.tagged?.(tag, call);
    if (there === digest) continue;
    if (there === undefined) await target.putManifest(node.document, call, tag);
    else
      tally.notes.add(`left ${tag} of ${target.name} as it is: it holds ${there}, and the source has ${digest} there`);
  }
}

async function tagRoot(target: ContentWriter, graph: ImageGraph, tag: string, tally: Tally, call: Call): Promise<void> {
  const root = graph.nodes.get(graph.root);
  if (root === undefined) return;
  for (const note of (await target.putManifest(root.document, call, tag)).notes) tally.notes.add(note);
}
