import type { Digest } from '../../formats/digest.ts';
import type { ImageConfig } from '../../formats/oci/documents.ts';
import { normalisePlatform, platformText } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import { type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { ImageReport } from '../../records/image-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits } from './decompress.ts';
import { commandLine } from './entrypoint.ts';
import { FindingLog } from './finding-log.ts';
import { type HashedFile, ImageReading, type ReadingLimits } from './image-reading.ts';
import type { ContentPlace } from './image-tree.ts';
import { type Layer, LayerProblem, walkLayer } from './layer-walk.ts';

/** One platform image, ready to be walked. */
export interface WalkableImage {
  /** Digest of its manifest. */
  readonly subject: Digest;
  readonly config: ImageConfig;
  /** In order, lowest first. */
  readonly layers: readonly Layer[];
}

/** Bounds of a walk. */
export interface WalkLimits extends DecompressLimits, ReadingLimits {}

/** As {@link DEFAULT_DECOMPRESS_LIMITS}, 16 GiB a layer, 500,000 entries, 20 million steps, a tree of 512 MiB, programs of 512 MiB. */
export const WALK_LIMITS: WalkLimits = {
  ...DEFAULT_DECOMPRESS_LIMITS,
  maxBytes: 16 * 2 ** 30,
  maxEntries: 500_000,
  maxSteps: 20_000_000,
  maxTree: 512 * 2 ** 20,
  maxProgram: 512 * 2 ** 20,
};

// A report is kept, hashed and stored with those of the other platforms.
const MAX_FINDINGS = 200;

/**
 * Reads a platform image from its config to its last layer, in memory that does not grow with it, and tells which file a
 * container would run, with its digest and what it says of itself. Nothing is extracted, nothing is judged.
 *
 * Files whose name is that of the program are hashed while passing; where links lead elsewhere, the layer is read again.
 *
 * @param image - manifest digest, config and layers
 * @returns a report; faults (what could not be read) are data in it
 * @example (await reportImage({ subject, config, layers }, call)).entrypoint.digest
 */
export async function reportImage(
  image: WalkableImage,
  call: Call,
  limits: WalkLimits = WALK_LIMITS,
): Promise<ImageReport> {
  const { subject, config, layers } = image;
  const run = config.config ?? {};
  const log = new FindingLog(MAX_FINDINGS);
  const faults: Fault[] = [];
  const base = { subject, platform: platformText(normalisePlatform(config)), config: run };
  const unread = (why: string): ImageReport => ({
    ...base,
    entrypoint: { argv: commandLine(run), trail: [], outcome: 'unread', preload: [], why },
    findings: log.findings,
    faults,
    layersWalked: false,
  });
  if (config.rootfs.diff_ids.length !== layers.length) {
    const reason = `the config has ${config.rootfs.diff_ids.length} diff_ids for ${layers.length} layers`;
    log.add(
      'error',
      'DIFF_ID_COUNT',
      { blob: subject },
      '/rootfs/diff_ids',
      reason,
      'image-spec v1.1.1, config.md, "rootfs"',
    );
    return unread(reason);
  }
  const reading = new ImageReading(run, limits, log);
  let entriesLeft = limits.maxEntries;
  for (const [index, layer] of layers.entries()) {
    const digest = layer.descriptor.digest;
    const walked = await attempt(subject, layer, faults, log, () =>
      walkLayer(
        layer,
        config.rootfs.diff_ids[index] ?? digest,
        limits,
        entriesLeft,
        call.signal,
        reading.layer(index, digest),
      ),
    );
    if (walked === undefined) return unread(`layer ${index + 1} of ${layers.length} could not be read`);
    entriesLeft -= walked.entries;
  }
  const resolved = reading.resolved();
  const program = await programOf(resolved.content);
  if (program === 'unread') return unread('the layer of the program could not be read again');
  const setuid = reading.setuid();
  const entrypoint = reading.entrypoint(resolved, program);
  const links = reading.links(resolved, entrypoint.interpreter);
  return {
    ...base,
    entrypoint,
    ...(links.length > 0 && { links }),
    ...(setuid.length > 0 && { setuid }),
    findings: log.findings,
    faults,
    layersWalked: true,
  };

  async function programOf(content: ContentPlace | undefined): Promise<HashedFile | undefined | 'unread'> {
    if (content === undefined) return undefined;
    const known = reading.passed(content);
    if (known !== undefined) return known;
    const layer = layers[content.layer];
    const diffId = config.rootfs.diff_ids[content.layer];
    if (layer === undefined || diffId === undefined) return 'unread';
    let found: HashedFile | undefined;
    const walked = await attempt(subject, layer, faults, log, () =>
      walkLayer(layer, diffId, limits, limits.maxEntries, call.signal, async (entry, tar) => {
        if (entry.ordinal === content.ordinal) found = await reading.hash(content.layer, entry, tar);
      }),
    );
    return walked === undefined ? 'unread' : (found ?? 'unread');
  }
}

/** Does a step over one layer; what goes wrong becomes a finding or a fault, and gives undefined. */
async function attempt<T>(
  subject: Digest,
  layer: Layer,
  faults: Fault[],
  log: FindingLog,
  step: () => Promise<T>,
): Promise<T | undefined> {
  const { digest } = layer.descriptor;
  const fault = (code: Fault['code'], reason: string, retryable: boolean): void => {
    faults.push({ subject, code, what: 'layer', digest, reason, retryable });
  };
  try {
    return await step();
  } catch (error) {
    if (error instanceof LayerProblem) {
      if (error.limit) fault('EVIDENCE_LIMIT', error.message, false);
      else
        log.add(
          'error',
          error.code,
          { blob: digest },
          undefined,
          error.message,
          'image-spec v1.1.1, layer.md and config.md',
        );
      return undefined;
    }
    if (!(error instanceof TwinsealError)) throw error;
    const code = faultCodeOf(error.code);
    if (code !== undefined) fault(code, error.message, error.kind.retryable);
    else if (error.code === 'CONTENT_NOT_FOUND')
      log.add(
        'error',
        'BLOB_MISSING',
        { blob: digest },
        undefined,
        error.message,
        'image-spec v1.1.1, image-layout.md, "Blobs"',
      );
    else
      log.add(
        'error',
        'BLOB_DIGEST_MISMATCH',
        { blob: digest },
        undefined,
        error.message,
        'image-spec v1.1.1, descriptor.md, "Digests"',
      );
    return undefined;
  }
}
