import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Platform } from '../../formats/oci/platform.ts';
import type { BlobSource } from '../../ports/blob-source.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';
import type { ImagePrograms } from '../../records/go-programs.ts';
import type { Selection } from '../../records/selection.ts';
import { layoutSource } from './blob-sources.ts';
import { DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits } from './decompress.ts';
import type { FindingLog } from './finding-log.ts';
import type { ReadingLimits } from './image-reading.ts';
import { ImageWalk } from './image-walk.ts';
import { inspectLayoutRoot } from './layout-root.ts';
import { inspectStrayBlobs } from './stray-blobs.ts';

/** What is inspected, and how far. */
export interface InspectOptions {
  /** Blobs may be missing on purpose: then a warning, not an error. */
  readonly sparse: boolean;
  /** The machine that the image has to have something for. */
  readonly runsOn?: Platform;
  readonly limits: InspectLimits;
}

/** What is told beside findings. */
export interface Inspected {
  /** What runtimes would run, where a machine was named. */
  readonly selections: readonly Selection[];
  /** The Go programs of each image that could be read and has some. */
  readonly programs: readonly ImagePrograms[];
}

/** Bounds of one layout. */
export interface InspectLimits {
  /** Manifests, indexes and configs. */
  readonly maxDocuments: number;
  /** Indexes inside indexes. */
  readonly maxDepth: number;
  /** Go programs that are told of, of all images together. */
  readonly maxGoPrograms: number;
  /** Names that are listed to find blobs that nothing refers to. */
  readonly maxStray: number;
  readonly layer: DecompressLimits;
  /** Of what is remembered of the layers of one image. */
  readonly reading: ReadingLimits;
}

/** 20,000 documents, 8 levels, 100,000 names; 500,000 entries an image in a tree of 512 MiB; programs of 16 MiB are held; 512 Go programs an image, 4096 of all. */
export const DEFAULT_INSPECT_LIMITS: InspectLimits = {
  maxDocuments: 20_000,
  maxDepth: 8,
  maxStray: 100_000,
  maxGoPrograms: 4096,
  layer: DEFAULT_DECOMPRESS_LIMITS,
  reading: {
    maxEntries: 500_000,
    maxSteps: 20_000_000,
    maxTree: 512 * 2 ** 20,
    maxProgram: 16 * 2 ** 20,
    maxGoPrograms: 512,
  },
};

/**
 * Checks a whole layout: its files, every document that `index.json` leads to, every blob's bytes, and what the
 * documents say of one another. Nothing is unpacked, no link followed. Each image is read once, however many entries name it.
 *
 * @param files - the layout as it lies there
 * @param log - receives the findings in the order of the walk
 * @returns what runtimes would pick, where a machine was named, and the Go programs inside
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`; what is wrong with the layout is a finding
 * @example await inspectLayout(files, { sparse: false, limits: DEFAULT_INSPECT_LIMITS }, log, call)
 * @see image-spec v1.1.1
 */
export async function inspectLayout(
  files: LayoutFiles,
  options: InspectOptions,
  log: FindingLog,
  call: Call,
): Promise<Inspected> {
  const index = await inspectLayoutRoot(files, log, call);
  if (index === undefined) return { selections: [], programs: [] };
  const walk = new ImageWalk(layoutSource(files), options, log, call);
  const inspected = await walk.layoutIndex(index);
  await inspectStrayBlobs(files, walk.named, options.limits.maxStray, log, call);
  return inspected;
}

/**
 * Checks an image of a repository: the manifest or index that `root` names, with all children and every blob's bytes.
 *
 * @param root - as the registry resolved it
 * @throws TwinsealError a fault of network or registry, `TIMEOUT`, `ABORTED`
 * @example await inspectImage(repositorySource(reader), await reader.resolve('v1', call), options, log, call)
 */
export async function inspectImage(
  source: BlobSource,
  root: Descriptor,
  options: InspectOptions,
  log: FindingLog,
  call: Call,
): Promise<Inspected> {
  return await new ImageWalk(source, options, log, call).image(root);
}
