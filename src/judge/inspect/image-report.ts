import type { Digest } from '../../formats/digest.ts';
import type { ImageConfig } from '../../formats/oci/documents.ts';
import { normalisePlatform, platformText } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import { type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { ImageReport } from '../../records/image-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits } from './decompress.ts';
import { commandLine } from './entrypoint.ts';
import { FindingLog } from './finding-log.ts';
import { foundProgram, type ShowAgain } from './found-program.ts';
import { ImageReading, type ReadingLimits } from './image-reading.ts';
import type { ContentPlace } from './image-tree.ts';
import { packingOf } from './layer-content.ts';
import { LayerProblem } from './layer-problem.ts';
import { type Layer, walkLayer } from './layer-walk.ts';
import { hasToc, inspectToc } from './toc-rules.ts';

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

/** As {@link DEFAULT_DECOMPRESS_LIMITS}, 16 GiB a layer, 500,000 entries, 20 million steps, a tree of 512 MiB, programs of 512 MiB, 512 Go programs. */
export const WALK_LIMITS: WalkLimits = {
  ...DEFAULT_DECOMPRESS_LIMITS,
  maxBytes: 16 * 2 ** 30,
  maxEntries: 500_000,
  maxSteps: 20_000_000,
  maxTree: 512 * 2 ** 20,
  maxProgram: 512 * 2 ** 20,
  maxGoPrograms: 512,
};

/** As {@link WALK_LIMITS}, but for the program: of a larger one than 128 MiB only what its headers lead to is held, as services read several at once. */
export const REPORT_LIMITS: WalkLimits = { ...WALK_LIMITS, maxProgram: 128 * 2 ** 20 };

// A report is kept, hashed and stored with those of the other platforms.
const MAX_FINDINGS = 200;

/**
 * Reads a platform image from its config to its last layer, in memory that does not grow with it, and tells which file a
 * container would run, with its digest and what it says of itself. Nothing is extracted, nothing is judged.
 *
 * Files whose name is that of the program are hashed while passing; where links lead elsewhere, the layer is read again.
 *
 * @param image - manifest digest, config and layers
 * @param goPrograms - whether every Go program is looked for, too
 * @returns a report; faults (what could not be read) are data in it
 * @example (await reportImage({ subject, config, layers }, call)).entrypoint.digest
 */
export async function reportImage(
  image: WalkableImage,
  call: Call,
  limits: WalkLimits = REPORT_LIMITS,
  goPrograms = false,
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
  const reading = new ImageReading(run, limits, log, goPrograms);
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
    if (walked === undefined || !(await contents(layer)))
      return unread(`layer ${index + 1} of ${layers.length} could not be read`);
    entriesLeft -= walked.entries;
  }
  const resolved = reading.resolved();
  const content = resolved.content;
  let readAgain = true;
  const program = await foundProgram(content, reading, again);
  if (!readAgain || (content !== undefined && program === undefined))
    return unread('the layer of the program could not be read again');
  const setuid = reading.setuid();
  const programs = reading.goPrograms();
  const entrypoint = reading.entrypoint(resolved, program);
  const links = reading.links(resolved, entrypoint.interpreter);
  return {
    ...base,
    entrypoint,
    ...(links.length > 0 && { links }),
    ...(setuid.length > 0 && { setuid }),
    ...(programs !== undefined && { goPrograms: programs }),
    findings: log.findings,
    faults,
    layersWalked: true,
  };

  /** What the layer of the program shows once more; what goes wrong stands in the report. */
  function again({ layer: index, ordinal }: ContentPlace): ShowAgain {
    return async (visit) => {
      const layer = layers[index];
      const diffId = config.rootfs.diff_ids[index];
      if (layer === undefined || diffId === undefined) return;
      const walked = await attempt(subject, layer, faults, log, () =>
        walkLayer(layer, diffId, limits, limits.maxEntries, call.signal, async (entry, tar) => {
          if (entry.ordinal === ordinal) await visit(entry, tar);
        }),
      );
      readAgain &&= walked !== undefined;
    };
  }

  /** Whoever pulls lazily goes by the table of contents of a layer, so that it must not say other things than the tar. */
  async function contents({ descriptor, blob }: Layer): Promise<boolean> {
    const packing = packingOf(descriptor.mediaType);
    if (!hasToc(descriptor) || packing === undefined) return true;
    const { digest } = descriptor;
    const note = (code: FindingCode, path: string | undefined, reason: string): void =>
      log.add('error', code, { blob: digest }, path, reason);
    const open = (): AsyncIterable<Uint8Array> => blob.open(call.signal);
    const read = await attempt(subject, { descriptor, blob }, faults, log, async () => {
      await inspectToc(descriptor, packing, open, limits, note);
      return true;
    });
    return read === true;
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
