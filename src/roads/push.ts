import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { copyIntoRepository } from './copy-into.ts';

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
  const opened = { source: await places.layout(request.layout, call), image: request.image };
  return copyIntoRepository(places, opened, request.reference, call, progress);
}
