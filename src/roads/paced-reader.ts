import type { ContentReader } from '../ports/content.ts';
import type { Pace } from '../ports/pace.ts';

/**
 * A reader that goes slowly over what has to be asked for again each time, which is lists and tags; documents are remembered by their digests.
 * @param isSpare - whether still nobody waits for it
 * @example pacedReader(reader, pace, () => gathered.get(key) !== undefined)
 */
export function pacedReader(reader: ContentReader, pace: Pace, isSpare: () => boolean): ContentReader {
  const turn = async (): Promise<void> => {
    if (isSpare()) await pace.step();
  };
  const { access } = reader;
  return {
    name: reader.name,
    repository: reader.repository,
    ...(access !== undefined && { access }),
    resolve: (target, call) => reader.resolve(target, call),
    manifest: (digest, call) => reader.manifest(digest, call),
    blob: (descriptor, call) => reader.blob(descriptor, call),
    async referrers(subject, call) {
      await turn();
      return await reader.referrers(subject, call);
    },
    ...(reader.cosignTag !== undefined && {
      async cosignTag(subject, kind, call) {
        await turn();
        return await reader.cosignTag?.(subject, kind, call);
      },
    }),
  };
}
