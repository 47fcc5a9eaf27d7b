import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../formats/oci/documents.ts';
import { parseImageConfig } from '../../formats/oci/image-config.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import { isConfigMediaType, isIndexMediaType, isManifestMediaType } from '../../formats/oci/media-types.ts';
import { isUnknownPlatform, platformText } from '../../formats/oci/platform.ts';
import type { ContentReader } from '../../ports/content.ts';
import { type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { Broken, ParsedDocument, UnverifiedChild, UnverifiedDocument } from '../../records/evidence-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { requireNoImage } from './disguised-image.ts';
import { inOrder } from './in-order.ts';
import type { GatherLimits } from './limits.ts';
import { type GatherCall, readBlob, readManifest } from './read-bytes.ts';

/** Something of the image that was read, or why not. */
type Read<T> = { readonly value: T } | { readonly broken: Broken } | { readonly fault: Fault };

/** Where faults go; `left` is how many children may still be taken, `bytes` how much of documents may still be read. */
export interface ChildrenState {
  readonly faults: Fault[];
  left: number;
  bytes: number;
}

/**
 * Fetches the children of an index with their manifests and configs. Indexes inside of it are followed, and their
 * children stand in their place. Children of the platform `unknown/unknown` are taken as evidence and not followed.
 *
 * @param state - is changed: faults are added to it, and what was taken is charged to it
 * @param depth - how many indexes lie above this one
 * @returns in the order of the index; what is wrong with a child or could not be read is data
 * @example await gatherChildren(reader, index, { faults: [], left: 100, bytes: 2 ** 25 }, GATHER_LIMITS, call)
 * @see image-spec v1.1.1, image-index.md; BuildKit docs/attestations/attestation-storage.md
 */
export async function gatherChildren(
  reader: ContentReader,
  index: ParsedDocument<ImageIndex>,
  state: ChildrenState,
  limits: GatherLimits,
  call: GatherCall,
  depth = 0,
): Promise<readonly UnverifiedChild[]> {
  const entries = distinct(index.view.manifests);
  const taken = entries.slice(0, state.left);
  if (taken.length < entries.length)
    state.faults.push(limit(index, `the image has more than ${limits.maxChildren} children`));
  state.left -= taken.length;
  const children = await inOrder(taken, limits.width, async (descriptor): Promise<readonly UnverifiedChild[]> => {
    const bare = { descriptor, isEvidence: false, broken: [], layers: [] };
    if (isUnknownPlatform(descriptor.platform)) return [{ ...bare, isEvidence: true }];
    if (!isIndexMediaType(descriptor.mediaType)) return [await gatherChild(reader, descriptor, state, limits, call)];
    if (depth >= limits.maxDepth) {
      state.faults.push(limit(index, `indexes are nested deeper than ${limits.maxDepth} levels`));
      return [];
    }
    const read = await attempt(descriptor, 'manifest', async () => {
      charge(state, descriptor);
      const document = await readManifest(reader, descriptor, call);
      return { ...document, view: parseImageIndex(document.bytes, descriptor.mediaType) };
    });
    if ('value' in read) return gatherChildren(reader, read.value, state, limits, call, depth + 1);
    // What an index inside would have held is unknown; it is no platform itself.
    const broken = note(read, state.faults);
    return broken.length === 0 ? [] : [{ ...bare, broken }];
  });
  return children.flat();
}

/**
 * Fetches one platform image: manifest, config, and handles of its layers.
 * @param state - is changed: faults are added to it, and what was read is charged to it
 * @param known - a manifest that is there already
 * @returns what is wrong with it stands in `broken`
 * @example await gatherChild(reader, descriptor, state, GATHER_LIMITS, call)
 */
export async function gatherChild(
  reader: ContentReader,
  descriptor: Descriptor,
  state: ChildrenState,
  limits: GatherLimits,
  call: GatherCall,
  known?: UnverifiedDocument,
): Promise<UnverifiedChild> {
  const { faults } = state;
  const bare = { descriptor, isEvidence: false, layers: [] };
  if (!isManifestMediaType(descriptor.mediaType)) {
    const reason = `${descriptor.digest} has the media type ${descriptor.mediaType}, which is no image that is judged here`;
    return { ...bare, broken: [{ digest: descriptor.digest, code: 'IMAGE_MALFORMED', reason }] };
  }
  const read = await attempt(descriptor, 'manifest', async (): Promise<ParsedDocument<ImageManifest>> => {
    if (known === undefined) charge(state, descriptor);
    const document = known ?? (await readManifest(reader, descriptor, call));
    return { ...document, view: parseImageManifest(document.bytes, descriptor.mediaType) };
  });
  if (!('value' in read)) return { ...bare, broken: note(read, faults) };
  const manifest = read.value;
  if (manifest.view.layers.length > limits.maxLayers) {
    faults.push(limit(manifest, `the image has more than ${limits.maxLayers} layers`));
    return { ...bare, manifest, broken: [] };
  }
  const layers = manifest.view.layers.map((layer) => ({ descriptor: layer, blob: reader.blob(layer, call) }));
  const { config } = manifest.view;
  const bytesOf = async (): Promise<UnverifiedDocument> => {
    charge(state, config);
    return await readBlob(reader, config, limits.maxConfig, call);
  };
  if (!isConfigMediaType(config.mediaType)) {
    const artifact = await attempt(
      descriptor,
      'config',
      () => requireNoImage(manifest.view, async () => (await bytesOf()).bytes),
      config,
    );
    return { ...bare, manifest, layers, broken: 'value' in artifact ? [] : note(artifact, faults) };
  }
  const readConfig = await attempt(
    descriptor,
    'config',
    async (): Promise<ParsedDocument<ImageConfig>> => {
      const document = await bytesOf();
      return { ...document, view: parseImageConfig(document.bytes) };
    },
    config,
  );
  if (!('value' in readConfig)) return { ...bare, manifest, layers, broken: note(readConfig, faults) };
  return { ...bare, manifest, config: readConfig.value, layers, broken: [] };
}

/**
 * Turns what goes wrong into data: definitive (`broken`) or not (`fault`). Defects pass through.
 * @param subject - what a fault is about; `about` is what is read for it
 * @example await attempt(descriptor, 'manifest', async () => parseImageManifest(bytes, descriptor.mediaType))
 */
export async function attempt<T>(
  subject: Descriptor,
  what: Fault['what'],
  step: () => Promise<T>,
  about: Descriptor = subject,
): Promise<Read<T>> {
  try {
    return { value: await step() };
  } catch (error) {
    const { digest } = about;
    if (error instanceof FormatError) {
      const code = error.rule === 'ambiguous' ? 'IMAGE_AMBIGUOUS' : 'IMAGE_MALFORMED';
      return { broken: { digest, code, reason: `${what} ${digest}: ${error.message}` } };
    }
    if (!(error instanceof TwinsealError)) throw error;
    const code = faultCodeOf(error.code);
    if (code !== undefined)
      return {
        fault: { subject: subject.digest, code, what, digest, reason: error.message, retryable: error.kind.retryable },
      };
    const missing = error.code === 'CONTENT_NOT_FOUND';
    return {
      broken: { digest, code: missing ? 'IMAGE_CONTENT_MISSING' : 'IMAGE_CONTENT_MISMATCH', reason: error.message },
    };
  }
}

function note(read: { readonly broken: Broken } | { readonly fault: Fault }, faults: Fault[]): readonly Broken[] {
  if ('broken' in read) return [read.broken];
  faults.push(read.fault);
  return [];
}

function limit({ descriptor }: UnverifiedDocument, reason: string): Fault {
  return { subject: descriptor.digest, code: 'EVIDENCE_LIMIT', what: 'manifest', reason, retryable: false };
}

function charge(state: ChildrenState, { digest, size }: Descriptor): void {
  state.bytes -= size;
  if (state.bytes < 0)
    throw new TwinsealError(
      'CONTENT_TOO_LARGE',
      `the manifests and configs of the image have more bytes together than are read, up to ${digest}`,
    );
}

/** One entry for one digest and platform. */
function distinct(entries: readonly Descriptor[]): readonly Descriptor[] {
  const seen = new Set<string>();
  return entries.filter(({ digest, platform }) => {
    const key = `${digest} ${platform === undefined ? '' : `${platformText(platform)} ${platform['os.version'] ?? ''}`}`;
    return !seen.has(key) && seen.add(key);
  });
}
