import type { Digest } from '../formats/digest.ts';
import { debugFileCrc } from '../formats/elf/debug-link.ts';
import { readElf } from '../formats/elf/elf-file.ts';
import { debugPath, gnuBuildId } from '../formats/elf/gnu-build-id.ts';
import { FormatError } from '../formats/format-error.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { parseImageManifest } from '../formats/oci/image-manifest.ts';
import { DEBUG_ANNOTATIONS, MEDIA_TYPES } from '../formats/oci/media-types.ts';
import { platformText, samePlatform } from '../formats/oci/platform.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import { type LinkedProgram, linkedPrograms } from '../judge/inspect/linked-programs.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, ContentReader } from '../ports/content.ts';
import { askedPlatform } from '../records/asked-platform.ts';
import { memoryBlob, readWhole } from '../records/blob.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { SaveProgram } from './keep-differences.ts';
import { openImage } from './open-image.ts';

/** Whose debug files are wanted. */
export interface DebugFetchRequest {
  /** A layout on disk, or a reference. */
  readonly image: string;
  /** Only of this platform: `linux/arm64`. */
  readonly platform?: string;
  /** Only of the program with this GNU build ID, lower-case hex. */
  readonly buildId?: string;
  /** Folder for debug files, as debuggers know it: `<folder>/.build-id/14/d852....debug`. */
  readonly folder: string;
}

/** A debug file that belongs to a program of the image, and was written. */
export interface FetchedDebug {
  readonly platform: string;
  /** Path of the program inside the image, without a slash at its start. */
  readonly program: string;
  readonly buildId: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly path: string;
}

/** What was fetched; `missing` names each program whose debug file was split off and is not there, in a sentence. */
export interface DebugFetchReport {
  readonly apiVersion: 'twinseal.dev/debug-fetch/v1';
  readonly image: string;
  readonly folder: string;
  readonly files: readonly FetchedDebug[];
  readonly missing: readonly string[];
  /** Attached files that could not be used, and why. */
  readonly notes: readonly string[];
}

const MAX_FILE = 2 * 1024 ** 3 - 1;
const MAX_CANDIDATES = 64;
const NOTHING = { signers: [], predicateTypes: [], evidence: false, walkLayers: true };

/**
 * Finds the debug files that are attached to an image and writes those that belong to its programs: same build ID, and the
 * CRC that the program itself names. Who attached them is not asked: the signed twin proof names their digests.
 * @throws TwinsealError `CONTENT_NOT_FOUND` when there is none, `PLATFORM_UNKNOWN`; what reading an image and writing throw
 * @example (await debugFetch({ image: './app.oci', folder: 'debug' }, places, save, call)).files[0]?.path
 * @see GDB manual, "Debugging Information in Separate Files"
 */
export async function debugFetch(
  request: DebugFetchRequest,
  places: ContentPlaces,
  save: SaveProgram,
  call: Call,
): Promise<DebugFetchReport> {
  const { source, image } = await openImage(places, request.image, call);
  const evidence = await gatherEvidence(source, { requested: request.image, target: image }, NOTHING, call);
  const files: FetchedDebug[] = [];
  const missing: string[] = [];
  const notes: string[] = [];
  let linked = 0;
  for (const { descriptor, platform, programs } of await programsOf(evidence, request, call)) {
    linked += programs.length;
    if (programs.length === 0) continue;
    const attached = await attachedTo(source, descriptor, call);
    for (const program of programs) {
      const found = await fetchOne(source, program, attached, notes, call);
      if (found === undefined) {
        missing.push(
          `${platform}: /${program.path} names the debug file ${program.link.name}, and none that is attached to ${descriptor.digest} is it`,
        );
        continue;
      }
      const path = `${request.folder}/${debugPath(program.buildId)}`;
      await save(path, memoryBlob(found.digest, found.bytes), call);
      const { path: name, buildId } = program;
      files.push({ platform, program: name, buildId, digest: found.digest, size: found.bytes.length, path });
    }
  }
  if (files.length === 0) throw nothingFound(request, linked, missing, notes);
  return {
    apiVersion: 'twinseal.dev/debug-fetch/v1',
    image: request.image,
    folder: request.folder,
    files,
    missing,
    notes,
  };
}

interface PlatformPrograms {
  readonly descriptor: Descriptor;
  readonly platform: string;
  readonly programs: readonly LinkedProgram[];
}

async function programsOf(
  { children, faults, root, requested }: EvidenceSet,
  request: DebugFetchRequest,
  call: Call,
): Promise<readonly PlatformPrograms[]> {
  const wanted = request.platform === undefined ? undefined : askedPlatform(request.platform, '--platform');
  const [wrong] = [...root.broken, ...children.flatMap(({ broken }) => broken)];
  if (wrong !== undefined) throw new TwinsealError('INPUT_MALFORMED', `${requested} can not be read: ${wrong.reason}`);
  const [fault] = faults;
  if (fault !== undefined) throw new TwinsealError('INDETERMINATE', `${requested} could not be read: ${fault.reason}`);
  const found: PlatformPrograms[] = [];
  for (const { descriptor, config, layers, isEvidence } of children) {
    if (isEvidence || config === undefined) continue;
    const own = descriptor.platform ?? config.view;
    if (wanted !== undefined && !samePlatform(own, wanted)) continue;
    const image = { subject: descriptor.digest, config: config.view, layers };
    const programs = await linkedPrograms(image, call);
    // Other builders' programs name debug files too, which lie elsewhere: ours say the whole build ID.
    const ours = programs.filter(({ buildId, link }) => link.name === `${buildId}.debug`);
    const named = ours.filter(({ buildId }) => request.buildId === undefined || buildId === request.buildId);
    found.push({ descriptor, platform: platformText(own), programs: named });
  }
  if (found.length === 0)
    throw new TwinsealError(
      'CONTENT_NOT_FOUND',
      `${requested} has no image for ${request.platform ?? 'any platform'}: \`twinseal tree\` shows which it has`,
    );
  return found;
}

async function attachedTo(source: ContentReader, { digest }: Descriptor, call: Call): Promise<readonly Descriptor[]> {
  const { descriptors } = await source.referrers(digest, call);
  return descriptors.filter(({ artifactType }) => artifactType === MEDIA_TYPES.debug);
}

/** The attached file that the program names. One that says so and is not becomes a note, and the next is tried. */
async function fetchOne(
  source: ContentReader,
  program: LinkedProgram,
  attached: readonly Descriptor[],
  notes: string[],
  call: Call,
): Promise<{ readonly digest: Digest; readonly bytes: Uint8Array } | undefined> {
  // A list of referrers may lack annotations; only a manifest that says another build ID is passed over unread.
  const candidates = attached.filter(({ annotations }) => {
    const id = annotations?.[DEBUG_ANNOTATIONS.buildId];
    return id === undefined || id === program.buildId;
  });
  for (const descriptor of candidates.slice(0, MAX_CANDIDATES)) {
    try {
      const layer = await debugLayer(source, descriptor, call);
      const bytes = await readWhole(source.blob(layer, call), call.signal);
      requireDebugFile(bytes, program);
      return { digest: layer.digest, bytes };
    } catch (error) {
      const definitive = error instanceof TwinsealError && error.definitive;
      if (!(error instanceof FormatError) && !definitive) throw error;
      notes.push(
        `passed over ${descriptor.digest}, which is attached as a debug file of ${program.path}: ${error.message}`,
      );
    }
  }
  if (candidates.length > MAX_CANDIDATES)
    notes.push(`looked at ${MAX_CANDIDATES} of ${candidates.length} attached debug files`);
  return undefined;
}

async function debugLayer(source: ContentReader, { digest, mediaType }: Descriptor, call: Call): Promise<Descriptor> {
  const { bytes } = await source.manifest(digest, call);
  const [layer, second] = parseImageManifest(bytes, mediaType).layers;
  if (layer === undefined || second !== undefined || layer.mediaType !== MEDIA_TYPES.debugElf)
    throw new FormatError('oci', `its manifest has not one layer of the type ${MEDIA_TYPES.debugElf}`);
  if (layer.size > MAX_FILE)
    throw new FormatError('oci', `it has ${layer.size} bytes, more than the ${MAX_FILE} that are read`);
  return layer;
}

function requireDebugFile(bytes: Uint8Array, { buildId, link }: LinkedProgram): void {
  const own = gnuBuildId(readElf(bytes));
  if (own !== buildId) throw new FormatError('elf', `it has the build ID ${own ?? 'none'}, not ${buildId}`);
  if (debugFileCrc(bytes) !== link.crc) throw new FormatError('elf', 'it has another CRC than the program names');
}

function nothingFound(
  { image, buildId }: DebugFetchRequest,
  linked: number,
  missing: readonly string[],
  notes: readonly string[],
): TwinsealError {
  if (linked > 0)
    return new TwinsealError(
      'CONTENT_NOT_FOUND',
      `${image} came without its debug files: copy it again with all that is attached (twinseal push, pull, copy), or fetch from where it was pushed`,
      { details: [...missing, ...notes] },
    );
  const which = buildId === undefined ? '' : ` with the build ID ${buildId}`;
  return new TwinsealError(
    'CONTENT_NOT_FOUND',
    `${image} has no program${which} whose debug information was split off: seal with --debug split, or look for it inside the program`,
  );
}
