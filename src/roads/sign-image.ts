import type { Statement } from '../formats/in-toto.ts';
import type { Annotations, Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { EnvelopeSigner } from '../ports/envelope-signer.ts';
import type { KeylessSigner } from '../ports/keyless-signer.ts';
import type { CertifiedSigner, Keys, Signer } from '../ports/signer.ts';
import type { TimestampAuthority } from '../ports/timestamp-authority.ts';
import type { Attachment } from '../records/attachment.ts';
import type { DebugFile } from '../records/debug-file.ts';
import type { NotationChoices } from '../records/notation-choices.ts';
import type { PackedDocument, PackedImage, PackedPlatform } from '../records/packed-image.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { attachArtifact } from '../seal/attach/attach-artifact.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { attachDebug } from '../seal/attach/attach-debug.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { checkKeyless } from './check-keyless.ts';
import { signByCosign, signByNotation } from './sign-document.ts';

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
  readonly cosign?: Signer | KeylessSigner;
  readonly notation?: CertifiedSigner | EnvelopeSigner;
  readonly timestamps?: TimestampAuthority;
}

/** What is signed and attached. */
interface Sealable {
  readonly image: PackedImage;
  readonly sboms: readonly PlatformSbom[];
  readonly debugFiles: readonly PlatformDebug[];
  readonly statements: readonly StatementAbout[];
}

/** How it is signed. */
interface SealSigning {
  readonly clock: Clock;
  /** Of Twinseal. */
  readonly version: string;
  readonly choices?: NotationChoices;
  /** Signed along with each document of the image. */
  readonly annotations?: Annotations;
}

/**
 * Opens the keys that were named.
 * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`, `PLUGIN_FAILED`, `PLUGIN_REFUSED`
 * @example await openSigners({ cosignKey: 'cosign.key' }, keys, call)
 */
export async function openSigners(named: SealKeys, keys: Keys, call: Call): Promise<ImageSigners> {
  const { cosignKey, keyless, notation, timestamps } = named;
  return {
    ...(cosignKey !== undefined && { cosign: await keys.cosignSigner(cosignKey, call) }),
    ...(keyless !== undefined && { cosign: await keys.keylessSigner(keyless, call) }),
    ...(notation !== undefined && {
      notation: await ('plugin' in notation ? keys.pluginSigner(notation, call) : keys.notationSigner(notation, call)),
    }),
    ...(timestamps !== undefined && { timestamps: await keys.timestamps(timestamps, call) }),
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
  { cosign, notation, timestamps }: ImageSigners,
  { clock, version, choices, annotations = {} }: SealSigning,
  call: Call,
): Promise<readonly Attachment[]> {
  const now = Math.floor(clock.now() / 1000);
  const subjects = imageDocuments(image);
  const stamps = timestamps === undefined ? {} : { timestamps };
  const attachments: Attachment[] = [];
  if (cosign !== undefined) {
    for (const subject of subjects)
      attachments.push(await signByCosign(subject, cosign, { now, annotations, ...stamps }, call));
    // Signed once, attached to everything that it is about: readers look under the digest that they were asked for.
    for (const { statement, about } of statements) {
      const bundle = await signStatement(statement, cosign, call, timestamps);
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
    const signing = { now, version, ...stamps, ...(choices !== undefined && { choices }) };
    for (const subject of subjects)
      attachments.push(await signByNotation(subject, notation, { ...signing, annotations }, call));
    for (const { manifest } of documents)
      attachments.push(await signByNotation(manifest.descriptor, notation, signing, call));
  }
  checkKeyless(attachments, { ...(cosign !== undefined && { cosign }) }, now);
  return attachments;
}

/**
 * The index and every platform manifest: what has to be signed.
 * @example imageDocuments(image).length // 3: the index and two platforms
 */
export function imageDocuments(image: PackedImage): readonly Descriptor[] {
  return [image.index.descriptor, ...image.platforms.map((each) => each.manifest.descriptor)];
}
