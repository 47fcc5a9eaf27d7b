import { FormatError } from '../../formats/format-error.ts';
import { type ManifestImage, type Manifests, parseManifests } from '../../formats/kubernetes/manifests.ts';
import type { KindPaths } from '../../formats/kubernetes/object-images.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { imageReference } from '../../roads/image-reference.ts';
import { againstReference } from '../kubernetes/look-at-review.ts';
import type { Report, ReportLine } from './output/report.ts';
import { documentOf, type ImageReport, severalReport } from './output/several.ts';

export { containersOf } from '../kubernetes/containers-of.ts';

/** What was found out about an image, for the places that it was asked for: all, or those of objects that policies take alike. */
export type ManifestReport = ImageReport & { readonly uses: readonly ManifestImage[] };

/**
 * The images of rendered manifests.
 * @param name - of the file, for messages
 * @param kinds - that the user describes
 * @throws TwinsealError `INPUT_MALFORMED`
 * @example manifestsIn(bytes, 'rendered.yaml', []).images[0]?.image
 */
export function manifestsIn(bytes: Uint8Array, name: string, kinds: readonly KindPaths[]): Manifests {
  try {
    return parseManifests(bytes, kinds);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at.startsWith(':') ? `${name}${error.at}` : `${name}${error.at && ` at ${error.at}`}`;
    throw new TwinsealError('INPUT_MALFORMED', `${where}: ${error.message}`, { cause: error });
  }
}

/** What is said of a reference without a digest where a policy enforces; undefined of any other. @example notPinned('app:v1')?.code */
export function notPinned(image: string): TwinsealError | undefined {
  const code = againstReference(image);
  if (code === undefined) return undefined;
  if (code === 'REFERENCE_INVALID') return malformed(image);
  return new TwinsealError(code, 'the tag can move before a node pulls it: write NAME@sha256:...');
}

function malformed(image: string): TwinsealError | undefined {
  try {
    imageReference(image);
    return undefined;
  } catch (error) {
    if (error instanceof TwinsealError) return error;
    throw error;
  }
}

/**
 * The report on manifests: one line an image, with the first reason against it and where it stands, and one for each object whose
 * images nobody can tell.
 * @param file - for formats that show a place in a file
 * @param reports - of each image, in any order
 * @example manifestsReport('rendered.yaml', found, reports).exit
 */
export function manifestsReport(file: string, { unknown }: Manifests, reports: readonly ManifestReport[]): Report {
  const placesOf = ({ uses }: ManifestReport) => uses.map(({ place }) => place);
  const unknowns = unknown.map(({ object, kind, places }) => ({
    image: `${object.kind}/${object.name}`,
    places,
    error: new TwinsealError(
      'KIND_UNKNOWN',
      `where images of ${kind} are is unknown: describe it in admission.kinds of a file for --kinds`,
    ),
  }));
  const all = [...reports, ...unknowns];
  const { exit, conclusion, reason } = severalReport(all, unknowns.length === 0 ? 'images' : 'images and objects');
  return {
    verb: 'verify',
    subject: file,
    lines: [
      ...reports.map((one) => lineOf(one, file, placesOf(one))),
      ...unknowns.map((one) => lineOf(one, file, one.places)),
    ],
    conclusion,
    reason: all.length === 0 ? `no image in ${file}` : reason,
    exit,
    document: {
      results: [
        ...reports.map((one) => ({ image: one.image, places: placesOf(one), ...documentOf(one) })),
        ...unknowns.map((one) => ({ object: one.image, places: one.places, ...documentOf(one) })),
      ],
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
  const { lines, exit, reason, conclusion } = one.report;
  if (exit === 0 && !lines.some(({ status }) => status === 'warning')) return line('pass', 'image', reason);
  const status = exit === 0 ? 'warning' : exit === 3 ? 'fault' : 'fail';
  const found = lines.find((each) => each.status === status);
  const other = lines.find(({ code, status: its }) => code === 'POD_OTHER_PROGRAM' && its === 'warning');
  // An image that is let in without a word against it is told with what the pod does to it.
  if (conclusion === 'allow' && other !== undefined) return line(status, other.code, `${other.id}: ${other.reason}`);
  return line(status, found?.code ?? 'image', reason);
}
