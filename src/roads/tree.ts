import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { platformText } from '../formats/oci/platform.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { ImageTree, TreeNode } from '../records/image-tree.ts';
import { type ImageGraph, readGraph } from './image-graph.ts';

const MAX_TYPE = 256;

/**
 * Lists an image, its children and what is attached to each.
 *
 * @param image - digest or tag; `undefined` for a layout's only image
 * @throws TwinsealError what the source throws
 * @example (await readTree(layout, undefined, call)).root.children
 */
export async function readTree(source: ContentReader, image: string | undefined, call: Call): Promise<ImageTree> {
  const root = await source.resolve(image, call);
  const graph = await readGraph(source, root.digest, true, call);
  return {
    apiVersion: 'twinseal.dev/image-tree/v1',
    place: source.name,
    root: nodeOf(graph, root, new Set()),
    notes: graph.notes,
  };
}

// An attached index may list the very image that it is attached to, so each node is unfolded once.
function nodeOf(graph: ImageGraph, descriptor: Descriptor, shown: Set<Digest>): TreeNode {
  const { digest, mediaType, size, platform } = descriptor;
  const node = graph.nodes.get(digest);
  const head = {
    digest,
    mediaType,
    size,
    ...(platform !== undefined && { platform: platformText(platform) }),
    ...(node?.artifactType !== undefined && { artifactType: node.artifactType }),
    ...(node?.predicateType !== undefined && { predicateType: node.predicateType.slice(0, MAX_TYPE) }),
  };
  if (node === undefined) return { ...head, children: [], referrers: [] };
  if (shown.has(digest)) return { ...head, children: [], referrers: [], repeated: true };
  shown.add(digest);
  const referrers = node.referrers.flatMap((attached) => graph.nodes.get(attached)?.document.descriptor ?? []);
  return {
    ...head,
    children: node.children.map((child) => nodeOf(graph, child, shown)),
    referrers: referrers.map((attached) => nodeOf(graph, attached, shown)),
  };
}
