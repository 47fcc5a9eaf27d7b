import { sha256Digest } from '../formats/digest.ts';
import type { Annotations, Descriptor } from '../formats/oci/descriptor.ts';
import type { Platform } from '../formats/oci/platform.ts';
import type { Blob } from './blob.ts';

/** A document with its descriptor; the bytes are what the digest names. */
export interface PackedDocument {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/**
 * A document under the type that it is stored as.
 * @param platform - for the descriptor of a manifest
 * @example documentOf('application/spdx+json', bytes).descriptor.size
 */
export function documentOf(mediaType: string, bytes: Uint8Array, platform?: Platform): PackedDocument {
  const descriptor: Descriptor = {
    mediaType,
    digest: sha256Digest(bytes),
    size: bytes.length,
    ...(platform !== undefined && { platform }),
  };
  return { descriptor, bytes };
}

/** One platform of the image. */
export interface PackedPlatform {
  readonly platform: string;
  readonly manifest: PackedDocument;
  readonly config: PackedDocument;
  /** In order; base layers first. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly blob: Blob }[];
}

/** The image index and all it refers to, before anything is attached. */
export interface PackedImage {
  readonly index: PackedDocument;
  readonly platforms: readonly PackedPlatform[];
  readonly annotations: Annotations;
  readonly assembly: { readonly profile: number; readonly compressor: string };
}
