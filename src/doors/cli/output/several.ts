import type { TwinsealError } from '../../../records/twinseal-error.ts';
import type { ExitCode } from '../command.ts';
import type { Report, ReportLine } from './report.ts';

/** One image of several: its report, or why there is none. */
export type ImageReport =
  | { readonly image: string; readonly report: Report }
  | { readonly image: string; readonly error: TwinsealError };

/** Which status of one image is that of all: a refusal is a fact, whatever else could not be told. */
const WORST: readonly ExitCode[] = [1, 2, 3, 0];
const CONCLUSIONS = { 0: 'allow', 1: 'deny', 2: 'bad input', 3: 'could not tell' } as const;

/**
 * Puts the reports of several images into one: each line says its image, and the last one which of them decide.
 *
 * @param what - they are called
 * @example severalReport([{ image: 'app:v1', report }, { image: 'db:v7', error }]).exit // 3
 */
export function severalReport(images: readonly ImageReport[], what = 'images'): Report {
  const statuses = images.map((one) => ('report' in one ? one.report.exit : one.error.kind.exit));
  const exit = WORST.find((status) => statuses.includes(status)) ?? 0;
  const names = images.filter((_, at) => statuses[at] === exit).map(({ image }) => image);
  return {
    verb: 'verify',
    subject: `${images.length} images`,
    lines: images.flatMap(linesOf),
    conclusion: CONCLUSIONS[exit],
    reason: `${names.length} of ${images.length} ${what}: ${names.join(', ')}`,
    exit,
    document: {
      results: images.map((one) => ({ image: one.image, ...documentOf(one) })),
    },
  };
}

function linesOf(one: ImageReport): readonly ReportLine[] {
  const { image } = one;
  if ('report' in one)
    return one.report.lines.map((line) => ({ ...line, about: `${image} ${line.about}`.trim(), path: image }));
  const { code, message } = one.error;
  return [{ status: 'fault', id: code, code, about: image, reason: message, path: image }];
}

/** What there is of one image, for documents. @example documentOf({ image, error }) // { problem: { code, detail, ... } } */
export function documentOf(one: ImageReport) {
  if ('report' in one) return { answer: one.report.document };
  const { code, message, kind } = one.error;
  return { problem: { code, detail: message, status: kind.status, retryable: kind.retryable } };
}
