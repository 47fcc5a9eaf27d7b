import type { TwinsealError } from '../../../records/twinseal-error.ts';
import type { ExitCode } from '../command.ts';
import type { Report, ReportLine } from './report.ts';

/** One image of several: its report, or why there is none. */
export type ImageReport =
  | { readonly image: string; readonly report: Report }
  | { readonly image: string; readonly error: TwinsealError };

const MAX_DETAILS = 20;
/** Which status of one image is that of all: a refusal is a fact, whatever else could not be told. */
const WORST: readonly ExitCode[] = [1, 2, 3, 0];
/** First words of the last line, by the status. */
export const CONCLUSIONS = { 0: 'allow', 1: 'deny', 2: 'bad input', 3: 'could not tell' } as const;

/**
 * Puts the reports of several images into one: each line says its image, and the last one which of them decide.
 *
 * @param what - they are called
 * @example severalReport([{ image: 'app:v1', report }, { image: 'db:v7', error }]).exit // 3
 */
export function severalReport(images: readonly ImageReport[], what = 'images'): Report {
  const statuses = images.map((one) => ('report' in one ? one.report.exit : one.error.kind.exit));
  const exit = WORST.find((status) => statuses.includes(status)) ?? 0;
  const mild = exit === 0 ? mildest(images) : undefined;
  const names = mild?.names ?? images.filter((_, at) => statuses[at] === exit).map(({ image }) => image);
  return {
    verb: 'verify',
    subject: `${images.length} images`,
    lines: images.flatMap(linesOf),
    conclusion: mild?.conclusion ?? CONCLUSIONS[exit],
    reason: `${names.length} of ${images.length} ${what}: ${names.join(', ')}${mild === undefined ? '' : '; let in, since the policy does not enforce'}`,
    exit,
    document: {
      results: images.map((one) => ({ image: one.image, ...documentOf(one) })),
    },
  };
}

/** Images that a policy lets in though it does not allow them; undefined when all are allowed. */
function mildest(images: readonly ImageReport[]) {
  for (const conclusion of ['would deny', 'could not tell']) {
    const found = images.filter((one) => 'report' in one && one.report.conclusion === conclusion);
    if (found.length > 0) return { conclusion, names: found.map(({ image }) => image) };
  }
  return undefined;
}

function linesOf(one: ImageReport): readonly ReportLine[] {
  if ('error' in one) return [faultLine(one)];
  const { image, report } = one;
  const lines = report.lines.map((line) => ({ ...line, about: `${image} ${line.about}`.trim(), path: image }));
  if (report.decision === undefined) return lines;
  const kept: ReportLine = {
    status: 'pass',
    id: 'decision',
    code: 'OK',
    about: image,
    reason: `kept as ${report.decision}`,
    path: image,
  };
  return [...lines, kept];
}

/** Why an image has no verdict, as a line. @example faultLine({ image: 'app:v1', error }).status // 'fault' */
export function faultLine({ image, error }: { readonly image: string; readonly error: TwinsealError }): ReportLine {
  const { code, message, details, kind } = error;
  const status = kind.exit === 1 ? 'fail' : 'fault';
  return { status, id: code, code, about: image, reason: message, details: details.slice(0, MAX_DETAILS), path: image };
}

/** What there is of one image, for documents. @example documentOf({ image, error }) // { problem: { code, detail, ... } } */
export function documentOf(one: ImageReport) {
  if ('report' in one) return { answer: one.report.document };
  const { code, message, kind, retryable } = one.error;
  const details = one.error.details.slice(0, MAX_DETAILS);
  const more = details.length > 0 ? { details } : {};
  return { problem: { code, detail: message, status: kind.status, retryable, ...more } };
}
