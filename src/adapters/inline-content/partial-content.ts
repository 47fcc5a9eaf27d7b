import { isDigest } from '../../formats/digest.ts';
import type { ContentReader } from '../../ports/content.ts';
import { failingAs } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Content that somebody sent along: what it holds counts for as much as anywhere, what it lacks says nothing. An absence is
 * "could not tell", and no list of referrers is whole.
 *
 * @param repository - that the request says the image is of
 * @example partialContent(await readLayout(await tarFiles(bytes, name), call), 'registry.example.com/app')
 */
export function partialContent(sent: ContentReader, repository: string): ContentReader {
  return {
    name: sent.name,
    repository,
    async resolve(target, call) {
      try {
        return await sent.resolve(target, call);
      } catch (error) {
        // A tag is the caller's own name for what he sent.
        if (!isAbsent(error) || target === undefined || isDigest(target)) throw notSent(error);
      }
      return await sent.resolve(undefined, call).catch((error: unknown) => {
        throw notSent(error);
      });
    },
    manifest: (digest, call) =>
      sent.manifest(digest, call).catch((error: unknown) => {
        throw notSent(error);
      }),
    blob: (descriptor, call) => failingAs(sent.blob(descriptor, call), notSent),
    async referrers(subject, call) {
      return { ...(await sent.referrers(subject, call)), unseen: mayBeMore() };
    },
  };
}

/** Why a list that somebody sent is not the whole list. @example { ...listing, unseen: mayBeMore() } */
export function mayBeMore(): TwinsealError {
  return new TwinsealError('EVIDENCE_NOT_SENT', 'there may be more evidence than the request holds');
}

function isAbsent(error: unknown): boolean {
  return error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND';
}

function notSent(error: unknown): unknown {
  if (!isAbsent(error)) return error;
  return new TwinsealError('EVIDENCE_NOT_SENT', (error as TwinsealError).message, { cause: error });
}
