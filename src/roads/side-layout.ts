import { type Digest, sha256Digest } from '../formats/digest.ts';
import { readElf } from '../formats/elf/elf-file.ts';
import { FormatError } from '../formats/format-error.ts';
import { binaryBuildInfo } from '../formats/gobuild/binary-build-info.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { parseImageManifest, serialiseImageManifest } from '../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../formats/oci/media-types.ts';
import { encodeUtf8 } from '../formats/utf8.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, ContentReader } from '../ports/content.ts';
import { type Blob, memoryBlob, readWhole } from '../records/blob.ts';
import type { BuiltBinary, SideBuild } from '../records/side-build.ts';
import type { SideDocument, SideProgram } from '../records/side-document.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { askedSettings } from '../seal/build/side-flags.ts';
import { checkBinary } from '../seal/build/static-check.ts';
import { MAX_SIDE_DOCUMENT, parseSideDocument, serialiseSideDocument } from '../seal/compare/side-document.ts';

/** A side as its layout has it: every byte was compared with the document, and every program read. */
export interface StoredSide {
  readonly document: SideDocument;
  /** The same as a build; the contents are read from the layout again whenever they are opened. */
  readonly build: SideBuild;
}

const MAX_PROGRAM = 1024 ** 3;

/**
 * Writes one side as an OCI layout: a manifest whose first layer is the document, and a layer for each program and debug file.
 * It shows at its place only when all of it is on disk.
 * @returns the digest of the manifest
 * @throws TwinsealError `LAYOUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`; `INTERNAL` for a document that no reader would take
 * @example await writeSideLayout(document, side, './a', places, call)
 * @see image-spec v1.1.1, manifest.md, "Guidelines for Artifact Usage"
 */
export async function writeSideLayout(
  document: SideDocument,
  { binaries }: SideBuild,
  folder: string,
  places: ContentPlaces,
  call: Call,
): Promise<Digest> {
  const bytes = serialiseSideDocument(document);
  // What we write must be what strict readers take, and is told here rather than on the other machine.
  await parseSideDocument(bytes).catch((cause: unknown) => {
    const why = cause instanceof FormatError ? `${cause.at} ${cause.message}` : String(cause);
    throw new TwinsealError('INTERNAL', `the document of side ${document.side} breaks its form: ${why}`, { cause });
  });
  const empty = encodeUtf8('{}');
  const about: Descriptor = { mediaType: MEDIA_TYPES.side, digest: sha256Digest(bytes), size: bytes.length };
  const config: Descriptor = { mediaType: MEDIA_TYPES.ociEmpty, digest: sha256Digest(empty), size: empty.length };
  const manifest = serialiseImageManifest({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType: MEDIA_TYPES.side,
    config,
    layers: [about, ...programLayers(document)],
  });
  const descriptor: Descriptor = {
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType: MEDIA_TYPES.side,
    digest: sha256Digest(manifest),
    size: manifest.length,
  };
  const contents = binaries.flatMap(({ content, debug }) =>
    debug === undefined ? [content] : [content, debug.content],
  );
  const layout = await places.newLayout(folder, call);
  try {
    for (const blob of [memoryBlob(config.digest, empty), memoryBlob(about.digest, bytes), ...contents])
      await layout.putBlob(blob, call);
    await layout.putManifest({ descriptor, bytes: manifest }, call, `side-${document.side}`);
    await layout.commit(call);
    return descriptor.digest;
  } finally {
    await layout.abort();
  }
}

/**
 * Reads a side that somebody else wrote: its document strictly, each program once to its end, its digest, its ELF headers and
 * build info against what the document says.
 * @throws TwinsealError `INPUT_MALFORMED` when it is no such layout; `CONTENT_MISMATCH`, `CONTENT_NOT_FOUND`;
 *   `BINARY_NOT_STATIC`, `BINARY_WRONG_PLATFORM`, `BINARY_NOT_AS_ASKED`
 * @example (await readSideLayout('./a', places, call)).document.side // 'a'
 */
export async function readSideLayout(folder: string, places: ContentPlaces, call: Call): Promise<StoredSide> {
  const reader = await places.layout(folder, call);
  try {
    const { digest } = await reader.resolve(undefined, call);
    const manifest = parseImageManifest((await reader.manifest(digest, call)).bytes, MEDIA_TYPES.ociManifest);
    const [about, ...layers] = manifest.layers;
    if (manifest.artifactType !== MEDIA_TYPES.side || about?.mediaType !== MEDIA_TYPES.side)
      throw new FormatError(
        'side-build',
        `is no side of a twin build: its type is not ${MEDIA_TYPES.side}`,
        '/artifactType',
      );
    if (about.size > MAX_SIDE_DOCUMENT)
      throw new FormatError('side-build', `is larger than ${MAX_SIDE_DOCUMENT} bytes`, '/layers/0/size');
    const document = await parseSideDocument(await readWhole(reader.blob(about, call), call.signal));
    const wanted = programLayers(document);
    const same = layers.length === wanted.length && layers.every((layer, at) => sameLayer(layer, wanted[at]));
    if (!same) throw new FormatError('side-build', 'are not the programs that the document names', '/layers');
    const binaries: BuiltBinary[] = [];
    for (const program of document.binaries) binaries.push(await readProgram(program, document, reader, call));
    return { document, build: { ...document, binaries } };
  } catch (cause) {
    if (cause instanceof FormatError)
      throw new TwinsealError('INPUT_MALFORMED', `${folder} is no side of a twin build: ${cause.at} ${cause.message}`, {
        cause,
      });
    throw cause;
  }
}

async function readProgram(
  program: SideProgram,
  { plan, flags, profiles }: SideDocument,
  reader: ContentReader,
  call: Call,
): Promise<BuiltBinary> {
  const { platform, name, importPath, digest, size, debug } = program;
  const main = plan.mains.find((each) => each.importPath === importPath);
  const target = plan.targets.find((each) => each.platform === platform);
  if (main === undefined || target === undefined)
    throw new FormatError('side-build', 'are not those of the plan', '/binaries');
  if (size > MAX_PROGRAM)
    throw new FormatError('side-build', `has a program of more than ${MAX_PROGRAM} bytes`, '/binaries');
  const blob = (of: { readonly digest: Digest; readonly size: number }): Blob => reader.blob(of, call);
  const content = blob({ digest, size });
  const { tags = [], ldflags = [], gcflags = [], experiments = [] } = flags;
  const profile = profiles.find((each) => each.package === main.package)?.path;
  const asked = askedSettings({ tags, ldflags, gcflags, experiments, pgo: plan.build.pgo }, profile);
  const bytes = await readWhole(content, call.signal);
  const facts = checkBinary(bytes, main, target, asked);
  const path = binaryBuildInfo(readElf(bytes))?.path;
  if (path !== importPath)
    throw new FormatError(
      'side-build',
      `has another program, ${path ?? 'of no name'}, in the place of ${importPath}`,
      '/binaries',
    );
  const built = { platform, name, importPath, content, facts };
  if (debug === undefined) return built;
  const apart = blob(debug);
  for await (const _ of apart.open(call.signal)) call.signal.throwIfAborted();
  return { ...built, debug: { content: apart, buildId: debug.buildId, name: debug.name, wholeSize: debug.wholeSize } };
}

function programLayers({ binaries }: SideDocument): readonly Descriptor[] {
  return binaries.flatMap(({ digest, size, debug }) => [
    { mediaType: MEDIA_TYPES.sideProgram, digest, size },
    ...(debug === undefined ? [] : [{ mediaType: MEDIA_TYPES.debugElf, digest: debug.digest, size: debug.size }]),
  ]);
}

function sameLayer(a: Descriptor, b: Descriptor | undefined): boolean {
  return a.mediaType === b?.mediaType && a.digest === b.digest && a.size === b.size;
}
