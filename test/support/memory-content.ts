import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import type { PackedDocument, PackedImage } from '../../src/records/packed-image.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { memoryBlob } from './memory-blob.ts';

/** Content held in memory, read as a layout is. The first descriptor is the only image. */
export class MemoryContent implements ContentReader {
  readonly name = './base.oci';
  readonly repository = 'layout';
  readonly #bytes = new Map<Digest, Uint8Array>();
  root: Descriptor | undefined;

  put(bytes: Uint8Array, mediaType: string): Descriptor {
    const digest = sha256Digest(bytes);
    this.#bytes.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  }

  /** Takes a packed image with its layers' bytes left out: they are handles, and nobody reads them here. */
  putImage(image: PackedImage): void {
    for (const { manifest, config } of image.platforms) {
      this.put(manifest.bytes, manifest.descriptor.mediaType);
      this.put(config.bytes, config.descriptor.mediaType);
    }
    this.root = this.put(image.index.bytes, image.index.descriptor.mediaType);
  }

  async resolve(): Promise<Descriptor> {
    if (this.root === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', 'there is no image');
    return this.root;
  }

  async manifest(digest: Digest): Promise<PackedDocument> {
    const bytes = this.#get(digest);
    return { bytes, descriptor: { mediaType: '', digest, size: bytes.length } };
  }

  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>) {
    return { ...descriptor, open: () => memoryBlob(this.#get(descriptor.digest)).open() };
  }

  async referrers() {
    return { form: 'layout' as const, descriptors: [], overflow: false };
  }

  #get(digest: Digest): Uint8Array {
    const bytes = this.#bytes.get(digest);
    if (bytes === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `there is no ${digest}`);
    return bytes;
  }
}
