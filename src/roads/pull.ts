import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { copyIntoLayout } from './copy-into.ts';
import { openReference } from './open-image.ts';

/** What to pull where. */
export interface PullRequest {
  readonly reference: string;
  /** Folder of the layout to write; a layout that stands there is replaced. */
  readonly layout: string;
}

/**
 * Pulls an image with everything attached into a new layout, which shows only when it is whole.
 * @throws TwinsealError `REFERENCE_INVALID`; what registry and layout throw
 * @example await pull(places, { reference: 'registry.example.com/app:v1', layout: './app.oci' }, call, () => {})
 */
export async function pull(
  places: ContentPlaces,
  request: PullRequest,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  return copyIntoLayout(places, openReference(places, request.reference), request.layout, call, progress);
}
