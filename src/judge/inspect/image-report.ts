import { createHash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { ImageConfig } from '../../formats/oci/documents.ts';
import { normalisePlatform, platformText } from '../../formats/oci/platform.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import { type Fault, faultCodeOf } from '../../records/discovery.ts';
import type { EntrypointReport, ImageReport } from '../../records/image-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits } from './decompress.ts';
import { commandLine, preloads, type ResolvedProgram, resolveProgram } from './entrypoint.ts';
import { FindingLog } from './finding-log.ts';
import { type ContentPlace, ImageTree, type Note } from './image-tree.ts';
import { type Layer, LayerProblem, walkLayer } from './layer-walk.ts';
import { type ProgramFacts, readProgram } from './program.ts';

/** One platform image, ready to be walked. */
export interface WalkableImage {
  /** Digest of its manifest. */
  readonly subject: Digest;
  readonly config: ImageConfig;
  /** In order, lowest first. */
  readonly layers: readonly Layer[];
}

/** Bounds of a walk. */
export interface WalkLimits extends DecompressLimits {
  /** Entries of all layers together. */
  readonly maxEntries: number;
  /** Steps through folders and links for all entries; a real image of half a million entries takes some five million. */
  readonly maxSteps: number;
  /** Bytes, about, of what is remembered of all entries; half a million of a real image take some 250 million. */
  readonly maxTree: number;
  /** Bytes of a program that are held to read its headers; a larger one is only hashed. */
  readonly maxProgram: number;
}

/** As {@link DEFAULT_DECOMPRESS_LIMITS}, 16 GiB a layer, 500,000 entries, 20 million steps, a tree of 512 MiB, programs of 512 MiB. */
export const WALK_LIMITS: WalkLimits = {
  ...DEFAULT_DECOMPRESS_LIMITS,
  maxBytes: 16 * 2 ** 30,
  maxEntries: 500_000,
  maxSteps: 20_000_000,
  maxTree: 512 * 2 ** 20,
  maxProgram: 512 * 2 ** 20,
};

// A report is kept, hashed and stored with those of the other platforms: what hostile layers make it say has bounds.
const MAX_FINDINGS = 200;
const MAX_TRAIL = 256;
const MAX_TEXT = 512;

interface Hashed extends ContentPlace {
  readonly digest: Digest;
  readonly facts: ProgramFacts | undefined;
}

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
  const tree = new ImageTree(limits.maxSteps, limits.maxTree);
  const passed = new Map<string, Hashed>();
  const wanted = commandLine(run)[0]?.split('/').at(-1);
  let entriesLeft = limits.maxEntries;
  for (const [index, layer] of layers.entries()) {
    const digest = layer.descriptor.digest;
    const note: Note = (code, path, message) =>
      log.add('error', code, { blob: digest }, path, message, 'image-spec v1.1.1, layer.md, "Applying Changesets"');
    const visit = async (entry: TarEntry, tar: TarReader): Promise<void> => {
      tree.apply(index, entry, note);
      if (entry.type !== 'file' || wanted === undefined || entry.path.split('/').at(-1) !== wanted) return;
      const hashed = await hashEntry(index, entry, tar, limits);
      // What a hostile image names alike a thousand times is read again if it matters, not remembered.
      if (passed.size < 32) passed.set(`${index}/${entry.ordinal}`, hashed);
    };
    const walked = await attempt(subject, layer, faults, log, () =>
      walkLayer(layer, config.rootfs.diff_ids[index] ?? digest, limits, entriesLeft, call.signal, visit),
    );
    if (walked === undefined) return unread(`layer ${index + 1} of ${layers.length} could not be read`);
    entriesLeft -= walked.entries;
  }
  const resolved = resolveProgram(tree, run);
  const preload = preloads(tree, run, resolved);
  const program = await programOf(resolved);
  if (program === 'unread') return unread('the layer of the program could not be read again');
  return {
    ...base,
    entrypoint: entrypoint(resolved, program, preload),
    findings: log.findings,
    faults,
    layersWalked: true,
  };

  async function programOf({ content }: ResolvedProgram): Promise<Hashed | undefined | 'unread'> {
    if (content === undefined) return undefined;
    const known = passed.get(`${content.layer}/${content.ordinal}`);
    if (known !== undefined) return known;
    const layer = layers[content.layer];
    const diffId = config.rootfs.diff_ids[content.layer];
    if (layer === undefined || diffId === undefined) return 'unread';
    let found: Hashed | undefined;
    const walked = await attempt(subject, layer, faults, log, () =>
      walkLayer(layer, diffId, limits, limits.maxEntries, call.signal, async (entry, tar) => {
        if (entry.ordinal === content.ordinal) found = await hashEntry(content.layer, entry, tar, limits);
      }),
    );
    return walked === undefined ? 'unread' : (found ?? 'unread');
  }
}

function entrypoint(
  resolved: ResolvedProgram,
  program: Hashed | undefined,
  preload: readonly string[],
): EntrypointReport {
  const { argv, outcome, path, why } = resolved;
  const trail = resolved.trail.slice(0, MAX_TRAIL).map((place) => place.slice(0, MAX_TEXT).toWellFormed());
  const known = { argv, trail, preload, ...(path !== undefined && { path: path.toWellFormed() }) };
  if (program === undefined) return { ...known, outcome, ...(why !== undefined && { why: why.toWellFormed() }) };
  const { digest, size, facts } = program;
  if (facts === undefined)
    return { ...known, outcome, digest, size, why: 'the program is too large for its headers to be read' };
  const { script, ...said } = facts;
  return { ...known, ...said, outcome: script ? 'interpreted' : outcome, digest, size };
}

async function hashEntry(layer: number, entry: TarEntry, tar: TarReader, limits: WalkLimits): Promise<Hashed> {
  const hash = createHash('sha256');
  const kept = entry.size <= limits.maxProgram ? new Uint8Array(entry.size) : undefined;
  let at = 0;
  for await (const part of tar.content()) {
    hash.update(part);
    kept?.set(part, at);
    at += part.length;
  }
  const digest = `sha256:${hash.digest('hex')}` as Digest;
  return {
    layer,
    ordinal: entry.ordinal,
    size: entry.size,
    digest,
    facts: kept === undefined ? undefined : readProgram(kept),
  };
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
