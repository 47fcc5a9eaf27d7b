import { FormatError } from '../../formats/format-error.ts';
import { imagesOfManifests, type ManifestImage } from '../../formats/kubernetes/manifests.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { isPinned } from '../kubernetes/look-at-review.ts';
import type { Report, ReportLine } from './output/report.ts';
import { documentOf, type ImageReport, severalReport } from './output/several.ts';

export { containersOf } from '../kubernetes/containers-of.ts';

/**
 * The images of rendered manifests.
 * @param name - of the file, for messages
 * @throws TwinsealError `INPUT_MALFORMED`
 * @example imagesIn(bytes, 'rendered.yaml')[0]?.image
 */
export function imagesIn(bytes: Uint8Array, name: string): readonly ManifestImage[] {
  try {
    return imagesOfManifests(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at.startsWith(':') ? `${name}${error.at}` : `${name}${error.at && ` at ${error.at}`}`;
    throw new TwinsealError('INPUT_MALFORMED', `${where}: ${error.message}`, { cause: error });
  }
}

/** What is said of a reference without a digest where a policy enforces; undefined of any other. @example notPinned('app:v1')?.code */
export function notPinned(image: string): TwinsealError | undefined {
  if (isPinned(image)) return undefined;
  return new TwinsealError('IMAGE_NOT_PINNED', 'the tag can move before a node pulls it: write NAME@sha256:...');
}

/**
 * The report on manifests: one line an image, with the first reason against it and where it stands.
 * @param file - for formats that show a place in a file
 * @param reports - one for each distinct image, in any order
 * @example manifestsReport('rendered.yaml', found, reports).exit
 */
export function manifestsReport(
  file: string,
  found: readonly ManifestImage[],
  reports: readonly ImageReport[],
): Report {
  const { exit, conclusion, reason } = severalReport(reports);
  const placesOf = (image: string) => found.filter((one) => one.image === image).map(({ place }) => place);
  return {
    verb: 'verify',
    subject: file,
    lines: reports.map((one) => lineOf(one, file, placesOf(one.image))),
    conclusion,
    reason: reports.length === 0 ? `no image in ${file}` : reason,
    exit,
    document: {
      results: reports.map((one) => ({ image: one.image, places: placesOf(one.image), ...documentOf(one) })),
    },
  };
}

function lineOf(one: ImageReport, path: string, places: readonly string[]): ReportLine {
  const [first = '', ...more] = places;
  const where = ` (${first}${more.length === 0 ? '' : ` and ${more.length} more`})`;
  const line = (status: ReportLine['status'], code: string, reason: string): ReportLine => ({
    status,
    id: code,
    code,
    about: one.image,
    reason: `${reason}${where}`,
    path,
  });
  if ('error' in one) return line(one.error.kind.exit === 3 ? 'fault' : 'fail', one.error.code, one.error.message);
  const { lines, exit, reason } = one.report;
  if (exit === 0 && !lines.some(({ status }) => status === 'warning')) return line('pass', 'image', reason);
  const status = exit === 0 ? 'warning' : exit === 3 ? 'fault' : 'fail';
  return line(status, lines.find((each) => each.status === status)?.code ?? 'image', reason);
}
