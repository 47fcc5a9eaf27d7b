import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { ImageConfig } from '../formats/oci/documents.ts';
import type { Platform } from '../formats/oci/platform.ts';
import type { Blob } from './blob.ts';

/** One platform of a base image. */
export interface BasePlatform {
  readonly platform: Platform;
  /** Digest of the platform's manifest. */
  readonly manifest: Digest;
  readonly config: ImageConfig;
  /** As many as the config has diff_ids; media types are those of OCI. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly blob: Blob }[];
}

/** The image that binaries are put on, reduced to the platforms that are built. */
export interface BaseImage {
  /** As the user wrote it, for messages. */
  readonly name: string;
  /** Digest of the index, or of the manifest when there is only one. */
  readonly digest: Digest;
  readonly platforms: readonly BasePlatform[];
}
