import type { Statement } from '../formats/in-toto.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { type Platform, samePlatform } from '../formats/oci/platform.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { LayerCompressor } from '../ports/layer-compressor.ts';
import type { CertifiedSigner, Keys, Signer } from '../ports/signer.ts';
import type { SourceImporter } from '../ports/source-importer.ts';
import type { Attachment } from '../records/attachment.ts';
import type { BaseImage } from '../records/base-image.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { PackedDocument, PackedImage, PackedPlatform } from '../records/packed-image.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { attachArtifact } from '../seal/attach/attach-artifact.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { attachNotation } from '../seal/attach/attach-notation.ts';
import { provenanceStatement } from '../seal/attest/provenance.ts';
import { spdxStatement } from '../seal/attest/spdx-statement.ts';
import { twinProofStatement } from '../seal/attest/twin-proof.ts';
import { binariesIn, packImage, targetPlatforms } from '../seal/pack/pack-image.ts';
import { readBaseImage } from '../seal/pack/read-base.ts';
import { composeSbom, modulesOf } from '../seal/sbom/compose-sbom.ts';
import { gatherModuleEvidence } from '../seal/sbom/module-evidence.ts';
import { cosignImageStatement } from '../seal/sign/cosign/image-statement.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { signDescriptor } from '../seal/sign/notation/sign-descriptor.ts';
import type { LockedSource } from './lock.ts';
import { writeSealedLayout } from './write-sealed-layout.ts';

/** Which keys sign; opened only after the builds have ended. */
export interface SealKeys {
  readonly cosignKey?: string;
  readonly notation?: { readonly key: string; readonly certificate: string };
}

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
 */
export async function sealImage(
  request: SealImageRequest,
  ports: SealImagePorts,
  call: Call,
  progress: Progress,
): Promise<SealedImage> {
  const { settings, layout } = request;
  const step = stepper(ports.clock, progress);
  const base = await step('base', () => readBase(request, ports, call));
  const evidence = gatherEvidence(request, ports, call);
  const image = await step('pack', () => pack(request, base, ports, call));
  const sboms = await step('sbom', async () => describe(request, image, base, await evidence, ports));
  const statements = await step('attest', () => attest(request, image, sboms, base, ports));
  const signers = await step('keys', () => openKeys(request.keys, ports, call));
  const attachments = await step('sign', () => signAll(image, sboms, statements, signers, ports, call));
  const name = request.name ?? request.locked.lock.metadata.version?.value.replaceAll('+', '_') ?? 'latest';
  await step('layout', () => writeSealedLayout({ folder: layout, image, attachments, name }, ports.places, call));
  const signedBy = [
    ...(signers.cosign ? (['cosign'] as const) : []),
    ...(signers.notation ? (['notation'] as const) : []),
  ];
  progress({
    step: 'seal',
    state: 'done',
    text: `${settings.platforms.length} platforms, ${attachments.length} referrers`,
  });
  return { image, attachments, signedBy, name };
}

interface Sbom {
  readonly platform: PackedPlatform;
  readonly document: PackedDocument;
}

/** A statement with the documents of the image that it is about. */
interface SealStatement {
  readonly statement: Statement;
  readonly about: readonly Descriptor[];
}

interface Signers {
  readonly cosign?: Signer;
  readonly notation?: CertifiedSigner;
}

async function readBase(request: SealImageRequest, ports: SealImagePorts, call: Call): Promise<BaseImage | undefined> {
  const { base } = request.settings.image;
  if (base === 'scratch') return undefined;
  return readBaseImage(await ports.places.layout(base, call), targetPlatforms(request.a.binaries), call);
}

function pack(
  request: SealImageRequest,
  base: BaseImage | undefined,
  ports: SealImagePorts,
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
    ports.compressor,
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
): readonly Sbom[] {
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

// Statements about the whole image name every platform; the SBOM of one platform names the index and that platform.
async function attest(
  request: SealImageRequest,
  image: PackedImage,
  sboms: readonly Sbom[],
  base: BaseImage | undefined,
  ports: SealImagePorts,
): Promise<readonly SealStatement[]> {
  const { plan, twin, a, b, locked } = request;
  const title = locked.lock.metadata.title;
  const builder = { id: ports.builder, version: ports.version };
  const based = base !== undefined && { base };
  const whole = [
    ...[a, b].map((side) => provenanceStatement({ plan, side, image, builder, ...based })),
    await twinProofStatement(twin, image, title),
  ];
  return [
    ...whole.map((statement) => ({ statement, about: subjectsOf(image) })),
    ...sboms.map(({ platform, document }) => ({
      statement: spdxStatement(document, image, platform, title),
      about: [image.index.descriptor, platform.manifest.descriptor],
    })),
  ];
}

function subjectsOf(image: PackedImage): readonly Descriptor[] {
  return [image.index.descriptor, ...image.platforms.map((each) => each.manifest.descriptor)];
}

function isPlatform(platform: Platform, packed: PackedPlatform): boolean {
  const own = packed.manifest.descriptor.platform;
  return own !== undefined && samePlatform(platform, own);
}

async function openKeys(keys: SealKeys, ports: SealImagePorts, call: Call): Promise<Signers> {
  const { cosignKey, notation } = keys;
  return {
    ...(cosignKey !== undefined && { cosign: await ports.keys.cosignSigner(cosignKey, call) }),
    ...(notation !== undefined && {
      notation: await ports.keys.notationSigner(notation.key, notation.certificate, call),
    }),
  };
}

async function signAll(
  image: PackedImage,
  sboms: readonly Sbom[],
  statements: readonly SealStatement[],
  signers: Signers,
  ports: SealImagePorts,
  call: Call,
): Promise<readonly Attachment[]> {
  const now = Math.floor(ports.clock.now() / 1000);
  const subjects = subjectsOf(image);
  const attachments: Attachment[] = [];
  const { cosign, notation } = signers;
  if (cosign !== undefined) {
    for (const subject of subjects) {
      attachments.push(
        attachBundle(subject, await signStatement(cosignImageStatement(subject.digest), cosign, call), now),
      );
    }
    // Signed once, attached to everything that it is about: readers look under the digest that they were asked for.
    for (const { statement, about } of statements) {
      const bundle = await signStatement(statement, cosign, call);
      attachments.push(...about.map((subject) => attachBundle(subject, bundle, now)));
    }
  }
  const documents = sboms.map(({ platform, document: { bytes, descriptor } }) =>
    attachArtifact(platform.manifest.descriptor, { mediaType: descriptor.mediaType, bytes }, now),
  );
  attachments.push(...documents);
  if (notation !== undefined) {
    const signing = { signingTime: now, signingAgent: `twinseal/${ports.version}` };
    for (const subject of [...subjects, ...documents.map((each) => each.manifest.descriptor)]) {
      attachments.push(attachNotation(subject, await signDescriptor(subject, notation, signing, call)));
    }
  }
  return attachments;
}

function stepper(clock: Clock, progress: Progress) {
  return async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const started = clock.now();
    const result = await work();
    progress({ step, state: 'done', text: step, took: clock.now() - started });
    return result;
  };
}
