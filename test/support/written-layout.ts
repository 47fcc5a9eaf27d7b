import { newLayout } from '../../src/adapters/layout/layout-writer.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import { copyImage } from '../../src/roads/copy.ts';
import type { TestImage } from './sealed-image.ts';
import { testCall } from './walkable-image.ts';

/** Writes an image of a test, with all that is attached to it, as a layout on disk. */
export async function writeLayout({ store }: TestImage, folder: string): Promise<string> {
  // The store in memory leaves media types out, as a hostile registry may; a copy wants them.
  const source: ContentReader = {
    name: store.name,
    repository: store.repository,
    resolve: (target) => store.resolve(target),
    blob: (descriptor) => store.blob(descriptor),
    referrers: (subject) => store.referrers(subject),
    async manifest(digest) {
      const { descriptor, bytes } = await store.manifest(digest);
      const { mediaType } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly mediaType: string };
      return { descriptor: { ...descriptor, mediaType }, bytes };
    },
  };
  const target = await newLayout(folder, testCall());
  await copyImage({ source, target, image: undefined, tag: 'v1' }, testCall(), () => {});
  await target.commit(testCall());
  return folder;
}
