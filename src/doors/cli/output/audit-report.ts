import type { AuditReport, ReplayReport, ReplayResult } from '../../../records/audit-report.ts';
import type { Report, ReportLine } from './report.ts';

/**
 * What `audit verify` found as a report: each problem is a line, and what holds is one line each.
 * @example verifiedReport('audit.tar', report).conclusion // 'intact'
 */
export function verifiedReport(subject: string, report: AuditReport): Report {
  const { problems, size, entries, documents, checkpoints, notKept, whole, key, origin, strays = [] } = report;
  const line = (status: ReportLine['status'], id: string, about: string, reason: string): ReportLine => ({
    status,
    id,
    code: id,
    about,
    reason,
    path: subject,
  });
  const lines = problems.map(({ code, where, reason }) => line('fail', code, where, reason));
  const good = [
    line('pass', 'log', origin, `${size} entries under a signed head`),
    line(
      'pass',
      'rows',
      `${entries} ${whole ? 'of all' : 'by a filter'}`,
      'each stands in the log where the set has it',
    ),
    line('pass', 'documents', `${documents}`, 'each has the digest that a decision pins'),
    ...(checkpoints > 0 ? [line('pass', 'checkpoints', `${checkpoints}`, 'the log only grew since')] : []),
  ];
  const remarks = [
    ...(key === 'given'
      ? []
      : [
          line(
            'warning',
            'key',
            '',
            'the key is that of the set itself, so whoever made the set may have made it up: give --key',
          ),
        ]),
    ...(checkpoints > 0
      ? []
      : [
          line(
            'hint',
            'checkpoints',
            '',
            'without an older checkpoint (--checkpoint), a log that was rewritten and signed again does not show',
          ),
        ]),
    ...(whole
      ? []
      : [
          line(
            'hint',
            'rows',
            '',
            'the source chose what fits the filter: only a set without filters shows that no decision is missing',
          ),
        ]),
    ...strays.map((path) =>
      line(
        'warning',
        'files',
        path,
        'nothing in the set names it, so nothing is said of it: it is no part of the export',
      ),
    ),
    ...(notKept === 0 ? [] : [line('skip', 'documents', `${notKept}`, 'were forgotten when their time was over')]),
  ];
  const base = { verb: 'audit verify', subject, document: report } as const;
  const [first, ...more] = lines;
  if (first !== undefined)
    return {
      ...base,
      lines: [...lines, ...remarks],
      conclusion: 'broken',
      reason: `${first.code} ${first.about}: ${first.reason}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
      exit: 1,
    };
  return {
    ...base,
    lines: [...good, ...remarks],
    conclusion: 'intact',
    reason: `${entries} entries of ${size}, ${documents} documents`,
    exit: 0,
  };
}

const STATUS: Readonly<Record<ReplayResult['state'], ReportLine['status']>> = {
  same: 'pass',
  different: 'fail',
  'not-kept': 'fault',
  malformed: 'fault',
  none: 'skip',
  old: 'skip',
};
const MEANING: Readonly<Record<ReplayResult['state'], string>> = {
  same: 'the same verdict, byte for byte',
  different: 'another verdict',
  'not-kept': 'what it rests on is not kept any more',
  malformed: 'what it rests on can not be read',
  none: 'there was no verdict: it could not be told',
  old: 'of the first release, which kept nothing to compute from',
};

/**
 * What `audit replay` found as a report.
 * @example replayedReport('audit.tar', report).exit // 1 when a verdict is another one now
 */
export function replayedReport(subject: string, report: ReplayReport): Report {
  const lines = report.results.map(
    ({ index, id, state, reason }): ReportLine => ({
      status: STATUS[state],
      id: state,
      code: state,
      about: `entry ${index} ${id}`,
      reason: reason ?? MEANING[state],
      path: `${subject}/decisions/${index}.json`,
    }),
  );
  const count = (status: ReportLine['status']): number => lines.filter((one) => one.status === status).length;
  const base = { verb: 'audit replay', subject, lines, document: report } as const;
  const verdicts = lines.length - count('skip');
  const without = count('skip') === 0 ? '' : `; ${count('skip')} more had none that could be computed anew`;
  const told = `${count('pass')} of ${verdicts} ${verdicts === 1 ? 'verdict is' : 'verdicts are'} the same, byte for byte${without}`;
  const [others, untold] = [count('fail'), count('fault')];
  if (others > 0) {
    const reason = `${others === 1 ? '1 verdict is another' : `${others} verdicts are others`} now; ${told}`;
    return { ...base, conclusion: 'different', reason, exit: 1 };
  }
  if (untold > 0)
    return {
      ...base,
      conclusion: 'could not tell',
      reason: `${untold} ${untold === 1 ? 'verdict' : 'verdicts'} can't be computed; ${told}`,
      exit: 3,
    };
  return { ...base, conclusion: 'same', reason: told, exit: 0 };
}
