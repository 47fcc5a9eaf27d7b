import { type Platform, samePlatform } from '../formats/oci/platform.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { LayerCompressor } from '../ports/layer-compressor.ts';
import type { Keys } from '../ports/signer.ts';
import type { SourceImporter } from '../ports/source-importer.ts';
import type { Attachment } from '../records/attachment.ts';
import type { BaseImage } from '../records/base-image.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { PackedImage, PackedPlatform } from '../records/packed-image.ts';
import type { Progress, ProgressStep } from '../records/progress.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import { SIGNED_NAME } from '../records/signed-name.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { provenanceStatement } from '../seal/attest/provenance.ts';
import { spdxStatement } from '../seal/attest/spdx-statement.ts';
import { twinProofStatement } from '../seal/attest/twin-proof.ts';
import { binariesIn, packImage, targetPlatforms } from '../seal/pack/pack-image.ts';
import { readBaseImage } from '../seal/pack/read-base.ts';
import { composeSbom, modulesOf } from '../seal/sbom/compose-sbom.ts';
import { gatherModuleEvidence } from '../seal/sbom/module-evidence.ts';
import { countLayers } from './count-layers.ts';
import { type ImagePart, imageParts } from './image-parts.ts';
import type { LockedSource } from './lock.ts';
import {
  type ImageSigners,
  imageDocuments,
  openSigners,
  type PlatformDebug,
  type PlatformSbom,
  type StatementAbout,
  signImage,
} from './sign-image.ts';
import { writeSealedLayout } from './write-sealed-layout.ts';

/** What sealing an image needs of the world. */
export interface SealImagePorts {
  readonly importer: SourceImporter;
  readonly compressor: LayerCompressor;
  readonly places: ContentPlaces;
  readonly keys: Keys;
  readonly clock: Clock;
  /** Version of Twinseal, for statements and SBOMs. */
  readonly version: string;
  /** URI of whoever runs the builds, for provenance. */
  readonly builder: string;
}

/** An identical twin and how it is to be sealed. */
export interface SealImageRequest {
  readonly locked: LockedSource;
  readonly plan: BuildPlan;
  readonly twin: TwinResult;
  /** Side A and side B; the binaries of A ship (those of B are the same bytes). */
  readonly a: SideBuild;
  readonly b: SideBuild;
  readonly settings: Settings;
  readonly layout: string;
  /** `org.opencontainers.image.ref.name` of the only image; by default the version, else `latest`. */
  readonly name?: string;
  readonly keys: SealKeys;
}

/** What was sealed. */
export interface SealedImage {
  readonly image: PackedImage;
  readonly attachments: readonly Attachment[];
  readonly signedBy: readonly ('cosign' | 'notation')[];
  readonly name: string;
}

/**
 * Identical twins to a sealed layout of one image or several: pack, describe, attest, sign, attach, write. Nothing stands at
 * the target before the last step of the last image has succeeded.
 * @throws TwinsealError of the stages `pack`, `sbom`, `sign`, `attach` and `layout`
 * @example (await sealImages({ locked, plan, twin, a, b, settings, layout: 'app.oci', keys }, ports, call, progress))[0]?.image.index.descriptor.digest
 */
export async function sealImages(
  request: SealImageRequest,
  ports: SealImagePorts,
  call: Call,
  progress: Progress,
): Promise<readonly SealedImage[]> {
  const { plan, settings, a, locked, layout, name } = request;
  const step = stepper(ports.clock, progress);
  const sealed: SealedImage[] = [];
  let signers: ImageSigners | undefined;
  let evidence: ReturnType<typeof gatherEvidence> | undefined;
  for (const part of imageParts({ plan, settings, a, metadata: locked.lock.metadata, name })) {
    const base =
      part.settings.base === 'scratch'
        ? undefined
        : await step(
            'base',
            () => readBase(part, ports, call),
            ({ name, digest }) => `${name} ${digest}`,
          );
    // Unlocking a key is a fifth of a second of scrypt on a thread of its own, so layers and evidence are made meanwhile.
    // Their steps are told afterwards: nothing is printed while somebody may be asked for a password.
    const opening = signers ?? openSigners(request.keys, ports.keys, call);
    evidence ??= gatherEvidence(request, ports, call);
    const layers = countLayers(ports.compressor);
    const packing = pack(request, part, base, layers.compressor, call);
    signers ??= await step(
      'keys',
      () => afterwards(Promise.resolve(opening), packing),
      (open) => Object.keys(open).join(', '),
    );
    const image = await step('pack', () => packing, layers.text);
    const found = await evidence;
    const sboms = await step(
      'sbom',
      async () => describe(request, part, image, base, found, ports),
      (made) => `SPDX documents: ${made.length}`,
    );
    const statements = await step(
      'attest',
      () => attest(request, part, image, sboms, base, ports),
      (made) => `statements: ${made.length}`,
    );
    const sealable = { image, sboms, debugFiles: debugFilesOf(part, image), statements };
    const { notationChoices: choices, signedName } = request.keys;
    const signing = {
      clock: ports.clock,
      version: ports.version,
      ...(choices !== undefined && { choices }),
      ...(signedName !== undefined && { annotations: { [SIGNED_NAME]: signedName } }),
    };
    const attachments = await step(
      'sign',
      () => signImage(sealable, signers ?? {}, signing, call),
      (made) => `signatures, statements and other evidence to attach: ${made.length}`,
    );
    const signedBy = (['cosign', 'notation'] as const).filter((family) => signers?.[family] !== undefined);
    sealed.push({ image, attachments, signedBy, name: part.name });
  }
  await step(
    'layout',
    () => writeSealedLayout({ folder: layout, images: sealed }, ports.places, call),
    () => `${layout}, named ${sealed.map((each) => each.name).join(' and ')}`,
  );
  return sealed;
}

/** The first; when it fails, not before the second has ended, so that nothing goes on behind an error. */
async function afterwards<T>(first: Promise<T>, second: Promise<unknown>): Promise<T> {
  const ended = second.then(
    () => {},
    () => {},
  );
  try {
    return await first;
  } catch (error) {
    await ended;
    throw error;
  }
}

async function readBase(part: ImagePart, ports: SealImagePorts, call: Call): Promise<BaseImage> {
  return readBaseImage(await ports.places.layout(part.settings.base, call), targetPlatforms(part.binaries), call);
}

function pack(
  { twin }: SealImageRequest,
  { binaries, settings, metadata }: ImagePart,
  base: BaseImage | undefined,
  compressor: LayerCompressor,
  call: Call,
): Promise<PackedImage> {
  const request = { binaries, proven: twin.binaries, settings, metadata, ...(base !== undefined && { base }) };
  return packImage(request, compressor, call);
}

// Reads the vendored files while the compressor works on other threads.
function gatherEvidence({ locked, a }: SealImageRequest, ports: SealImagePorts, call: Call) {
  const { lock, tree } = locked;
  const gathered = gatherModuleEvidence(tree, modulesOf(lock, a.binaries), lock.module, ports.importer, call);
  // Awaited after packing; a failure before that must not end the process as unhandled.
  gathered.catch(() => {});
  return gathered;
}

function describe(
  { locked }: SealImageRequest,
  part: ImagePart,
  image: PackedImage,
  base: BaseImage | undefined,
  evidence: Awaited<ReturnType<typeof gatherEvidence>>,
  ports: SealImagePorts,
): readonly PlatformSbom[] {
  return image.platforms.map((platform) => {
    const own = base?.platforms.find((each) => isPlatform(each.platform, platform));
    const document = composeSbom({
      image,
      platform,
      binaries: binariesIn(platform, part.binaries),
      binDir: part.settings.binDir,
      lock: locked.lock,
      evidence,
      ...(own !== undefined && { base: own }),
      toolVersion: ports.version,
    });
    return { platform, document };
  });
}

function debugFilesOf(part: ImagePart, image: PackedImage): readonly PlatformDebug[] {
  return image.platforms.flatMap((platform) =>
    binariesIn(platform, part.binaries).flatMap(({ name, debug }) =>
      debug === undefined ? [] : [{ platform, program: name, debug }],
    ),
  );
}

// Statements about the whole image name every platform; the SBOM of one platform names the index and that platform.
async function attest(
  request: SealImageRequest,
  part: ImagePart,
  image: PackedImage,
  sboms: readonly PlatformSbom[],
  base: BaseImage | undefined,
  ports: SealImagePorts,
): Promise<readonly StatementAbout[]> {
  const { plan, twin, a, b } = request;
  const { title } = part.metadata;
  const builder = { id: ports.builder, version: ports.version };
  const based = base !== undefined && { base };
  const whole = [
    ...[a, b].map((side) => provenanceStatement({ plan, side, image, builder, ...based })),
    await twinProofStatement(twin, image, title),
  ];
  return [
    ...whole.map((statement) => ({ statement, about: imageDocuments(image) })),
    ...sboms.map(({ platform, document }) => ({
      statement: spdxStatement(document, image, platform, title),
      about: [image.index.descriptor, platform.manifest.descriptor],
    })),
  ];
}

function isPlatform(platform: Platform, packed: PackedPlatform): boolean {
  const own = packed.manifest.descriptor.platform;
  return own !== undefined && samePlatform(platform, own);
}

function stepper(clock: Clock, progress: Progress) {
  return async <T>(step: ProgressStep, work: () => Promise<T>, tell: (result: T) => string): Promise<T> => {
    const started = clock.now();
    const result = await work();
    progress({ step, state: 'done', text: tell(result), took: clock.now() - started });
    return result;
  };
}
