import type { BundleReport } from '../../../records/bundle-report.ts';
import { ageText } from '../trust-lines.ts';
import type { Report, ReportLine } from './report.ts';

/**
 * What `bundle verify` found as a report.
 * @example bundleVerifyReport(report).conclusion // 'verified'
 */
export function bundleVerifyReport(report: BundleReport): Report {
  const { artifact, bundle, checks, outcome, signer, predicateType } = report;
  const lines = checks.map(
    ({ id, status, code, reason }): ReportLine => ({ status, id, code, about: '', reason, path: bundle }),
  );
  const by = rootText(report);
  const base = { verb: 'bundle verify', subject: artifact.name, lines, document: report } as const;
  const first = (status: 'fail' | 'fault'): string => {
    const found = lines.find((line) => line.status === status);
    return `${found?.id}: ${found?.reason} (${found?.code})`;
  };
  switch (outcome) {
    case 'verified': {
      const who = signer?.kind === 'certificate' ? `${signer.identity} (${signer.issuer})` : `the key ${signer?.key}`;
      const what = predicateType === undefined ? 'signed' : `stated about (${predicateType})`;
      return {
        ...base,
        conclusion: 'verified',
        reason: `${artifact.digest} is ${what} by ${who}${by}`,
        exit: 0,
      };
    }
    case 'refused':
      return { ...base, conclusion: 'refused', reason: `${first('fail')}${by}`, exit: 1 };
    case 'unknown':
      return { ...base, conclusion: 'could not tell', reason: first('fault'), exit: 3 };
  }
}

/** Which root decided: one that is old may be why, and one that nobody knows should be seen. */
function rootText({ trustedRoot }: BundleReport): string {
  if (trustedRoot === undefined) return '';
  const { origin, name, digest, age } = trustedRoot;
  const old = age === undefined ? '' : origin === 'kept' ? `, checked ${ageText(age)} ago` : `, ${ageText(age)} old`;
  const source = origin === 'file' ? name : `${name}, ${origin === 'kept' ? 'kept' : 'came with Twinseal'}`;
  return `; trusted root ${digest} (${source}${old})`;
}
