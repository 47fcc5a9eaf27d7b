import type { Statement } from '../formats/in-toto.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { CertifiedSigner, Keys, Signer } from '../ports/signer.ts';
import type { Attachment } from '../records/attachment.ts';
import type { DebugFile } from '../records/debug-file.ts';
import type { PackedDocument, PackedImage, PackedPlatform } from '../records/packed-image.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { attachArtifact } from '../seal/attach/attach-artifact.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { attachDebug } from '../seal/attach/attach-debug.ts';
import { attachNotation } from '../seal/attach/attach-notation.ts';
import { cosignImageStatement } from '../seal/sign/cosign/image-statement.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { signDescriptor } from '../seal/sign/notation/sign-descriptor.ts';

/** The SBOM of one platform. */
export interface PlatformSbom {
  readonly platform: PackedPlatform;
  readonly document: PackedDocument;
}

/** A debug file and the platform whose program it was split off. */
export interface PlatformDebug {
  readonly platform: PackedPlatform;
  /** Name of the program. */
  readonly program: string;
  readonly debug: DebugFile;
}

/** A statement with the documents of the image that it is about. */
export interface StatementAbout {
  readonly statement: Statement;
  readonly about: readonly Descriptor[];
}

/** Whoever signs, by family. */
export interface ImageSigners {
  readonly cosign?: Signer;
  readonly notation?: CertifiedSigner;
}

/** What is signed and attached. */
interface Sealable {
  readonly image: PackedImage;
  readonly sboms: readonly PlatformSbom[];
  readonly debugFiles: readonly PlatformDebug[];
  readonly statements: readonly StatementAbout[];
}

/**
 * Opens the keys that were named.
 * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
 * @example await openSigners({ cosignKey: 'cosign.key' }, keys, call)
 */
export async function openSigners(named: SealKeys, keys: Keys, call: Call): Promise<ImageSigners> {
  const { cosignKey, notation } = named;
  return {
    ...(cosignKey !== undefined && { cosign: await keys.cosignSigner(cosignKey, call) }),
    ...(notation !== undefined && { notation: await keys.notationSigner(notation.key, notation.certificate, call) }),
  };
}

/**
 * Signs the index and every platform manifest in each family, signs the statements as bundles, and makes referrers of
 * all of it. SBOMs are attached by themselves too, and so are debug files, whose digests the twin proof names; notation, which
 * knows no statements, signs both.
 * @returns the referrers, each after what it refers to
 * @throws TwinsealError of the stage `sign`
 * @example await signImage({ image, sboms, debugFiles, statements }, await openSigners(named, keys, call), { clock, version }, call)
 */
export async function signImage(
  { image, sboms, debugFiles, statements }: Sealable,
  { cosign, notation }: ImageSigners,
  { clock, version }: { readonly clock: Clock; readonly version: string },
  call: Call,
): Promise<readonly Attachment[]> {
  const now = Math.floor(clock.now() / 1000);
  const subjects = imageDocuments(image);
  const attachments: Attachment[] = [];
  if (cosign !== undefined) {
    for (const subject of subjects) {
      const bundle = await signStatement(cosignImageStatement(subject.digest), cosign, call);
      attachments.push(attachBundle(subject, bundle, now));
    }
    // Signed once, attached to everything that it is about: readers look under the digest that they were asked for.
    for (const { statement, about } of statements) {
      const bundle = await signStatement(statement, cosign, call);
      attachments.push(...about.map((subject) => attachBundle(subject, bundle, now)));
    }
  }
  const documents = [
    ...sboms.map(({ platform, document: { bytes, descriptor } }) =>
      attachArtifact(platform.manifest.descriptor, { mediaType: descriptor.mediaType, bytes }, now),
    ),
    ...debugFiles.map(({ platform, program, debug }) => attachDebug(platform.manifest.descriptor, program, debug, now)),
  ];
  attachments.push(...documents);
  if (notation !== undefined) {
    const signing = { signingTime: now, signingAgent: `twinseal/${version}` };
    for (const subject of [...subjects, ...documents.map((each) => each.manifest.descriptor)]) {
      attachments.push(attachNotation(subject, await signDescriptor(subject, notation, signing, call)));
    }
  }
  return attachments;
}

/**
 * The index and every platform manifest: what has to be signed.
 * @example imageDocuments(image).length // 3: the index and two platforms
 */
export function imageDocuments(image: PackedImage): readonly Descriptor[] {
  return [image.index.descriptor, ...image.platforms.map((each) => each.manifest.descriptor)];
}
