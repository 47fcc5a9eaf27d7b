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
import type { TwinResult } from '../records/twin-result.ts';
import { provenanceStatement } from '../seal/attest/provenance.ts';
import { spdxStatement } from '../seal/attest/spdx-statement.ts';
import { twinProofStatement } from '../seal/attest/twin-proof.ts';
import { binariesIn, packImage, targetPlatforms } from '../seal/pack/pack-image.ts';
import { readBaseImage } from '../seal/pack/read-base.ts';
import { composeSbom, modulesOf } from '../seal/sbom/compose-sbom.ts';
import { gatherModuleEvidence } from '../seal/sbom/module-evidence.ts';
import { countLayers } from './count-layers.ts';
import type { LockedSource } from './lock.ts';
import {
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
  /** `org.opencontainers.image.ref.name`; by default the version, else `latest`. */
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
 * Identical twins to a sealed layout: pack, describe, attest, sign, attach, write. Nothing stands at the target before
 * the last step has succeeded.
 * @throws TwinsealError of the stages `pack`, `sbom`, `sign`, `attach` and `layout`
 * @example (await sealImage({ locked, plan, twin, a, b, settings, layout: 'app.oci', keys }, ports, call, progress)).image.index.descriptor.digest
 */
export async function sealImage(
  request: SealImageRequest,
  ports: SealImagePorts,
  call: Call,
  progress: Progress,
): Promise<SealedImage> {
  const { settings, layout } = request;
  const step = stepper(ports.clock, progress);
  const baseLayout = settings.image.base;
  const base =
    baseLayout === 'scratch'
      ? undefined
      : await step(
          'base',
          () => readBase(request, ports, call),
          ({ name, digest }) => `${name} ${digest}`,
        );
  // Unlocking a key is a fifth of a second of scrypt on a thread of its own, so layers and evidence are made meanwhile.
  // Their steps are told afterwards: nothing is printed while somebody may be asked for a password.
  const opening = openSigners(request.keys, ports.keys, call);
  const evidence = gatherEvidence(request, ports, call);
  const layers = countLayers(ports.compressor);
  const packing = pack(request, base, layers.compressor, call);
  const signers = await step(
    'keys',
    () => afterwards(opening, packing),
    (open) => Object.keys(open).join(', '),
  );
  const image = await step('pack', () => packing, layers.text);
  const sboms = await step(
    'sbom',
    async () => describe(request, image, base, await evidence, ports),
    (made) => `SPDX documents: ${made.length}`,
  );
  const statements = await step(
    'attest',
    () => attest(request, image, sboms, base, ports),
    (made) => `statements: ${made.length}`,
  );
  const attachments = await step(
    'sign',
    () => signImage({ image, sboms, debugFiles: debugFilesOf(request, image), statements }, signers, ports, call),
    (made) => `signatures, statements and other evidence to attach: ${made.length}`,
  );
  const name = request.name ?? request.locked.lock.metadata.version?.value.replaceAll('+', '_') ?? 'latest';
  await step(
    'layout',
    () => writeSealedLayout({ folder: layout, image, attachments, name }, ports.places, call),
    () => `${layout}, named ${name}`,
  );
  const signedBy = [
    ...(signers.cosign ? (['cosign'] as const) : []),
    ...(signers.notation ? (['notation'] as const) : []),
  ];
  return { image, attachments, signedBy, name };
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

async function readBase({ settings, a }: SealImageRequest, ports: SealImagePorts, call: Call): Promise<BaseImage> {
  return readBaseImage(await ports.places.layout(settings.image.base, call), targetPlatforms(a.binaries), call);
}

function pack(
  request: SealImageRequest,
  base: BaseImage | undefined,
  compressor: LayerCompressor,
  call: Call,
): Promise<PackedImage> {
  const { a, twin, settings, locked } = request;
  return packImage(
    {
      binaries: a.binaries,
      proven: twin.binaries,
      settings: settings.image,
      metadata: locked.lock.metadata,
      ...(base !== undefined && { base }),
    },
    compressor,
    call,
  );
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
  request: SealImageRequest,
  image: PackedImage,
  base: BaseImage | undefined,
  evidence: Awaited<ReturnType<typeof gatherEvidence>>,
  ports: SealImagePorts,
): readonly PlatformSbom[] {
  const { locked, settings, a } = request;
  return image.platforms.map((platform) => {
    const own = base?.platforms.find((each) => isPlatform(each.platform, platform));
    const document = composeSbom({
      image,
      platform,
      binaries: binariesIn(platform, a.binaries),
      binDir: settings.image.binDir,
      lock: locked.lock,
      evidence,
      ...(own !== undefined && { base: own }),
      toolVersion: ports.version,
    });
    return { platform, document };
  });
}

function debugFilesOf({ a }: SealImageRequest, image: PackedImage): readonly PlatformDebug[] {
  return image.platforms.flatMap((platform) =>
    binariesIn(platform, a.binaries).flatMap(({ name, debug }) =>
      debug === undefined ? [] : [{ platform, program: name, debug }],
    ),
  );
}

// Statements about the whole image name every platform; the SBOM of one platform names the index and that platform.
async function attest(
  request: SealImageRequest,
  image: PackedImage,
  sboms: readonly PlatformSbom[],
  base: BaseImage | undefined,
  ports: SealImagePorts,
): Promise<readonly StatementAbout[]> {
  const { plan, twin, a, b, locked } = request;
  const title = locked.lock.metadata.title;
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
