import { layoutPath } from '../../formats/oci/layout-path.ts';
import type { BlobSource } from '../../ports/blob-source.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';

/**
 * The blobs of a layout, each in the file that its digest names.
 * @example layoutSource(layoutFiles('./app.oci')).look(descriptor, call)
 * @see image-spec v1.1.1, image-layout.md, "Blobs"
 */
export function layoutSource(files: LayoutFiles): BlobSource {
  return {
    name: files.name,
    look: ({ digest }, call) => files.look(layoutPath(digest), call),
    open: ({ digest }, _kind, call) => files.open(layoutPath(digest), call),
  };
}

/**
 * What a repository has; only asking for it tells whether it is there.
 * @example repositorySource(places.repository('registry.example.com/app')).open(layer, 'blob', call)
 * @see distribution-spec v1.1.1, "Pulling manifests" and "Pulling blobs"
 */
export function repositorySource(reader: ContentReader): BlobSource {
  return {
    name: reader.name,
    look: async () => undefined,
    async *open(descriptor, kind, call) {
      if (kind === 'blob') yield* reader.blob(descriptor, call).open(call.signal);
      else yield (await reader.manifest(descriptor.digest, call)).bytes;
    },
  };
}
