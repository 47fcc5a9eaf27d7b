import { platformText } from '../formats/oci/platform.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { LayerCompressor } from '../ports/layer-compressor.ts';
import type { RootFolders } from '../ports/root-folder.ts';
import { askedPlatform } from '../records/asked-platform.ts';
import type { PackedImage } from '../records/packed-image.ts';
import type { MetadataSettings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type PackRootRequest, packRoots } from '../seal/pack/pack-root.ts';
import { imageMetadata } from '../seal/source/image-metadata.ts';
import { writeSealedLayout } from './write-sealed-layout.ts';

/** What to pack. */
export interface PackFoldersRequest extends Omit<PackRootRequest, 'roots' | 'metadata'> {
  /** A prepared folder for each platform, by the platform's name. */
  readonly roots: readonly { readonly platform: string; readonly folder: string }[];
  /** What the user says of the image: no git is asked. */
  readonly claims: MetadataSettings;
  readonly layout: string;
  /** `org.opencontainers.image.ref.name` in the layout. */
  readonly name: string;
}

/** What packing needs of the world. */
export interface PackPorts {
  readonly folders: RootFolders;
  readonly compressor: LayerCompressor;
  readonly places: ContentPlaces;
  /** The value of SOURCE_DATE_EPOCH, when the user set it. */
  readonly sourceDateEpoch: string | undefined;
}

/**
 * Packs prepared folders into a layout, for programs that Go does not build: nothing is proved about them and nothing is signed.
 * @returns the image, and what was left behind
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `ROOT_INVALID`, `SETTINGS_INVALID`, `METADATA_INVALID`; what disk and layout throw
 * @example await packFolders({ roots: [{ platform: 'linux/amd64', folder: './root' }], layout: 'app.oci', name: 'v1', run, labels: {}, annotations: {}, claims: {} }, ports, call)
 */
export async function packFolders(
  request: PackFoldersRequest,
  ports: PackPorts,
  call: Call,
): Promise<{ readonly image: PackedImage; readonly notes: readonly string[] }> {
  const { layout, name, claims, ...rest } = request;
  const metadata = imageMetadata({ module: name, vcs: undefined, claims, sourceDateEpoch: ports.sourceDateEpoch });
  const platforms = request.roots.map(({ platform }) => askedPlatform(platform, '--root'));
  const twice = platforms.find(
    (platform, at) => platforms.findIndex((p) => platformText(p) === platformText(platform)) !== at,
  );
  if (twice !== undefined) throw new TwinsealError('USAGE', `two folders are for ${platformText(twice)}: name it once`);
  const notes: string[] = [];
  const roots: PackRootRequest['roots'][number][] = [];
  for (const [at, platform] of platforms.entries()) {
    const listing = await ports.folders.list(request.roots[at]?.folder ?? '', call);
    notes.push(...listing.notes.map((note) => `${platformText(platform)}: ${note}`));
    roots.push({ platform, entries: listing.entries });
  }
  const image = await packRoots({ ...rest, metadata, roots }, ports.compressor, call);
  await writeSealedLayout({ folder: layout, images: [{ image, attachments: [], name }] }, ports.places, call);
  return { image, notes };
}
