import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from './call.ts';
import type { LayoutEntry } from './layout-files.ts';

/** How a descriptor's content is asked for: registries keep manifests apart from blobs. */
export type ContentKind = 'manifest' | 'blob';

/** Where the documents and blobs of an image lie, nothing checked: a layout, an archive of one, a repository. */
export interface BlobSource {
  /** For messages: `./app.oci`, `registry.example.com/app`. */
  readonly name: string;
  /**
   * What stands there; undefined where only reading it tells.
   * @throws TwinsealError `INPUT_UNREADABLE`, `DISK_FAILED`
   * @example (await source.look(layer, call))?.kind // 'file'
   */
  look(descriptor: Descriptor, call: Call): Promise<LayoutEntry | undefined>;
  /**
   * The content as a stream, asked for at the first read; a chunk is good until the next one is asked for. Nobody need compare it with its digest; who does, ends with `CONTENT_MISMATCH`.
   * @throws TwinsealError `CONTENT_NOT_FOUND`, `CONTENT_MISMATCH`, `CONTENT_TOO_LARGE`, or a fault
   * @example for await (const chunk of source.open(layer, 'blob', call)) hash.update(chunk)
   */
  open(descriptor: Descriptor, kind: ContentKind, call: Call): AsyncIterable<Uint8Array>;
}
