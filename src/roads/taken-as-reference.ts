import { formatRepositoryName, type Reference } from '../formats/reference.ts';
import type { ContentReader } from '../ports/content.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** Where short names lie. @see distribution/reference v0.6, normalize.go */
const SHORT = 'docker.io';

/**
 * Whether a word names no host, so that a mistyped path and a short name of Docker Hub look the same.
 * @param word - as the user wrote it
 * @example isShortName('nolayout', parseReference('nolayout')) // true
 */
export function isShortName(word: string, reference: Reference): boolean {
  return reference.registry === SHORT && !word.startsWith(`${SHORT}/`);
}

/**
 * What kept a short name from being found, with what it was taken for: whoever mistyped a path asked no registry for anything.
 * @example throw takenAsReference('nolayout', parseReference('nolayout'), error)
 */
export function takenAsReference(word: string, reference: Reference, error: unknown): unknown {
  if (!(error instanceof TwinsealError)) return error;
  const name = formatRepositoryName(reference);
  return new TwinsealError(error.code, `${word} is no path here, so it was taken as ${name}, and ${error.message}`, {
    cause: error,
    details: error.details,
  });
}

/**
 * A repository that is found by a short name, and says so where it is not found.
 * @example shortNamed(places.repository('docker.io/library/nolayout'), 'nolayout', reference).resolve('latest', call) // rejects
 */
export function shortNamed(source: ContentReader, word: string, reference: Reference): ContentReader {
  const { cosignTag } = source;
  return {
    name: source.name,
    repository: source.repository,
    async resolve(target, call) {
      try {
        return await source.resolve(target, call);
      } catch (error) {
        throw takenAsReference(word, reference, error);
      }
    },
    manifest: (digest, call) => source.manifest(digest, call),
    blob: (descriptor, call) => source.blob(descriptor, call),
    referrers: (subject, call) => source.referrers(subject, call),
    ...(cosignTag !== undefined && { cosignTag: cosignTag.bind(source) }),
  };
}
