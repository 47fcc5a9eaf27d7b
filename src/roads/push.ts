import { FormatError } from '../formats/format-error.ts';
import { formatRepositoryName, parseReference } from '../formats/reference.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { copyImage } from './copy.ts';

/** What to push where. */
export interface PushRequest {
  /** Folder of the layout. */
  readonly layout: string;
  /** Tag or digest in the layout; by default its only image. */
  readonly image?: string;
  /** `registry.example.com/app:v1`; without a tag `latest`. */
  readonly reference: string;
}

/**
 * Pushes an image of a layout, with everything attached to it and its children.
 *
 * @throws TwinsealError `REFERENCE_INVALID`; `USAGE` for a reference with a digest; what layout and registry throw
 * @example await push(places, { layout: './app.oci', reference: 'registry.example.com/app:v1' }, call, () => {})
 */
export async function push(
  places: ContentPlaces,
  request: PushRequest,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  const reference = referenceOf(request.reference);
  if (reference.digest !== undefined)
    throw new TwinsealError(
      'USAGE',
      `${request.reference} names a digest, which only the bytes can decide: push to a tag`,
    );
  const source = await places.layout(request.layout, call);
  const target = places.repository(formatRepositoryName(reference));
  const tag = reference.tag ?? 'latest';
  return copyImage({ source, target, image: request.image, tag }, call, progress);
}

/** What to pull where. */
export interface PullRequest {
  readonly reference: string;
  /** Folder of the layout to write; a layout that stands there is replaced. */
  readonly layout: string;
}

/**
 * Pulls an image with everything attached into a new layout, which shows only when it is whole.
 * @throws TwinsealError as {@link push}
 * @example await pull(places, { reference: 'registry.example.com/app:v1', layout: './app.oci' }, call, () => {})
 */
export async function pull(
  places: ContentPlaces,
  request: PullRequest,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  const reference = referenceOf(request.reference);
  const source = places.repository(formatRepositoryName(reference));
  const target = await places.newLayout(request.layout, call);
  try {
    const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
    const report = await copyImage(
      { source, target, image: reference.digest ?? tag, ...(tag !== undefined && { tag }) },
      call,
      progress,
    );
    await target.commit(call);
    return report;
  } finally {
    await target.abort();
  }
}

function referenceOf(text: string): ReturnType<typeof parseReference> {
  try {
    return parseReference(text);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REFERENCE_INVALID', cause.message, { cause });
  }
}
