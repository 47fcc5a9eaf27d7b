import { type Digest, digestEncoded } from '../../formats/digest.ts';
import type { ImageConfig } from '../../formats/oci/documents.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { DecompressLimits } from './decompress.ts';
import { inspectLinking } from './dynamic-program.ts';
import type { ResolvedProgram } from './entrypoint.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { foundProgram } from './found-program.ts';
import type { HashedFile, ImageReading } from './image-reading.ts';
import type { ContentPlace } from './image-tree.ts';
import { packingOf, readContent } from './layer-content.ts';
import type { Layer } from './layer-walk.ts';
import { followPath } from './lookup.ts';

/** An image whose layers were read. */
export interface ReadImage {
  readonly configDigest: Digest;
  readonly config: ImageConfig;
  /** In order, lowest first. */
  readonly layers: readonly Layer[];
}

const OUTCOMES: Readonly<Partial<Record<ResolvedProgram['outcome'], FindingCode>>> = {
  missing: 'PROGRAM_MISSING',
  'not-a-file': 'PROGRAM_NOT_EXECUTABLE',
  loop: 'PROGRAM_LOOP',
  ambiguous: 'PROGRAM_AMBIGUOUS',
};

/**
 * Whether the program that an image runs can be told, and can start.
 *
 * @param reading - after all layers were shown to it
 * @returns what the program says; undefined for systems other than Linux, where programs are found by other rules
 * @throws TwinsealError a fault of disk or registry, when a layer has to be read again
 * @example await inspectProgramOf(image, reading, limits, log, call)
 */
export async function inspectProgramOf(
  image: ReadImage,
  reading: ImageReading,
  limits: DecompressLimits & { readonly maxEntries: number },
  log: FindingLog,
  call: Call,
): Promise<EntrypointReport | undefined> {
  const { config } = image;
  if (config.os !== 'linux') return undefined;
  const resolved = reading.resolved();
  const program = await foundProgram(
    resolved.content,
    reading,
    (content) => (visit) => readAgain(content, image, limits, call, visit),
  );
  const entrypoint = reading.entrypoint(resolved, program);
  inspectOutcome(entrypoint, resolved, program, reading, config, { blob: image.configDigest }, log);
  return entrypoint;
}

function inspectOutcome(
  entrypoint: EntrypointReport,
  resolved: ResolvedProgram,
  program: HashedFile | undefined,
  { tree }: ImageReading,
  config: ImageConfig,
  place: Place,
  log: FindingLog,
): void {
  const at = (config.config?.Entrypoint ?? []).length > 0 ? '/config/Entrypoint' : '/config/Cmd';
  const code = OUTCOMES[resolved.outcome];
  if (code !== undefined) log.add('warning', code, place, at, resolved.why ?? 'the program can not be told');
  const loading = entrypoint.preload.filter((one) => /^(?:\/|[A-Z_]+=)/.test(one)).map((one) => one.slice(0, 80));
  if (loading.length > 0)
    log.add('hint', 'PROGRAM_PRELOAD', place, '/config/Env', `the loader also obeys ${loading.join(', ')}`);
  const facts = program?.facts;
  if (facts === undefined) return;
  if (facts.malformed === true) log.add('warning', 'PROGRAM_MALFORMED', place, at, facts.why ?? 'it is malformed');
  const { scriptInterpreter: interpreter } = facts;
  if (interpreter?.startsWith('/') === true && followPath(tree, interpreter, '/', []).found !== 'node') {
    const reason = `${entrypoint.path} is a script for ${JSON.stringify(interpreter.slice(0, 80))}, which is not in the image`;
    log.add('error', 'PROGRAM_SCRIPT_INTERPRETER', place, at, reason);
  }
  inspectLinking(tree, facts, entrypoint.path ?? 'the program', (linking, reason) =>
    log.add('error', linking, place, at, reason),
  );
}

/** Shows one entry of a layer once more. */
async function readAgain(
  content: ContentPlace,
  { config, layers }: ReadImage,
  limits: DecompressLimits & { readonly maxEntries: number },
  call: Call,
  visit: (entry: TarEntry, tar: TarReader) => Promise<void>,
): Promise<void> {
  const layer = layers[content.layer];
  const packing = layer === undefined ? undefined : packingOf(layer.descriptor.mediaType);
  if (layer === undefined || packing === undefined) return;
  const { digest, size } = layer.descriptor;
  const diffId = config.rootfs.diff_ids[content.layer] ?? digest;
  const show = async (entry: TarEntry, tar: TarReader): Promise<void> => {
    if (entry.ordinal === content.ordinal) await visit(entry, tar);
  };
  const reading = { packing, diffId, maxEntries: limits.maxEntries, visit: show };
  const read = await readContent(layer.blob.open(call.signal), digest, reading, limits);
  // It was whole when it was read first. A digest that is not computed here says nothing then either, and the diff_id says enough.
  if (read.matches !== false && read.size === size && read.uncompressed === digestEncoded(diffId)) return;
  throw new TwinsealError('CONTENT_MISMATCH', `the layer ${digest} changed while it was read`);
}
