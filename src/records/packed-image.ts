import type { Annotations, Descriptor } from '../formats/oci/descriptor.ts';
import type { Blob } from './blob.ts';

/** A document with its descriptor; the bytes are what the digest names. */
export interface PackedDocument {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
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
