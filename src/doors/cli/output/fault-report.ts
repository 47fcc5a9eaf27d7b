import type { TwinsealError } from '../../../records/twinseal-error.ts';
import type { Report } from './report.ts';
import { CONCLUSIONS, documentOf, faultLine } from './several.ts';

/**
 * Why there is no answer at all, as a report of the form that one image of several has, so that readers need to know one form.
 *
 * @param about - what was asked
 * @example faultReport({ verb: 'verify', subject: 'app:v1' }, error).document // { results: [{ image: 'app:v1', problem }] }
 */
export function faultReport({ verb, subject }: Pick<Report, 'verb' | 'subject'>, error: TwinsealError): Report {
  const one = { image: subject, error };
  const { exit } = error.kind;
  return {
    verb,
    subject,
    lines: [faultLine(one)],
    conclusion: CONCLUSIONS[exit],
    reason: `${error.message} (${error.code})`,
    exit,
    document: verb === 'verify' ? { results: [{ image: subject, ...documentOf(one) }] } : documentOf(one),
  };
}
