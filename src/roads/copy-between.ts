import { FormatError } from '../formats/format-error.ts';
import { formatRepositoryName, parseReference } from '../formats/reference.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { copyImage } from './copy.ts';
import { openImage } from './open-image.ts';

/**
 * Copies an image with everything attached between any two places.
 *
 * @param from - a layout on disk, or a reference
 * @param to - a reference with or without a tag, or a path: one that exists, or begins with `/`, `./` or `../`
 * @throws TwinsealError `REFERENCE_INVALID`; `USAGE` for a target with a digest; what the places throw
 * @example await copyBetween(places, 'staging.example.com/app:v1', 'registry.example.com/app:v1', call, () => {})
 */
export async function copyBetween(
  places: ContentPlaces,
  from: string,
  to: string,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  const { source, image } = await openImage(places, from, call);
  if (/^\.{0,2}\//.test(to) || (await places.isPath(to))) {
    const target = await places.newLayout(to, call);
    try {
      const report = await copyImage({ source, target, image, ...tagOf(image) }, call, progress);
      await target.commit(call);
      return report;
    } finally {
      await target.abort();
    }
  }
  const reference = referenceOf(to);
  if (reference.digest !== undefined)
    throw new TwinsealError('USAGE', `${to} names a digest, which only the bytes can decide: copy to a tag`);
  const target = places.repository(formatRepositoryName(reference));
  return await copyImage({ source, target, image, tag: reference.tag ?? 'latest' }, call, progress);
}

/** A tag goes along into a layout; a digest names itself. */
function tagOf(image: string | undefined): { readonly tag?: string } {
  return image === undefined || image.includes(':') ? {} : { tag: image };
}

function referenceOf(text: string): ReturnType<typeof parseReference> {
  try {
    return parseReference(text);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REFERENCE_INVALID', cause.message, { cause });
  }
}
